/** A whole portal in this process: an edition made if it is stale, the newsstand, the app behind it. */
import type { Server } from 'node:http';
import { Audience, checkAudience } from '#lib/audience/audience.ts';
import { drawAhead } from '#lib/cards/ahead.ts';
import { finishPage } from '#lib/press/finish.ts';
import { liveEdition } from '#lib/press/manifest.ts';
import { press } from '#lib/press/press.ts';
import type { Settings } from '#lib/settings/settings.ts';
import { drawnCards } from './cards.ts';
import { liveContent } from './live.ts';
import { newsstand } from './newsstand.ts';
import { Shelf } from './shelf.ts';
import { Supervisor } from './supervisor.ts';

export type Portal = Readonly<{
  port: number;
  /** Resolves when the app first answers: cards and API. */
  ready: Promise<void>;
  /** Has the likeliest cards drawn. */
  drawAhead: () => Promise<void>;
  /** Finishes what is under way, at most three seconds long. */
  stop: () => Promise<void>;
}>;

type Job = Readonly<{
  settings: Settings;
  projectDir: string;
  report: (line: string) => void;
  /** False for a portal that only we look at. */
  counts?: boolean;
}>;

/** Throws ContentProblems if the content can't go out, and a sentence if the port is taken. */
export async function openPortal({ settings, projectDir, report, counts = true }: Job): Promise<Portal> {
  const { dataDir } = settings;
  if (counts) checkAudience(settings); // Before half a minute of work.
  await press({ settings, projectDir, at: Date.now(), report });
  const supervisor = new Supervisor(projectDir, settings, report);
  const shelf = new Shelf(dataDir, async (address) => {
    const { replacements } = liveEdition(dataDir)?.manifest ?? {};
    return finishPage(dataDir, { address, ...(await supervisor.render(address)) }, replacements ?? {});
  });
  const edition = liveContent(shelf);
  const audience = counts ? new Audience({ settings, projectDir, edition, report }) : undefined;
  const card = drawnCards(dataDir, edition);
  const server = newsstand({ shelf, appPort: () => supervisor.port, card, audience });
  const port = await listen(server, settings).catch(async (error: unknown) => {
    await audience?.stop(); // Its thread would keep the process.
    throw error;
  });
  return {
    port,
    ready: supervisor.start(),
    drawAhead: () => drawAhead({ dataDir, port: () => supervisor.port, report }),
    async stop() {
      server.close();
      server.closeIdleConnections();
      setTimeout(() => server.closeAllConnections(), 3000).unref();
      await Promise.all([audience?.stop(), supervisor.stop()]);
    },
  };
}

async function listen(server: Server, { port, host }: Settings): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const busy = error.code === 'EADDRINUSE';
      reject(busy ? new Error(`Port ${port} is taken. Choose another: PORT=3001 npm start`) : error);
    });
    server.listen(port, host, resolve);
  });
  const address = server.address();
  return typeof address === 'object' && address ? address.port : port;
}
