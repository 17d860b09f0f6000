import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { afterAll, afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Counter, NotCounted } from './counter.ts';
import type { View } from './events.ts';
import type { Snapshot } from './shapes.ts';
import { startServer } from './store/store.test.databases.ts';

/** One server where the machine has PostgreSQL; none elsewhere, and then PGlite stands for it (store.test.ts). */
const servers = [await startServer()].flatMap((server) => server ?? []);
afterAll(async () => {
  for (const server of servers) await server.stop();
});

let folder: string;
let counters: Counter[] = [];
let said: string[] = [];
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'postgres-counter-'));
  said = [];
});
afterEach(async () => {
  await Promise.all(counters.map((counter) => counter.stop()));
  counters = [];
  rmSync(folder, { recursive: true });
  for (const { url } of servers) await query(url, 'drop schema if exists audience cascade');
});

async function query(url: string, text: string) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(text)).rows as Record<string, unknown>[];
  } finally {
    await client.end();
  }
}

function open(databaseUrl: string): Counter {
  const counter = new Counter({
    projectDir: process.cwd(),
    folder,
    databaseUrl,
    timeZone: 'UTC',
    mode: 'daily',
    keepDays: 30,
    report: (line) => said.push(line),
  });
  counters.push(counter);
  return counter;
}

const view = (id: number, reader = id): View => ({
  kind: 'view',
  id,
  at: Math.floor(Date.now() / 1000),
  page: { key: `story:${id % 5}`, address: `/articles/${id % 5}`, title: String(id % 5) },
  source: `site:host-${id % 7}.example`,
  device: 'phone',
  reader: `reader ${reader}`,
});
const again = (work: () => Promise<unknown>) => vi.waitFor(work, { timeout: 20_000, interval: 50 });

test.each(servers)(
  'while PostgreSQL is away nothing is acknowledged; when it is back, all goes on',
  async (server) => {
    const counter = open(server.url);
    await again(() => counter.record(view(1)));
    await server.halt();
    await expect(counter.record(view(2))).rejects.toEqual(new NotCounted('store-away'));
    await vi.waitFor(() => expect(said.join()).toMatch(/PostgreSQL \(DATABASE_URL\) can't be reached/));
    expect(said.join()).not.toContain(server.url);
    await server.resume();
    await again(() => counter.record(view(2)));
    await again(() => counter.record(view(1)));
    expect(await query(server.url, 'select views from audience.days where page = 0')).toEqual([
      { views: '2' },
    ]);
  },
);

test.each(servers)(
  'several instances count together: every view once, readers of all, the same marks',
  async (server) => {
    const [one, other] = [open(server.url), open(server.url)];
    await Promise.all([again(() => one.record(view(1))), again(() => other.record(view(2)))]);
    const both = Array.from({ length: 400 }, (_, n) => n + 10);
    // Each view is sent to both, as a page does that got no answer from the first; half of them are the same readers.
    await Promise.all(
      both.flatMap((id) => [
        again(() => one.record(view(id, id % 200))),
        again(() => other.record(view(id, id % 200))),
      ]),
    );
    const pings = both.map((id) => {
      const at = Math.floor(Date.now() / 1000);
      const day = Number(new Date().toISOString().slice(0, 10).replaceAll('-', ''));
      return (id % 2 === 0 ? one : other).record({ kind: 'ping', id, day, at, engaged: 3, depth: 50 });
    });
    await Promise.all(pings);
    const [sum] = await query(server.url, 'select views, engaged from audience.days where page = 0');
    expect(sum).toEqual({ views: '402', engaged: '1200' });
    await vi.waitFor(
      async () => {
        for (const counter of [one, other]) {
          const { readers, today } = (await counter.ask('snapshot')) as Snapshot;
          expect(today.views).toBe(402);
          expect(readers).toBeGreaterThanOrEqual(402);
          expect(Math.abs((today.readers ?? 0) - 202)).toBeLessThanOrEqual(4);
        }
      },
      { timeout: 15_000, interval: 1000 },
    );
    const sums = 'select * from audience.day_facets order by start, page, word';
    const before = await query(server.url, sums);
    expect(await one.ask('rebuild')).toBe(402);
    expect(await query(server.url, sums)).toEqual(before);
  },
);
