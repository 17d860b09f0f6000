/** A storm of kills: a process that counts is ended without warning, again and again, while readers' pages go on sending. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { choose } from '#lib/edition/choose.ts';
import { contentOf, noon, story } from '#lib/edition/edition.test.stories.ts';
import { keepContent } from '#lib/edition/open.ts';
import { saltFiles } from './salts.ts';
import { openLibsql } from './store/libsql.ts';
import { Store } from './store/store.ts';
import { type ViewRow, viewsOf } from './store/tables.ts';

const slugs = ['tides', 'moons', 'stars'];
const browser =
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36';
/** Views under way at a time. */
const pages = 24;

export type Outcome = Readonly<{
  /** Views whose sender was told that they are counted. */
  acknowledged: number;
  /** Those of them that aren't in the store, and those that are there twice. */
  lost: number;
  doubled: number;
  /** Pings that were acknowledged, and those that the store doesn't know of. */
  pings: number;
  lostPings: number;
  /** True if the roll-ups are what the views add up to. */
  rollupsAgree: boolean;
  kills: number;
}>;

type Seen = { acknowledged: boolean; engaged: number };

/** Kills so many times, each at a moment that `random` (0 to 1) chooses. */
export async function storm(kills: number, random: () => number): Promise<Outcome> {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'storm-'));
  const content = contentOf(
    slugs.map((slug) => story(slug)),
    { timeZone: 'UTC', audience: { mode: 'daily', keepDays: 30 } },
  );
  const name = keepContent(dataDir, choose(content, noon));
  const views = new Map<number, Seen>();
  let pings = 0;
  let child: Counting | undefined;
  let ended = false;

  /** One reader after another: a view until it is acknowledged, then pings, as reader/page-view.ts does. */
  async function read(first: number): Promise<void> {
    for (let id = first; !ended; id += pages) {
      const seen: Seen = { acknowledged: false, engaged: 0 };
      views.set(id, seen);
      const view = { view: `/articles/${slugs[id % slugs.length]}`, id, from: '', width: 390 };
      let token: string | undefined;
      while (!ended && !seen.acknowledged) {
        const answer = await child?.post(view);
        seen.acknowledged = answer?.status === 204;
        token = answer?.token;
        if (!seen.acknowledged) await wait(10);
      }
      for (let engaged = 1; !ended && engaged <= 3; engaged++) {
        const answer = await child?.post({ token, engaged, depth: 40 });
        if (answer?.status !== 204) break;
        pings++;
        seen.engaged = engaged;
      }
    }
  }

  try {
    child = await start(dataDir, name);
    const reading = Array.from({ length: pages }, (_, n) => read(n + 1));
    for (let kill = 0; kill < kills; kill++) {
      await wait(20 + random() * 400);
      await child.kill();
      child = await start(dataDir, name);
    }
    await wait(300);
    ended = true;
    await Promise.all(reading);
    await child.stop();
    return { ...(await compare(dataDir, views)), pings, kills };
  } finally {
    ended = true;
    await child?.kill();
    rmSync(dataDir, { recursive: true });
  }
}

type Counting = Readonly<{
  post: (event: unknown) => Promise<{ status: number; token?: string } | undefined>;
  kill: () => Promise<void>;
  stop: () => Promise<void>;
}>;

async function start(dataDir: string, contentName: string): Promise<Counting> {
  const file = path.join(import.meta.dirname, 'kill.test.child.ts');
  const env = { ...process.env, DATA_DIR: dataDir, CONTENT_NAME: contentName, TRUSTED_PROXIES: 'loopback' };
  const child: ChildProcess = spawn(process.execPath, ['--import', 'tsx', file], {
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = (await once(child.stdout as NodeJS.ReadableStream, 'data')) as [Buffer];
  const origin = `http://127.0.0.1:${Number(line.toString())}`;
  const stopped = once(child, 'close');
  // Its store is open, so that a kill meets it at work.
  while (!(await fetch(`${origin}/api/newsroom/now`).catch(() => undefined))?.ok) await wait(20);
  let networks = 0;
  return {
    async post(event) {
      networks++;
      const headers = {
        origin,
        'user-agent': browser,
        'accept-language': 'en',
        'sec-fetch-site': 'same-origin',
        'x-forwarded-for': `10.${networks & 255}.${(networks >> 8) & 255}.1`,
      };
      try {
        const answer = await fetch(`${origin}/api/audience`, {
          method: 'POST',
          headers,
          body: JSON.stringify(event),
        });
        await answer.arrayBuffer();
        return { status: answer.status, token: answer.headers.get('audience-token') ?? undefined };
      } catch {
        return undefined;
      }
    },
    async kill() {
      child.kill('SIGKILL');
      if (child.exitCode === null && child.signalCode === null) await stopped;
    },
    async stop() {
      child.kill('SIGTERM');
      await stopped;
    },
  };
}

async function compare(dataDir: string, views: ReadonlyMap<number, Seen>) {
  const folder = path.join(dataDir, 'audience');
  const database = await openLibsql(path.join(folder, 'audience.db'), () => {});
  const salts = saltFiles(path.join(folder, 'salts'));
  const store = await Store.open({ database, salts, timeZone: 'UTC', keepDays: 30, instance: '' });
  try {
    const rows: ViewRow[] = [];
    for (const { day } of await store.db.selectFrom('partitions').select('day').execute())
      rows.push(...(await store.db.selectFrom(viewsOf(day)).selectAll().execute()));
    const counted = new Map(rows.map((row) => [row.id, row]));
    const acknowledged = [...views].filter(([, seen]) => seen.acknowledged);
    const before = await rollupsOf(store);
    await store.rebuild(Math.floor(Date.now() / 1000));
    return {
      acknowledged: acknowledged.length,
      lost: acknowledged.filter(([id]) => !counted.has(id)).length,
      doubled: rows.length - counted.size,
      // A row keeps the most that was acknowledged; in use is never longer than since the view, give or take.
      lostPings: acknowledged.filter(([id, seen]) => (counted.get(id)?.engaged ?? 0) < seen.engaged).length,
      rollupsAgree: before === (await rollupsOf(store)),
    };
  } finally {
    await store.close();
  }
}

async function rollupsOf({ db }: Store): Promise<string> {
  const tables = ['minutes', 'hours', 'days', 'hour_facets', 'day_facets'] as const;
  const rows = await Promise.all(
    tables.map((name) =>
      db
        .selectFrom(name as 'days')
        .selectAll()
        .execute(),
    ),
  );
  return JSON.stringify(rows.map((table) => table.map((row) => JSON.stringify(row)).sort()));
}
