import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { expectClose, reader } from './sketch.test.readers.ts';
import { markOf, Sketch } from './sketch.ts';

function sketchOf(marks: Iterable<number>): Sketch {
  const sketch = new Sketch();
  for (const mark of marks) sketch.add(mark);
  return sketch;
}

test('an empty sketch has nobody, and one reader is one however often they come', () => {
  expect(new Sketch().estimate()).toBe(0);
  expect(sketchOf([reader('a', 1), reader('a', 1)]).estimate()).toBeCloseTo(1, 3);
});

describe('a mark', () => {
  test('is below 2^20 and never 0', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 8, maxLength: 8 }), (hash) => {
        const mark = markOf(hash);
        expect(mark).toBeGreaterThan(0);
        expect(mark).toBeLessThan(2 ** 20);
      }),
    );
    expect(markOf(new Uint8Array(8))).toBe(51);
    expect(markOf(new Uint8Array(8).fill(255))).toBe((16_383 << 6) | 1);
  });
});

test('within 2 percent from a hundred to a million readers', () => expectClose('a'));

const marks = fc.array(
  fc
    .tuple(fc.integer({ min: 0, max: 16_383 }), fc.integer({ min: 1, max: 51 }))
    .map(([r, k]) => (r << 6) | k),
  { maxLength: 6000, size: 'max' },
);

test('bytes give the same sketch back, and depend on who came, not on the order', () => {
  fc.assert(
    fc.property(marks, (list) => {
      const sketch = sketchOf(list);
      expect(Sketch.fromBytes(sketch.toBytes()).marks()).toEqual(sketch.marks());
      expect(sketchOf(list.toReversed()).toBytes()).toEqual(sketch.toBytes());
    }),
    { numRuns: 50 },
  );
});

test('merged sketches are the sketch of all', () => {
  fc.assert(
    fc.property(marks, marks, (one, other) => {
      const merged = sketchOf(one);
      merged.merge(sketchOf(other));
      expect(merged.toBytes()).toEqual(sketchOf([...one, ...other]).toBytes());
    }),
    { numRuns: 50 },
  );
});
