/** A whole portal in this process: an edition made if it is stale, the newsstand, the app behind it. */
import type { Server } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { Audience } from '#lib/audience/audience.ts';
import { BackupDoor } from '#lib/backup/door.ts';
import { holdFolder } from '#lib/backup/running.ts';
import { ContentProblems } from '#lib/content/problem.ts';
import { liveEdition } from '#lib/edition/manifest.ts';
import type { Log } from '#lib/log/log.ts';
import type { Metrics } from '#lib/metrics/metrics.ts';
import { builtCode } from '#lib/press/build.ts';
import { codeHash } from '#lib/press/code.ts';
import { PressDoor } from '#lib/press/door.ts';
import { finishPage } from '#lib/press/finish.ts';
import { Pressroom } from '#lib/press/pressroom.ts';
import { PreviewDoor } from '#lib/press/preview.ts';
import { checkNeeds } from '#lib/settings/needs.ts';
import { secretOf } from '#lib/settings/secret.ts';
import type { Settings } from '#lib/settings/settings.ts';
import { Aftermath } from './aftermath.ts';
import { drawnCards } from './cards.ts';
import { portalHealth, portalMetrics } from './health.ts';
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
  /** Says that it isn't ready, serves on for DRAIN_SECONDS, then finishes what is under way, within five seconds. */
  stop: () => Promise<void>;
}>;

type Job = Readonly<{
  settings: Settings;
  projectDir: string;
  log: Log;
  /** False for a portal that only we look at. */
  counts?: boolean;
  /** What is saved is published at once. */
  watch?: boolean;
}>;

/** Throws ContentProblems if the content can't go out, and a sentence if the port is taken. */
export async function openPortal({ settings, projectDir, log, counts = true, watch }: Job): Promise<Portal> {
  const { dataDir } = settings;
  let aftermath: Aftermath | undefined;
  let metrics: Metrics | undefined;
  let isStopping = false;
  if (counts) checkNeeds(settings); // Before half a minute of work.
  const pressroom = new Pressroom({
    settings,
    projectDir,
    report: log('press'),
    watch,
    onLive(live) {
      metrics?.published(live.took);
      aftermath?.follow(live);
    },
    onFailed: () => metrics?.publishFailed(),
  });
  await pressroom.publish().catch(async (error: Error) => {
    if (isServable(settings, projectDir)) {
      const isTold = !(error instanceof ContentProblems);
      log('press', 'error')(isTold ? error.message : `${error.message}. What was live before is served on.`);
      return;
    }
    await pressroom.close();
    throw error;
  });
  const supervisor = new Supervisor(projectDir, settings, log('app'), log('app', 'warn'));
  const replacements = () => liveEdition(dataDir)?.manifest.replacements ?? {};
  const finish = async (address: string) =>
    finishPage(dataDir, { address, ...(await supervisor.render(address)) }, replacements());
  const shelf = new Shelf(dataDir, (address) =>
    metrics ? metrics.latePage(() => finish(address)) : finish(address),
  );
  const render = (address: string, query: string) => supervisor.render(address, query);
  const search = new SearchDesk({ render, replacements });
  aftermath = new Aftermath({ settings, shelf, appPort: () => supervisor.port, report: log('aftermath') });
  const edition = liveContent(shelf);
  const audience = counts
    ? new Audience({ settings, projectDir, edition, report: log('audience') })
    : undefined;
  const card = drawnCards(dataDir, edition);
  const press = new PressDoor(pressroom, secretOf(settings));
  const preview = new PreviewDoor(pressroom, secretOf(settings));
  const watched = { settings, shelf, supervisor, audience, edition, isStopping: () => isStopping };
  metrics = portalMetrics(watched);
  const health = portalHealth(watched, metrics);
  const backup = new BackupDoor(audience, settings);
  const desks = { audience, press, preview, search, health, backup };
  const report = log('newsstand', 'error');
  const server = newsstand({ shelf, appPort: () => supervisor.port, card, metrics, report, ...desks });
  const port = await listen(server, settings).catch(async (error: unknown) => {
    await Promise.all([audience?.stop(), pressroom.close()]); // Their threads would keep the process.
    throw error;
  });
  const letGo = counts ? holdFolder(dataDir) : () => {};
  pressroom.start();
  return {
    port,
    ready: supervisor.start(),
    catchUp: () => aftermath?.catchUp() ?? Promise.resolve(),
    async stop() {
      isStopping = true;
      await wait(settings.drainSeconds * 1000);
      aftermath?.stop();
      server.close();
      server.closeIdleConnections();
      setTimeout(() => server.closeAllConnections(), 3000).unref();
      await Promise.all([audience?.stop(), pressroom.close(), supervisor.stop()]);
      letGo();
    },
  };
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
