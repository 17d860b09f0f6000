import fc from 'fast-check';
import { expect, test } from 'vitest';
import { clicked, nextOrder, type Order, type Sort, sortEvery, sorted, unordered } from './order.ts';

type Row = { name: string; views: number; source?: string };
const values = {
  name: (row: Row) => row.name,
  views: (row: Row) => row.views,
  source: (row: Row) => row.source,
};
const rows: Row[] = [
  { name: 'Tides', views: 2, source: 'Google' },
  { name: 'clocks 10', views: 10 },
  { name: 'Clocks 9', views: 2, source: 'Bing' },
];
const down: Sort = { column: 'views', way: 'descending' };

test('rows are sorted by number or by text; equals keep their order, and what is missing comes last', () => {
  const names = (column: keyof typeof values, way: Sort['way']) =>
    sorted(rows, { column, way }, values).map(({ name }) => name);
  expect(names('views', 'descending')).toEqual(['clocks 10', 'Tides', 'Clocks 9']);
  expect(names('views', 'ascending')).toEqual(['Tides', 'Clocks 9', 'clocks 10']);
  expect(names('name', 'ascending')).toEqual(['Clocks 9', 'clocks 10', 'Tides']);
  expect(names('source', 'ascending').at(-1)).toBe('clocks 10');
  expect(names('source', 'descending').at(-1)).toBe('clocks 10');
});

test('a first click sorts numbers from the largest and texts from A; a second turns it round', () => {
  expect(clicked(down, 'name', true)).toEqual({ column: 'name', way: 'ascending' });
  expect(clicked({ column: 'name', way: 'ascending' }, 'views', false)).toEqual(down);
  expect(clicked(down, 'views', false)).toEqual({ column: 'views', way: 'ascending' });
});

const at = (order: Order, ids: number[], now: number, held = false, sort = down) =>
  nextOrder(order, { ids, sort, held, now });

test('the order is looked at again every five seconds, and at once when the sort is another', () => {
  const first = at(unordered, [1, 2, 3], 0);
  expect(first.ids).toEqual([1, 2, 3]);
  expect(at(first, [3, 2, 1], sortEvery - 1).ids).toEqual([1, 2, 3]);
  expect(at(first, [3, 2, 1], sortEvery).ids).toEqual([3, 2, 1]);
  const other: Sort = { column: 'name', way: 'ascending' };
  expect(at(first, [3, 2, 1], 1, true, other).ids).toEqual([3, 2, 1]);
});

test('what is new comes below, what is gone goes', () => {
  const first = at(unordered, [1, 2, 3], 0);
  expect(at(first, [4, 1, 3], 1000).ids).toEqual([1, 3, 4]);
});

test('while it is held nothing moves or goes; let go, it waits again', () => {
  let order = at(unordered, [1, 2, 3], 0);
  for (let now = 1000; now <= 60_000; now += 1000) order = at(order, [9, 3, 1], now, true);
  expect(order.ids).toEqual([1, 2, 3, 9]);
  expect(at(order, [9, 3, 1], 60_000 + sortEvery - 1).ids).toEqual([1, 3, 9]);
  const later = at(order, [9, 3, 1], 60_000 + sortEvery);
  expect(later.ids).toEqual([9, 3, 1]);
});

test('every present row stands in the order once, held or not', () => {
  const step = fc.record({
    ids: fc.uniqueArray(fc.nat(9)),
    held: fc.boolean(),
    after: fc.nat(9000),
  });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
      let order = unordered;
      let now = 0;
      for (const { ids, held, after } of steps) {
        now += after;
        const before = order.ids;
        order = at(order, ids, now, held);
        expect(new Set(order.ids).size).toBe(order.ids.length);
        for (const id of ids) expect(order.ids).toContain(id);
        if (!held) expect([...order.ids].sort()).toEqual([...ids].sort());
        else if (before.length > 0) expect(order.ids.slice(0, before.length)).toEqual(before);
      }
    }),
  );
});
