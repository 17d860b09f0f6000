import { afterAll, expect, onTestFinished, test, vi } from 'vitest';
import { counters, record } from './counter.test.opened.ts';
import { NotCounted } from './counter.ts';
import { now, page, viewNow } from './events.test.views.ts';
import type { Snapshot } from './shapes.ts';
import { query, type Server, startServer } from './store/store.test.databases.ts';

/** One server where the machine has PostgreSQL; none elsewhere, and then PGlite stands for it (store.test.databases.ts). */
const servers = [await startServer()].flatMap((server) => server ?? []);
afterAll(async () => {
  for (const server of servers) await server.stop();
});

function countersOn({ url }: Server) {
  onTestFinished(async () => void (await query(url, 'drop schema if exists audience cascade')));
  return counters({ databaseUrl: url });
}

const view = (id: number, reader = id) =>
  viewNow(id, {
    page: page(String(id % 5)),
    source: `site:host-${id % 7}.example`,
    reader: `reader ${reader}`,
  });

test.each(servers)(
  'while PostgreSQL is away nothing is acknowledged; when it is back, all goes on',
  async (server) => {
    const { open, said } = countersOn(server);
    const counter = open();
    await record(counter, view(1));
    await server.halt();
    await expect(counter.record(view(2))).rejects.toEqual(new NotCounted('store-away'));
    await vi.waitFor(() => expect(said.join()).toMatch(/PostgreSQL \(DATABASE_URL\) can't be reached/));
    expect(said.join()).not.toContain(server.url);
    await server.resume();
    await record(counter, view(2));
    await record(counter, view(1));
    expect(await query(server.url, 'select views from audience.days where page = 0')).toEqual([
      { views: '2' },
    ]);
  },
);

test.each(servers)(
  'several instances count together: every view once, readers of all, the same marks',
  async (server) => {
    const { open } = countersOn(server);
    const [one, other] = [open(), open()];
    await Promise.all([record(one, view(1)), record(other, view(2))]);
    const both = Array.from({ length: 400 }, (_, n) => n + 10);
    // Each view is sent to both, as a page does that got no answer from the first; half of them are the same readers.
    await Promise.all(
      both.flatMap((id) => [record(one, view(id, id % 200)), record(other, view(id, id % 200))]),
    );
    const pings = both.map((id) => {
      const day = Number(new Date().toISOString().slice(0, 10).replaceAll('-', ''));
      return (id % 2 === 0 ? one : other).record({ kind: 'ping', id, day, at: now(), engaged: 3, depth: 50 });
    });
    await Promise.all(pings);
    const [sum] = await query(server.url, 'select views, engaged from audience.days where page = 0');
    expect(sum).toEqual({ views: '402', engaged: '1200' });
    await vi.waitFor(
      async () => {
        // Whichever took a view keeps its readers for both when it is asked, or every half minute.
        const snapshots = await Promise.all([one, other].map((counter) => counter.ask('snapshot')));
        for (const { readers, today } of snapshots as Snapshot[]) {
          expect(today.views).toBe(402);
          expect(readers).toBeGreaterThanOrEqual(402);
          // 200 readers; the day's salt decides how near the sketch comes: in 3,000 trials 195 at the least, and 201.
          expect(Math.abs((today.readers ?? 0) - 200)).toBeLessThanOrEqual(10);
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

test.each(servers)(
  'what was counted in SQLite goes to PostgreSQL while it is counted on; a rehearsal leaves nothing there',
  async (server) => {
    onTestFinished(async () => void (await query(server.url, 'drop schema if exists audience cascade')));
    const counter = counters().open();
    await Promise.all([1, 2, 3].map((id) => record(counter, view(id))));
    const promote = (rehearse: boolean) =>
      counter.ask('promote', { to: server.url, rehearse, isFirst: true });
    expect(await promote(true)).toMatchObject({ promoted: { counted: 3, views: 3 } });
    const schemas = "select nspname from pg_namespace where nspname like 'audience%'";
    expect(await query(server.url, schemas)).toEqual([]);
    expect(await promote(false)).toMatchObject({ promoted: { counted: 3 } });
    await record(counter, view(4));
    expect(await promote(false)).toMatchObject({ promoted: { counted: 4 } });
    const away = 'postgres://portal:not-to-be-said@127.0.0.1:1/portal';
    const told = JSON.stringify(await counter.ask('promote', { to: away, rehearse: false, isFirst: true }));
    expect(told).toContain("can't be reached");
    expect(told).not.toContain('not-to-be-said');
  },
);
