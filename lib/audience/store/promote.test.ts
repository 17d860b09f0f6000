import { describe, expect, test } from 'vitest';
import { midnight, noon, page, ping, today, view } from '../events.test.views.ts';
import { promote } from './promote.ts';
import { readersByDay } from './sketches.ts';
import { kinds } from './store.test.databases.ts';
import { figuresOf, storesOn, viewRows } from './store.test.opened.ts';

const [libsql, ...others] = await kinds();
if (!libsql) throw new Error('no SQLite');

/** Of the ids that views may have: two thousand of them add up to more than an integer of SQLite holds. */
const largest = Number.MAX_SAFE_INTEGER;

describe.each(others)('from SQLite to $name', (kind) => {
  const source = storesOn(libsql);
  const target = storesOn(kind);
  const salts = new Map([[today, 'salt of today']]);

  /** Both stores, the first with two days of views. */
  async function both() {
    const from = await source.openStore();
    const views = Array.from({ length: 1200 }, (_, id) =>
      view(largest - id, {
        at: id % 3 === 0 ? midnight - 60 : noon,
        page: page(String(id % 7)),
        source: `site:host-${id % 5}.example`,
        reader: `reader ${id % 90}`,
      }),
    );
    await from.record(views);
    await from.record(views.filter(({ at }) => at === noon).map(({ id }) => ping(id)));
    await from.keepSketches();
    return { from, to: await target.openStore() };
  }
  const run = async (stores: Awaited<ReturnType<typeof both>>, isFirst = false) =>
    promote(source.databaseOf(stores.from), target.databaseOf(stores.to), salts, isFirst);

  test('everything is there: views, sums, readers, the day’s salt', async () => {
    const stores = await both();
    expect(await run(stores)).toMatchObject({ views: 1200, counted: 1200, days: 2 });
    const { from, to } = stores;
    expect(await figuresOf(to)).toEqual(await figuresOf(from));
    const byId = (rows: Awaited<ReturnType<typeof viewRows>>) => rows.toSorted((a, b) => a.id - b.id);
    expect(byId(await viewRows(to))).toEqual(byId(await viewRows(from)));
    expect(await readersByDay(to.db, [today], 0)).toEqual(await readersByDay(from.db, [today], 0));
    expect(await to.db.selectFrom('salts').selectAll().execute()).toEqual([
      { day: today, salt: 'salt of today' },
    ]);
  });

  test('a second pass writes what has come since, and only that', async () => {
    const stores = await both();
    const first = await run(stores, true);
    await stores.from.record([view(9001, { page: page('new') })]);
    const second = await run(stores);
    expect(second).toMatchObject({ views: 1201, counted: 1201 });
    expect(second.written).toBeLessThan(first.written);
    const pages = stores.from.db.selectFrom('pages').selectAll().orderBy('id');
    const copied = stores.to.db.selectFrom('pages').selectAll().orderBy('id');
    expect(await copied.execute()).toEqual(await pages.execute());
  });

  test('counting goes on there, and after that nothing is taken over it', async () => {
    const stores = await both();
    await run(stores);
    await target.close(stores.to);
    const to = await target.openStore();
    await to.record([
      view(9002, { page: page('later') }),
      view(largest - 1),
      view(9003, { page: page('1') }),
    ]);
    expect(await figuresOf(to)).toMatchObject({ views: 802 });
    await expect(run({ ...stores, to })).rejects.toThrow('has counted by itself');
    expect(await figuresOf(to)).toMatchObject({ views: 802 });
  });
});
