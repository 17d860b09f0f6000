/** A storm of kills: a process that counts is ended without warning, again and again, while readers' pages go on sending. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { type Counting, keepSmallContent, slugs, startCounting } from './counting.test.process.ts';
import { saltFiles } from './salts.ts';
import { openLibsql } from './store/libsql.ts';
import { rollupsOf } from './store/rollups.test.rows.ts';
import { Store } from './store/store.ts';
import { type ViewRow, viewsOf } from './store/tables.ts';

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

export type Seen = { acknowledged: boolean; engaged: number };

/** Kills so many times, each at a moment that `random` (0 to 1) chooses. */
export async function storm(kills: number, random: () => number): Promise<Outcome> {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'storm-'));
  const name = keepSmallContent(dataDir);
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
    child = await startCounting(dataDir, name);
    const reading = Array.from({ length: pages }, (_, n) => read(n + 1));
    for (let kill = 0; kill < kills; kill++) {
      await wait(20 + random() * 400);
      await child.kill();
      child = await startCounting(dataDir, name);
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

/** What the store has, next to what was acknowledged. */
export async function compare(dataDir: string, views: ReadonlyMap<number, Seen>) {
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
    const before = await rollupsOf(store.db);
    await store.rebuild(Math.floor(Date.now() / 1000));
    return {
      acknowledged: acknowledged.length,
      lost: acknowledged.filter(([id]) => !counted.has(id)).length,
      doubled: (await viewsCounted(store)) - counted.size,
      // A row keeps the most that was acknowledged; in use is never longer than since the view, give or take.
      lostPings: acknowledged.filter(([id, seen]) => (counted.get(id)?.engaged ?? 0) < seen.engaged).length,
      rollupsAgree: isDeepStrictEqual(before, await rollupsOf(store.db)),
    };
  } finally {
    await store.close();
  }
}

async function viewsCounted({ db }: Store): Promise<number> {
  const days = await db.selectFrom('days').select('views').where('page', '=', 0).execute();
  return days.reduce((sum, { views }) => sum + views, 0);
}
