/** A whole portal in this process: an edition made if it is stale, the newsstand, the app behind it. */
import { existsSync } from 'node:fs';
import type { Server } from 'node:http';
import path from 'node:path';
import { Audience, checkAudience } from '#lib/audience/audience.ts';
import { ContentProblems } from '#lib/content/problem.ts';
import { originalsFolder } from '#lib/copy/edition-files.ts';
import { Following } from '#lib/copy/following.ts';
import { liveEdition } from '#lib/edition/manifest.ts';
import { pointContent } from '#lib/edition/open.ts';
import { builtCode, freshBuild } from '#lib/press/build.ts';
import { codeHash } from '#lib/press/code.ts';
import { closedDoor, PressDoor } from '#lib/press/door.ts';
import { finishPage } from '#lib/press/finish.ts';
import { Pressroom } from '#lib/press/pressroom.ts';
import { PreviewDoor } from '#lib/press/preview.ts';
import type { Live } from '#lib/press/publisher.ts';
import { cacheHeaders } from '#lib/purge/headers.ts';
import { checkPurge } from '#lib/purge/purger.ts';
import { secretOf } from '#lib/settings/secret.ts';
import type { Settings } from '#lib/settings/settings.ts';
import { Aftermath } from './aftermath.ts';
import { drawnCards } from './cards.ts';
import { liveContent } from './live.ts';
import { newsstand } from './newsstand.ts';
import { SearchDesk } from './search.ts';
import { Shelf } from './shelf.ts';
import { Supervisor } from './supervisor.ts';

export type Portal = Readonly<{
  port: number;
  /** Resolves when the app first answers: cards and API. */
  ready: Promise<void>;
  /** Finishes what is likely to be asked for: pages, cards. */
  catchUp: () => Promise<void>;
  /** Finishes what is under way, at most three seconds long. */
  stop: () => Promise<void>;
}>;

type Job = Readonly<{
  settings: Settings;
  projectDir: string;
  report: (line: string) => void;
  /** False for a portal that only we look at. */
  counts?: boolean;
  /** What is saved is published at once. */
  watch?: boolean;
  /** Nothing is published here: the portal serves what another one takes into its data folder. */
  follow?: boolean;
}>;

/** Throws ContentProblems if the content can't go out, and a sentence if the port is taken. */
export async function openPortal({
  settings: given,
  projectDir,
  report,
  counts = true,
  watch,
  follow = false,
}: Job): Promise<Portal> {
  const settings = follow ? withOriginals(given) : given;
  const { dataDir } = settings;
  let aftermath: Aftermath | undefined;
  // Before half a minute of work.
  if (counts) checkAudience(settings);
  checkPurge(settings);
  const source = { settings, projectDir, report, onLive: (live: Live) => aftermath?.follow(live) };
  const { start, close, ...doors } = follow ? await following(source) : await publishing(source, watch);
  const supervisor = new Supervisor(projectDir, settings, report);
  const replacements = () => liveEdition(dataDir)?.manifest.replacements ?? {};
  const shelf = new Shelf(dataDir, async (address) =>
    finishPage(dataDir, { address, ...(await supervisor.render(address)) }, replacements()),
  );
  const render = (address: string, query: string) => supervisor.render(address, query);
  const search = new SearchDesk({ render, replacements });
  aftermath = new Aftermath({ settings, shelf, appPort: () => supervisor.port, report, tells: !follow });
  const edition = liveContent(shelf);
  const audience = counts ? new Audience({ settings, projectDir, edition, report }) : undefined;
  const card = drawnCards(dataDir, edition);
  const desks = { audience, search, ...doors };
  const cached = cacheHeaders(settings);
  const server = newsstand({ shelf, appPort: () => supervisor.port, card, cached, ...desks });
  const port = await listen(server, settings).catch(async (error: unknown) => {
    await Promise.all([audience?.stop(), close()]); // Their threads would keep the process.
    throw error;
  });
  start();
  return {
    port,
    ready: supervisor.start(),
    catchUp: () => aftermath?.catchUp() ?? Promise.resolve(),
    async stop() {
      aftermath?.stop();
      server.close();
      server.closeIdleConnections();
      setTimeout(() => server.closeAllConnections(), 3000).unref();
      await Promise.all([audience?.stop(), close(), supervisor.stop()]);
    },
  };
}

type Source = Omit<Job, 'watch' | 'follow'> & Readonly<{ onLive: (live: Live) => void }>;

/** A portal with a press of its own: publishes what is new before anything is served. */
async function publishing(source: Source, watch: boolean | undefined) {
  const { settings, projectDir, report } = source;
  const pressroom = new Pressroom({ ...source, watch });
  await pressroom.publish().catch(async (error: Error) => {
    if (isServable(settings, projectDir)) {
      const isTold = !(error instanceof ContentProblems);
      report(isTold ? error.message : `${error.message}. What was live before is served on.`);
      return;
    }
    await pressroom.close();
    throw error;
  });
  return {
    press: new PressDoor(pressroom, secretOf(settings)),
    preview: new PreviewDoor(pressroom, secretOf(settings)),
    start: () => pressroom.start(),
    close: () => pressroom.close(),
  };
}

/** A copy brings the pictures that may still be needed; where several share a data folder, there is a content folder. */
function withOriginals(settings: Settings): Settings {
  const originals = path.join(settings.dataDir, originalsFolder);
  return existsSync(originals) ? { ...settings, contentDir: originals } : settings;
}

/** A portal that serves what another one publishes. Throws, with the remedy, while there is nothing that it can serve. */
async function following({ settings, projectDir, report, onLive }: Source) {
  const { dataDir } = settings;
  const following = new Following({ settings, projectDir, report, onLive });
  following.look();
  const live = liveEdition(dataDir);
  if (live?.manifest.code !== following.code)
    throw new Error(
      `There is no edition in ${dataDir} that this portal can serve. Publish one there, with the same version: newsroom publish --to ${dataDir}`,
    );
  pointContent(dataDir, live.manifest.content); // A build renders from it.
  await freshBuild({ settings, projectDir, report }, following.code);
  return { press: closedDoor, start: () => following.start(), close: async () => following.close() };
}

/** True if the edition that is live was made by this code for this address. */
function isServable({ dataDir, siteUrl }: Settings, projectDir: string): boolean {
  const live = liveEdition(dataDir)?.manifest;
  const code = codeHash(projectDir);
  return live?.code === code && live.siteUrl === siteUrl && builtCode(projectDir) === code;
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
