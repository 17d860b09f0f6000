/** A whole portal in this process: an edition made if it is stale, the newsstand, the app behind it. */
import { existsSync } from 'node:fs';
import type { Server } from 'node:http';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { Audience } from '#lib/audience/audience.ts';
import { BackupDoor } from '#lib/backup/door.ts';
import { holdFolder } from '#lib/backup/running.ts';
import { ContentProblems } from '#lib/content/problem.ts';
import { originalsFolder } from '#lib/copy/edition-files.ts';
import { liveEdition } from '#lib/edition/manifest.ts';
import { pointContent } from '#lib/edition/open.ts';
import type { Log } from '#lib/log/log.ts';
import type { Metrics } from '#lib/metrics/metrics.ts';
import { builtCode, freshBuild } from '#lib/press/build.ts';
import { codeHash } from '#lib/press/code.ts';
import { inWords } from '#lib/press/disk.ts';
import { closedDoor, PressDoor } from '#lib/press/door.ts';
import { finishLatePage, NotKept } from '#lib/press/finish.ts';
import { Following } from '#lib/press/following.ts';
import { Pressroom } from '#lib/press/pressroom.ts';
import { PreviewDoor } from '#lib/press/preview.ts';
import type { Live } from '#lib/press/publisher.ts';
import { cacheHeaders } from '#lib/purge/headers.ts';
import { secretOf } from '#lib/settings/secret.ts';
import type { Settings } from '#lib/settings/settings.ts';
import { Aftermath } from './aftermath.ts';
import { drawnCards } from './cards.ts';
import { portalHealth, portalMetrics } from './health.ts';
import { liveContent } from './live.ts';
import { checkNeeds } from './needs.ts';
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
  /** Nothing is published here: the portal serves what another one takes into its data folder. */
  follow?: boolean;
}>;

/** Throws ContentProblems if the content can't go out, and a sentence if the port is taken. */
export async function openPortal({
  settings: given,
  projectDir,
  log,
  counts = true,
  watch,
  follow = false,
}: Job): Promise<Portal> {
  const own = counts ? given : tellingNobody(given);
  const settings = follow ? withOriginals(own) : own;
  const { dataDir } = settings;
  let aftermath: Aftermath | undefined;
  let metrics: Metrics | undefined;
  /** What went live before there was anybody to tell of it. */
  const early: Live[] = [];
  /** Publishes that failed before there was anything that counts. */
  let failedBefore = 0;
  let isStopping = false;
  // Before half a minute of work.
  if (counts) checkNeeds(settings, { follow });
  const source = {
    settings,
    projectDir,
    log,
    onLive(live: Live) {
      metrics?.published(live.took);
      if (aftermath) aftermath.follow(live);
      else early.push(live);
    },
    onFailed() {
      if (metrics) metrics.publishFailed();
      else failedBefore++;
    },
  };
  const { start, close, ...doors } = follow ? await following(source) : await publishing(source, watch);
  const supervisor = new Supervisor(projectDir, settings, log('app'), log('app', 'warn'));
  const replacements = () => liveEdition(dataDir)?.manifest.replacements ?? {};
  const tell = oncePerMinute(({ cause }) => {
    if (cause instanceof Error)
      log(
        'newsstand',
        'error',
      )(`${inWords(cause, dataDir).message}. Pages are shown; those that aren't finished are not kept.`);
  });
  const finish = async (address: string) => {
    const page = { address, ...(await supervisor.render(address)) };
    return finishLatePage(dataDir, page, replacements()).catch((error: Error) => {
      if (error instanceof NotKept) tell(error);
      throw error;
    });
  };
  const shelf = new Shelf(dataDir, (address) =>
    metrics ? metrics.latePage(() => finish(address)) : finish(address),
  );
  const render = (address: string, query: string) => supervisor.render(address, query);
  const search = new SearchDesk({ render, replacements });
  aftermath = new Aftermath({
    settings,
    shelf,
    appPort: () => supervisor.port,
    report: log('aftermath'),
    tells: counts && !follow,
  });
  const edition = liveContent(shelf);
  const audience = counts
    ? new Audience({ settings, projectDir, edition, report: log('audience') })
    : undefined;
  const card = drawnCards(dataDir, edition);
  const watched = { settings, shelf, supervisor, audience, edition, isStopping: () => isStopping };
  metrics = portalMetrics(watched);
  for (; failedBefore > 0; failedBefore--) metrics.publishFailed();
  const health = portalHealth(watched, metrics);
  const backup = new BackupDoor(audience, settings);
  const desks = { audience, search, health, backup, ...doors };
  const server = newsstand({
    shelf,
    siteUrl: settings.siteUrl,
    appPort: () => supervisor.port,
    card,
    cached: cacheHeaders(settings),
    metrics,
    report: log('newsstand', 'error'),
    ...desks,
  });
  const port = await listen(server, settings).catch(async (error: unknown) => {
    await Promise.all([audience?.stop(), close()]); // Their threads would keep the process.
    throw error;
  });
  const letGo = counts ? holdFolder(dataDir) : () => {};
  start();
  for (const live of early) aftermath.follow(live);
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
      await Promise.all([audience?.stop(), close(), supervisor.stop()]);
      letGo();
    },
  };
}

type Source = Omit<Job, 'watch' | 'follow'> &
  Readonly<{ onLive: (live: Live) => void; onFailed: () => void }>;

/** A portal with a press of its own: publishes what is new before anything is served. */
async function publishing(source: Source, watch: boolean | undefined) {
  const { settings, projectDir, onLive, onFailed, log } = source;
  const pressroom = new Pressroom({ settings, projectDir, report: log('press'), watch, onLive, onFailed });
  await pressroom.publish().catch(async (error: Error) => {
    if (isServable(settings, projectDir)) {
      const isTold = !(error instanceof ContentProblems);
      log('press', 'error')(isTold ? error.message : `${error.message}. What was live before is served on.`);
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

/** What only we look at is taken nowhere, and no cache hears of it. */
function tellingNobody(settings: Settings): Settings {
  return { ...settings, publishTo: [], purge: [], purgeWebhook: undefined };
}

/** A copy brings the pictures that may still be needed; where several share a data folder, there is a content folder. */
function withOriginals(settings: Settings): Settings {
  const originals = path.join(settings.dataDir, originalsFolder);
  return existsSync(originals) ? { ...settings, contentDir: originals } : settings;
}

/** A portal that serves what another one publishes. Throws, with the remedy, while there is nothing that it can serve. */
async function following({ settings, projectDir, log, onLive }: Source) {
  const { dataDir } = settings;
  const report = log('press');
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

/** Says the same thing once a minute, however many pages it happens to. */
function oncePerMinute(say: (error: Error) => void): (error: Error) => void {
  let last = Number.NEGATIVE_INFINITY;
  return (error) => {
    if (performance.now() - last < 60_000) return;
    last = performance.now();
    say(error);
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
