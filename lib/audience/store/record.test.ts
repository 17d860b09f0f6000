import { describe, expect, test } from 'vitest';
import { midnight, noon, page, ping, today, view, yesterday } from '../events.test.views.ts';
import { kinds } from './store.test.databases.ts';
import { figuresOf, storesOn, viewRows } from './store.test.opened.ts';

describe.each(await kinds())('on $name', (kind) => {
  const { openStore } = storesOn(kind);

  test('a view and its pings are one row, and add up', async () => {
    const store = await openStore();
    const [first] = await store.record([view(1)]);
    expect(first).toEqual({ day: today, page: 1, robot: false });
    await store.record([ping(1), ping(1, { at: noon + 30, engaged: 30, depth: 100, left: true })]);
    expect(await viewRows(store)).toMatchObject([{ id: 1, at: noon, engaged: 30, depth: 100 }]);
    expect(await figuresOf(store)).toEqual({
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
    expect((await figuresOf(store))?.views).toBe(2);
  });

  test('a view that is sent again after midnight is found in the day before', async () => {
    const store = await openStore();
    await store.record([view(1, { at: midnight - 2 })]);
    expect(await store.record([view(1, { at: midnight + 3 })])).toEqual([
      { day: yesterday, page: 1, robot: false },
    ]);
    await store.record([ping(1, { at: midnight + 20, day: yesterday, engaged: 20 })]);
    expect(await figuresOf(store, today)).toBeUndefined();
    expect(await figuresOf(store, yesterday)).toMatchObject({ views: 1, engaged: 20 });
  });

  test('pings that come late, twice or out of order do no harm, and none can claim more than the time since', async () => {
    const store = await openStore();
    await store.record([view(1)]);
    await store.record([ping(1, { at: noon + 30, engaged: 28, depth: 80 }), ping(1), ping(1)]);
    expect(await viewRows(store)).toMatchObject([{ engaged: 28, depth: 80 }]);
    await store.record([ping(1, { at: noon + 40, engaged: 50_000, depth: 81 })]);
    expect(await viewRows(store)).toMatchObject([{ engaged: 45, depth: 81 }]);
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
    expect(await figuresOf(store)).toMatchObject({ views: 1, engaged: 0 });
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
    expect(await figuresOf(store, today, 1)).toMatchObject({ views: 1, onward: 1 });
    expect(await figuresOf(store, today, 2)).toMatchObject({ views: 1, onward: 0 });
    expect(await figuresOf(store)).toMatchObject({ views: 2, onward: 1 });
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
    expect(await figuresOf(store, today, 1)).toMatchObject({ views: 2 });
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

  test('a batch that fails leaves nothing behind, and what it learnt isn’t believed', async () => {
    const store = await openStore();
    const broken = view(1, { page: page('two'), at: Number.NaN });
    await expect(store.record([view(5, { page: page('one') }), broken])).rejects.toThrow();
    expect(await store.db.selectFrom('pages').selectAll().execute()).toEqual([]);
    await store.record([view(5, { page: page('one') })]);
    expect(await figuresOf(store)).toMatchObject({ views: 1 });
  });
});
