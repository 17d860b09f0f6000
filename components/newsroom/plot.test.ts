import fc from 'fast-check';
import { expect, test } from 'vitest';
import { areaOf, indexAt, namedPoints, nearest, pathOf, placeMarks, plotOf } from './plot.ts';

const frame = { width: 800, height: 240, em: 12 };
const minutes = (count: number, from = '2026-11-25T08:03:00Z') =>
  Array.from({ length: count }, (_, index) => new Date(Date.parse(from) + index * 60_000).toISOString());

test('every value is inside the drawing, and nothing at its foot', () => {
  const value = fc.integer({ min: 0, max: 10_000_000 });
  fc.assert(
    fc.property(fc.array(value, { minLength: 1, maxLength: 50 }), (values) => {
      const { x, y, top, bottom, left, right, ticks } = plotOf(frame, values, values.length);
      for (const [index, each] of values.entries()) {
        expect(y(each)).toBeGreaterThanOrEqual(top - 0.01);
        expect(y(each)).toBeLessThanOrEqual(bottom + 0.01);
        expect(x(index)).toBeGreaterThanOrEqual(left);
        expect(x(index)).toBeLessThanOrEqual(right + 0.01);
      }
      expect(y(0)).toBeCloseTo(bottom);
      expect(ticks.every((tick) => Number.isInteger(tick.value))).toBe(true);
    }),
  );
});

test('one reader doesn’t fill the chart', () => {
  const { y, top, bottom } = plotOf(frame, [0, 1], 2);
  expect(bottom - y(1)).toBeLessThanOrEqual((bottom - top) / 4 + 0.01);
});

test('a line goes through its values; an area closes along the ground', () => {
  const plot = plotOf(frame, [0, 4], 2);
  const [left, right, top, bottom] = [plot.left, plot.right, plot.top, plot.bottom].map(
    (each) => Math.round(each * 10) / 10,
  );
  expect(pathOf(plot, [0, 4])).toBe(`M${left} ${bottom}L${right} ${top}`);
  expect(areaOf(plot, [0, 4])).toBe(
    `M${left} ${bottom}L${right} ${top}L${right} ${bottom}L${left} ${bottom}Z`,
  );
  expect([pathOf(plot, []), areaOf(plot, [4])]).toEqual(['', '']);
});

test('pointing finds the nearest point, outside the first and the last', () => {
  const plot = plotOf(frame, [0], 30);
  expect(nearest(plot, 30, plot.x(12) + 3)).toBe(12);
  expect([nearest(plot, 30, -50), nearest(plot, 30, 5000)]).toEqual([0, 29]);
});

test('times are written at round minutes and hours, and days back from the last', () => {
  const instants = minutes(30);
  const named = namedPoints(plotOf(frame, [0], 30), instants, { stepMs: 60_000, widest: 100 });
  expect(named.map((index) => instants[index]?.slice(14, 16))).toEqual(['05', '10', '15', '20', '25', '30']);
  const hours = Array.from({ length: 24 }, (_, hour) => `2026-11-25T${String(hour).padStart(2, '0')}:00:00Z`);
  const narrow = plotOf({ ...frame, width: 300 }, [0], 24);
  expect(namedPoints(narrow, hours, { stepMs: 3_600_000, widest: 70 })).toEqual([0, 12]);
  const days = Array.from({ length: 10 }, (_, day) => `2026-11-${day + 10}T00:00:00Z`);
  expect(namedPoints(plotOf(frame, [0], 10), days, { stepMs: 86_400_000, widest: 150 })).toEqual([
    1, 3, 5, 7, 9,
  ]);
});

test('an instant lies between its points, if it lies between any; the last point is where the drawing ends', () => {
  const instants = minutes(3, '2026-11-25T08:00:00Z');
  const index = (instant: string) => indexAt(instants, `2026-11-25T${instant}Z`, 60_000);
  expect(index('08:00:00')).toBe(0);
  expect(index('08:01:30')).toBe(1.5);
  expect(index('08:02:30')).toBe(2);
  expect([index('07:59:59'), index('08:03:00')]).toEqual([undefined, undefined]);
});

test('marks have their names where there is room, on either side, and none covers another', () => {
  const place = (...at: number[]) =>
    placeMarks(at, { x: (mark) => mark, named: () => 100, sign: 10, left: 0, right: 400 });
  expect(place(20, 250)).toMatchObject([{ name: 'after' }, { name: 'after' }]);
  expect(place(350)).toMatchObject([{ name: 'before' }]);
  expect(place(50, 100, 105)).toMatchObject([{ x: 50, name: 'none' }, { x: 100 }]);
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 400 })), (at) => {
      const spans = place(...at).map(({ x, name }) => [
        name === 'before' ? x - 100 : x - 5,
        name === 'after' ? x + 100 : x + 5,
      ]);
      for (const [index, [from = 0]] of spans.slice(1).entries())
        expect(from).toBeGreaterThanOrEqual(spans[index]?.[1] ?? 0);
    }),
  );
});
