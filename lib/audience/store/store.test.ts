import { describe, expect, test } from 'vitest';
import { noon, page, ping, today, view } from '../events.test.views.ts';
import { readersByDay } from './sketches.ts';
import { kinds } from './store.test.databases.ts';
import { figuresOf, storesOn, viewRows } from './store.test.opened.ts';

describe.each(await kinds())('on $name', (kind) => {
  const { openStore, reopen, kill } = storesOn(kind);

  test('distinct readers of the day, whatever restarts there are, and not whom', async () => {
    let store = await openStore();
    const of = (first: number, count: number) =>
      Array.from({ length: count }, (_, n) => view(first + n, { reader: `reader ${n % 70}` }));
    await store.record(of(1, 100));
    store = await reopen(store);
    await store.record(of(1001, 100));
    await store.tidy(noon);
    const readers = await readersByDay(store.db, [today], 0);
    // Of 70 marks in 2^14 registers two pairs meet once in a hundred days, four once in 60,000.
    expect(readers.get(today)).toBeGreaterThanOrEqual(67);
    expect(readers.get(today)).toBeLessThanOrEqual(71);
    for (const { mark } of await viewRows(store)) expect(mark).toBeLessThan(2 ** 20);
  });

  test('a restart without a farewell loses nothing: the day’s views are read again', async () => {
    const store = await openStore();
    await store.record([view(1, { reader: 'a' }), view(2, { reader: 'b' })]);
    await kill(store);
    const again = await openStore();
    await again.record([view(3, { reader: 'c' })]);
    await again.tidy(noon);
    expect((await readersByDay(again.db, [today], 0)).get(today)).toBe(3);
    expect(await figuresOf(again)).toMatchObject({ views: 3 });
  });

  test('a store made by a newer program is refused with a sentence', async () => {
    const store = await openStore();
    await store.db.insertInto('steps').values({ number: 1000 }).execute();
    await expect(reopen(store)).rejects.toThrow(/older than the store/);
  });

  test('when a day is over its views have no marks any more, and one sketch a page has all its readers', async () => {
    const [one, other] = [
      await openStore('one'),
      kind.name === 'libsql' ? undefined : await openStore('other'),
    ];
    await one.record([view(1, { reader: 'a' }), view(2, { reader: 'b' })]);
    await (other ?? one).record([view(3, { reader: 'c' }), view(4, { reader: 'a' })]);
    await other?.keepSketches();
    expect((await viewRows(one)).every(({ mark }) => mark > 0)).toBe(true);
    await one.tidy(noon + 86_400);
    expect((await viewRows(one)).map(({ mark }) => mark)).toEqual([0, 0, 0, 0]);
    await other?.tidy(noon + 86_400);
    const sketches = await one.db.selectFrom('sketches').select('instance').where('page', '=', 0).execute();
    expect(sketches).toHaveLength(1);
    expect((await readersByDay(one.db, [today], 0)).get(today)).toBe(3);
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

  test('what one instance has said no other says again for a while', async () => {
    const store = await openStore();
    expect(await store.say('spike 1', noon, 60)).toBe(true);
    expect(await store.say('spike 1', noon + 59, 60)).toBe(false);
    expect(await store.say('spike 2', noon + 59, 60)).toBe(true);
    expect(await store.say('spike 1', noon + 60, 60)).toBe(true);
  });
});
