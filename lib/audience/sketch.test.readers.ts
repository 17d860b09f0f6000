/** Test help: readers by the million, and whether a sketch estimates how many they are. */
import { createHash } from 'node:crypto';
import { expect } from 'vitest';
import { markOf, Sketch } from './sketch.ts';

export const reader = (seed: string, n: number) =>
  markOf(createHash('sha256').update(`${seed} ${n}`).digest());

/** Within 2 percent on the way to a million readers; another seed gives other readers. */
export function expectClose(seed: string): void {
  const sketch = new Sketch();
  const wanted = new Set([100, 1_000, 10_000, 30_000, 50_000, 80_000, 100_000, 300_000, 1_000_000]);
  for (let n = 1; n <= 1_000_000; n++) {
    sketch.add(reader(seed, n));
    if (wanted.has(n)) expect(Math.abs(sketch.estimate() / n - 1), `${n} readers`).toBeLessThan(0.02);
  }
}
