import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { countNew, isOver, isStale, type LiveFile, waitAfter } from './following.ts';

const chance = fc.double({ min: 0, max: 1, noNaN: true });
const listed = (hour: number, mark = 'm') => ({
  id: `e-20261124T${hour}0000Z`,
  at: `2026-11-24T${hour}:00:00Z`,
  mark,
});
const file = (more: Partial<LiveFile> = {}): LiveFile => ({
  ended: false,
  version: 'v',
  entries: [listed(12), listed(11), listed(10)],
  ...more,
});

describe('the next question', () => {
  test('comes after ten to twelve seconds, so that fifteen are kept with what caches and networks take', () => {
    fc.assert(
      fc.property(chance, (by) => {
        expect(waitAfter(0, by)).toBeGreaterThanOrEqual(10_000);
        expect(waitAfter(0, by)).toBeLessThanOrEqual(12_000);
      }),
    );
  });

  test('comes later with each that has no answer, up to two minutes, and never for all at once', () => {
    expect([1, 2, 3, 4, 50].map((failures) => waitAfter(failures, 0))).toEqual([
      20_000, 40_000, 80_000, 120_000, 120_000,
    ]);
    expect(waitAfter(4, 1)).toBeGreaterThan(waitAfter(4, 0));
  });
});

describe('what a page learns', () => {
  test('is how many entries it hasn’t got', () => {
    expect(countNew(file(), () => true)).toBe(0);
    expect(countNew(file(), (id) => id === 'e-20261124T100000Z')).toBe(2);
  });

  test('is which of its entries were edited or taken out, but nothing of those older than the list', () => {
    expect(isStale(file(), 'e-20261124T110000Z', 'm')).toBe(false);
    expect(isStale(file(), 'e-20261124T110000Z', 'other')).toBe(true);
    expect(isStale(file(), 'e-20261124T113000Z', 'm')).toBe(true);
    expect(isStale(file(), 'e-20261123T090000Z', 'm')).toBe(false);
  });

  test('is that nothing more will come: when the newsroom says so, or after a day of silence', () => {
    const newest = Date.parse('2026-11-24T12:00:00Z');
    const day = 24 * 60 * 60_000;
    expect(isOver(file(), newest + day)).toBe(false);
    expect(isOver(file(), newest + day + 1)).toBe(true);
    expect(isOver(file({ ended: true }), newest)).toBe(true);
    expect(isOver(file({ entries: [] }), newest)).toBe(false);
  });
});
