import fc from 'fast-check';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import type { AudienceEvent, Page, Ping, View } from '../events.ts';
import { saltRows } from '../salts.ts';
import type { Database } from './database.ts';
import { readersByDay } from './sketches.ts';
import { kinds, type Place } from './store.test.databases.ts';
import { Store } from './store.ts';
import { viewsOf } from './tables.ts';

const noon = Date.parse('2026-11-25T12:00:00Z') / 1000;
const midnight = Date.parse('2026-11-25T00:00:00Z') / 1000;
const [today, yesterday] = [20261125, 20261124];
const page = (name: string): Page => ({ key: `story:${name}`, address: `/articles/${name}`, title: name });

const view = (id: number, more: Partial<View> = {}): View => ({
  kind: 'view',
  id,
  at: noon,
  page: page('tides'),
  source: 'direct:Direct',
  device: 'phone',
  ...more,
});
const ping = (id: number, more: Partial<Ping> = {}): Ping => ({
  kind: 'ping',
  id,
  at: noon + 15,
  day: today,
  engaged: 15,
  depth: 40,
  ...more,
});

const rollups = ['minutes', 'hours', 'days', 'hour_facets', 'day_facets'] as const;

const available = await kinds();
afterAll(async () => {
  for (const kind of available) await kind.stop?.();
});

describe.each(available)('on $name', (kind) => {
  let place: Place | undefined;
  let open: Store[] = [];
  let database: Database;
  afterEach(async () => {
    for (const store of open) await store.close().catch(() => {});
    open = [];
    await place?.drop();
    place = undefined;
  });

  async function openStore(instance = 'one', timeZone = 'UTC', keepDays = 30): Promise<Store> {
    place ??= await kind.place();
    database = await place.open();
    const store = await Store.open({ database, salts: saltRows(database.db), timeZone, keepDays, instance });
    open.push(store);
    return store;
  }

  async function reopen(store: Store): Promise<Store> {
    await store.close();
    open = open.filter((each) => each !== store);
    return openStore();
  }

  /** Every row of the roll-ups, in order. */
  async function dump(store: Store) {
    const tables: Record<string, unknown> = {};
    for (const name of rollups) {
      const rows = await store.db
        .selectFrom(name as 'days')
        .selectAll()
        .execute();
      tables[name] = rows.map((row) => JSON.stringify(Object.entries(row).sort())).sort();
    }
    return tables;
  }

  const figures = (store: Store, start = today, of = 0) =>
    store.db
      .selectFrom('days')
      .selectAll()
      .where('start', '=', start)
      .where('page', '=', of)
      .executeTakeFirst();
  const rows = (store: Store, day = today) => store.db.selectFrom(viewsOf(day)).selectAll().execute();

  test('a view and its pings are one row, and add up', async () => {
    const store = await openStore();
    const [first] = await store.record([view(1)]);
    expect(first).toEqual({ day: today, page: 1, robot: false });
    await store.record([ping(1), ping(1, { at: noon + 30, engaged: 30, depth: 100, left: true })]);
    expect(await rows(store)).toMatchObject([{ id: 1, at: noon, engaged: 30, depth: 100 }]);
    expect(await figures(store)).toEqual({
      start: today,
      page: 0,
      views: 1,
      engaged: 30,
      finished: 1,
      onward: 0,
    });
  });

  test('a view that is sent twice, in one batch or in two, is counted once', async () => {
    const store = await openStore();
    await store.record([view(1), view(1), view(2)]);
    expect(await store.record([view(1)])).toEqual([{ day: today, page: 1, robot: false }]);
    expect((await figures(store))?.views).toBe(2);
  });

  test('a view that is sent again after midnight is found in the day before', async () => {
    const store = await openStore();
    await store.record([view(1, { at: midnight - 2 })]);
    expect(await store.record([view(1, { at: midnight + 3 })])).toEqual([
      { day: yesterday, page: 1, robot: false },
    ]);
    await store.record([ping(1, { at: midnight + 20, day: yesterday, engaged: 20 })]);
    expect(await figures(store, today)).toBeUndefined();
    expect(await figures(store, yesterday)).toMatchObject({ views: 1, engaged: 20 });
  });

  test('pings that come late, twice or out of order do no harm, and none can claim more than the time since', async () => {
    const store = await openStore();
    await store.record([view(1)]);
    await store.record([ping(1, { at: noon + 30, engaged: 28, depth: 80 }), ping(1), ping(1)]);
    expect(await rows(store)).toMatchObject([{ engaged: 28, depth: 80 }]);
    await store.record([ping(1, { at: noon + 40, engaged: 50_000, depth: 81 })]);
    expect(await rows(store)).toMatchObject([{ engaged: 45, depth: 81 }]);
  });

  test('a ping for a view that isn’t there is said to be unknown', async () => {
    const store = await openStore();
    expect(await store.record([ping(1)])).toEqual([{ unknown: true }]);
    await store.record([view(2)]);
    expect(await store.record([ping(1), ping(2)])).toEqual([
      { unknown: true },
      { day: today, page: 1, robot: false },
    ]);
  });

  test('robots are counted apart, by family', async () => {
    const store = await openStore();
    await store.record([view(1), view(2, { bot: 'ai' }), view(3, { bot: 'ai' }), ping(3)]);
    expect(await figures(store)).toMatchObject({ views: 1, engaged: 0 });
    const bots = await store.db
      .selectFrom('day_facets')
      .innerJoin('words', 'words.id', 'day_facets.word')
      .select(['text', 'views'])
      .where('facet', '=', 'bot')
      .where('page', '=', 0)
      .execute();
    expect(bots).toEqual([{ text: 'ai', views: 2 }]);
  });

  test('a reader who goes on to another page counts for the page left', async () => {
    const store = await openStore();
    await store.record([
      view(1, { page: page('one') }),
      view(2, { page: page('two'), via: page('one'), source: 'internal:Internal' }),
    ]);
    expect(await figures(store, today, 1)).toMatchObject({ views: 1, onward: 1 });
    expect(await figures(store, today, 2)).toMatchObject({ views: 1, onward: 0 });
    expect(await figures(store)).toMatchObject({ views: 2, onward: 1 });
  });

  test('a story keeps its figures under a new address and headline', async () => {
    const store = await openStore();
    await store.record([view(1)]);
    await store.record([
      view(2, { page: { ...page('tides'), address: '/articles/tides-again', title: 'Again' } }),
    ]);
    expect(await store.db.selectFrom('pages').selectAll().execute()).toEqual([
      { id: 1, key: 'story:tides', address: '/articles/tides', title: 'tides', published: null },
    ]);
    expect(await figures(store, today, 1)).toMatchObject({ views: 2 });
  });

  test('cards that networks fetch are counted by minute', async () => {
    const store = await openStore();
    const fetch = { kind: 'fetch', at: noon, page: page('tides'), client: 'WhatsApp' } as const;
    await store.record([fetch, fetch, { ...fetch, at: noon + 61 }]);
    await store.record([fetch]);
    const shares = await store.db
      .selectFrom('shares')
      .select(['minute', 'fetches'])
      .orderBy('minute')
      .execute();
    expect(shares).toEqual([
      { minute: noon / 60, fetches: 3 },
      { minute: noon / 60 + 1, fetches: 1 },
    ]);
  });

  test('refusals are counted by reason', async () => {
    const store = await openStore();
    await store.refuse(new Map([['foreign', 3]]), noon);
    await store.refuse(
      new Map([
        ['foreign', 1],
        ['malformed', 2],
      ]),
      noon,
    );
    const found = await store.db
      .selectFrom('refusals')
      .innerJoin('words', 'words.id', 'refusals.word')
      .select(['text', 'events'])
      .orderBy('text')
      .execute();
    expect(found).toEqual([
      { text: 'foreign', events: 4 },
      { text: 'malformed', events: 2 },
    ]);
  });

  test('distinct readers of the day, whatever restarts there are, and not whom', async () => {
    let store = await openStore();
    const of = (first: number, count: number) =>
      Array.from({ length: count }, (_, n) => view(first + n, { reader: `reader ${n % 70}` }));
    await store.record(of(1, 100));
    store = await reopen(store);
    await store.record(of(1001, 100));
    await store.tidy(noon);
    const readers = await readersByDay(store.db, [today], 0);
    expect(readers.get(today)).toBeGreaterThanOrEqual(69);
    expect(readers.get(today)).toBeLessThanOrEqual(71);
    for (const { mark } of await rows(store)) expect(mark).toBeLessThan(2 ** 20);
  });

  test('a restart without a farewell loses nothing: the day’s views are read again', async () => {
    const store = await openStore();
    await store.record([view(1, { reader: 'a' }), view(2, { reader: 'b' })]);
    // As if it had been killed: nothing more is written.
    await database.close();
    open = [];
    const again = await openStore();
    await again.record([view(3, { reader: 'c' })]);
    await again.tidy(noon);
    expect((await readersByDay(again.db, [today], 0)).get(today)).toBe(3);
    expect(await figures(again)).toMatchObject({ views: 3 });
  });

  test('a batch that fails leaves nothing behind, and what it learnt isn’t believed', async () => {
    const store = await openStore();
    const broken = view(1, { page: page('two'), at: Number.NaN });
    await expect(store.record([view(5, { page: page('one') }), broken])).rejects.toThrow();
    expect(await store.db.selectFrom('pages').selectAll().execute()).toEqual([]);
    await store.record([view(5, { page: page('one') })]);
    expect(await figures(store)).toMatchObject({ views: 1 });
  });

  test('views are deleted by age, what they added up to stays, and the salts go when their day is over', async () => {
    const store = await openStore('one', 'UTC', 2);
    const day = 86_400;
    for (let n = 0; n < 5; n++) await store.record([view(n + 1, { at: noon + n * day, reader: 'a' })]);
    await store.tidy(noon + 4 * day);
    const partitions = await store.db.selectFrom('partitions').select('day').orderBy('day').execute();
    expect(partitions.map((each) => each.day)).toEqual([20261127, 20261128, 20261129]);
    expect((await store.db.selectFrom('days').selectAll().where('page', '=', 0).execute()).length).toBe(5);
    expect(await readersByDay(store.db, [today, 20261126, 20261127, 20261128, 20261129], 0)).toEqual(
      new Map([20261125, 20261126, 20261127, 20261128, 20261129].map((each) => [each, 1])),
    );
    const salts = await store.db.selectFrom('salts').select('day').orderBy('day').execute();
    expect(salts.map((each) => each.day)).toEqual([20261129]);
  });

  test('when a day is over its views have no marks any more, and one sketch a page has all its readers', async () => {
    const [one, other] = [
      await openStore('one'),
      kind.name === 'libsql' ? undefined : await openStore('other'),
    ];
    await one.record([view(1, { reader: 'a' }), view(2, { reader: 'b' })]);
    await (other ?? one).record([view(3, { reader: 'c' }), view(4, { reader: 'a' })]);
    await other?.keepSketches();
    expect((await rows(one)).every(({ mark }) => mark > 0)).toBe(true);
    await one.tidy(noon + 86_400);
    expect((await rows(one)).map(({ mark }) => mark)).toEqual([0, 0, 0, 0]);
    await other?.tidy(noon + 86_400);
    const sketches = await one.db.selectFrom('sketches').select('instance').where('page', '=', 0).execute();
    expect(sketches).toHaveLength(1);
    expect((await readersByDay(one.db, [today], 0)).get(today)).toBe(3);
  });

  test('what one instance has said no other says again for a while', async () => {
    const store = await openStore();
    expect(await store.say('spike 1', noon, 60)).toBe(true);
    expect(await store.say('spike 1', noon + 59, 60)).toBe(false);
    expect(await store.say('spike 2', noon + 59, 60)).toBe(true);
    expect(await store.say('spike 1', noon + 60, 60)).toBe(true);
  });

  test('a reader whose signs come to several instances is one; an embedded store has no others', async () => {
    if (kind.name === 'libsql') return expect((await openStore()).isShared).toBe(false);
    const [one, other] = [await openStore('one'), await openStore('other')];
    const at = (id: number, left?: boolean) => ping(id, { left });
    await one.record([view(1), view(2), view(3, { bot: 'ai' }), view(4, { page: page('moons') })]);
    await other.record([view(5), at(1), at(2), at(99)]);
    for (const store of [one, other])
      expect(await store.readersNow()).toEqual({
        total: 4,
        byPage: new Map([
          [1, 3],
          [2, 1],
        ]),
      });
    await other.record([at(1, true)]);
    await one.record([at(2, true), at(2)]);
    expect(await one.readersNow()).toEqual({
      total: 3,
      byPage: new Map([
        [1, 2],
        [2, 1],
      ]),
    });
    await one.tidy(noon);
    expect((await other.readersNow()).total).toBe(3);
  });

  test('a newsroom that moves by half an hour keeps its hours, whichever way, and rebuilding gives the same', async () => {
    const evening = Date.parse('2026-11-24T18:10:00Z') / 1000;
    const moves = ['Asia/Kolkata', 'Asia/Shanghai', 'Asia/Kathmandu', 'Europe/London', 'Asia/Kolkata'];
    for (const [n, zone] of moves.entries()) {
      const store = await openStore('one', zone);
      await store.record(
        Array.from({ length: 8 }, (_, i) => view(10 * n + i + 1, { at: evening + 1500 * i })),
      );
      await store.close();
      open = [];
    }
    const store = await openStore('one', 'Asia/Kolkata');
    const before = await dump(store);
    await store.rebuild(noon);
    expect(await dump(store)).toEqual(before);
  });

  test('a day that is over and begins again, by a clock that is set back, keeps its readers', async () => {
    const store = await openStore();
    const readers = (first: number, count: number) =>
      Array.from({ length: count }, (_, n) => view(first + n, { reader: `reader ${first + n}` }));
    await store.record(readers(1, 300));
    await store.tidy(noon + 2 * 86_400);
    await store.record(readers(1000, 1));
    await store.tidy(noon + 60);
    expect((await readersByDay(store.db, [today], 0)).get(today)).toBeGreaterThan(290);
  });

  test('days are the newsroom’s, hours begin at its midnight, in a zone with half hours too', async () => {
    const store = await openStore('one', 'Asia/Kolkata');
    const atMidnight = Date.parse('2026-11-24T18:30:00Z') / 1000;
    await store.record([
      view(1, { at: atMidnight - 1 }),
      view(2, { at: atMidnight }),
      view(3, { at: atMidnight + 3599 }),
    ]);
    const hours = await store.db
      .selectFrom('hours')
      .select(['start', 'views'])
      .where('page', '=', 0)
      .orderBy('start')
      .execute();
    expect(hours).toEqual([
      { start: atMidnight / 60 - 60, views: 1 },
      { start: atMidnight / 60, views: 2 },
    ]);
    const before = await dump(store);
    await store.rebuild(noon);
    expect(await dump(store)).toEqual(before);
  });

  test('a store made by a newer program is refused with a sentence', async () => {
    const store = await openStore();
    await store.db.insertInto('steps').values({ number: 1000 }).execute();
    await expect(reopen(store)).rejects.toThrow(/older than the store/);
  });

  test('whatever comes in whatever batches, the roll-ups are the sum of the views, and rebuilding gives the same', async () => {
    const id = fc.integer({ min: 1, max: 12 });
    const at = fc.integer({ min: -7200, max: 7200 }).map((offset) => midnight + offset);
    const anyView = fc
      .record({
        id,
        at,
        page: fc.constantFrom('one', 'two', 'three').map(page),
        via: fc.option(fc.constantFrom('one', 'two').map(page), { nil: undefined }),
        source: fc.constantFrom('direct:Direct', 'search:Google', 'site:example.org'),
        country: fc.constantFrom('CN', 'DE', undefined),
        campaign: fc.constantFrom('newsletter', undefined),
        bot: fc.constantFrom(undefined, undefined, undefined, 'ai'),
        reader: fc.constantFrom('a', 'b', 'c', undefined),
      })
      .map((more) => view(more.id, more));
    const anyPing = fc
      .record({
        id,
        at,
        day: fc.constantFrom(today, yesterday),
        engaged: fc.nat(200),
        depth: fc.constantFrom(0, 50, 100),
      })
      .map((more) => ping(more.id, more));
    const batch = fc.array(fc.oneof(anyView, anyPing), { minLength: 1, maxLength: 15 });
    await fc.assert(
      fc.asyncProperty(
        fc.array(batch, { minLength: 1, maxLength: 6 }),
        async (batches: AudienceEvent[][]) => {
          const store = await openStore();
          try {
            for (const each of batches) await store.record(each);
            const before = await dump(store);
            await store.rebuild(noon);
            expect(await dump(store)).toEqual(before);
          } finally {
            await store.close();
            open = [];
            await place?.drop();
            place = undefined;
          }
        },
      ),
      { numRuns: kind.name === 'libsql' ? 60 : 5 },
    );
  });
});
