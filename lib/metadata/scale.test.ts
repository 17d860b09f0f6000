import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { lineScale } from './scale.ts';

const value = fc.oneof(
  fc.integer({ min: -1_000_000, max: 1_000_000 }),
  fc.double({ min: -1000, max: 1000, noNaN: true }).map((number) => Number(number.toFixed(3))),
);

describe('the scale of a line chart', () => {
  test.each([
    [
      [7.2, 10.2],
      [7, 8, 9, 10, 11],
    ],
    [
      [0, 100],
      [0, 50, 100],
    ],
    [
      [-3, 3],
      [-4, -2, 0, 2, 4],
    ],
    [
      [0.1, 0.42],
      [0.1, 0.2, 0.3, 0.4, 0.5],
    ],
    [
      [5, 5],
      [4, 6],
    ],
    [[0], [0, 0.5]],
  ])('of %j has the ticks %j', (values, ticks) => {
    expect(lineScale(values).ticks).toEqual(ticks);
  });

  test('holds every value between its top and its foot', () => {
    fc.assert(
      fc.property(fc.array(value, { minLength: 1, maxLength: 60 }), (values) => {
        const { ticks, y } = lineScale(values);
        for (const each of values) {
          expect(y(each)).toBeGreaterThanOrEqual(-1e-6);
          expect(y(each)).toBeLessThanOrEqual(100 + 1e-6);
        }
        expect(y(ticks[0] ?? 0)).toBeCloseTo(100, 3);
        expect(y(ticks.at(-1) ?? 0)).toBeCloseTo(0, 3);
      }),
      { numRuns: 1000 },
    );
  });

  test('has two to seven even ticks that can be read', () => {
    fc.assert(
      fc.property(fc.array(value, { minLength: 1, maxLength: 60 }), (values) => {
        const { ticks } = lineScale(values);
        expect(ticks.length).toBeGreaterThanOrEqual(2);
        expect(ticks.length).toBeLessThanOrEqual(7);
        const [first = 0, second = 0] = ticks;
        const step = second - first;
        for (const [index, tick] of ticks.entries()) expect(tick).toBeCloseTo(first + index * step, 6);
        expect(Number((step / 10 ** Math.floor(Math.log10(step) + 1e-9)).toFixed(6))).toBeOneOf([
          1, 2, 5, 10,
        ]);
      }),
      { numRuns: 1000 },
    );
  });

  test('a larger value stands higher', () => {
    fc.assert(
      fc.property(value, value, (a, b) => {
        const { y } = lineScale([a, b]);
        if (a < b) expect(y(a)).toBeGreaterThan(y(b));
      }),
    );
  });
});
