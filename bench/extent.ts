/** How much is measured: everything, or by `npm run bench -- --quick` so little that one sees in minutes whether a bench works. */

/** True for a trial: its figures mean nothing, and none of them get into the docs. */
export const quick = process.env.BENCH_QUICK === '1';

/** What is measured in full, or its small stand-in. */
export const extent = <T>(full: T, small: T): T => (quick ? small : full);

/** Something that whoever gave the command can put right: told without where in the code it was noticed. */
export class Unusable extends Error {}

/** Numbers of stories that the benches of publishing use; others by BENCH_STORIES, with commas between. */
export const storyCounts: readonly number[] = process.env.BENCH_STORIES
  ? process.env.BENCH_STORIES.split(',').map((word) => countOf('BENCH_STORIES', word))
  : extent([1_000, 10_000], [200]);

/** A setting that must be a number above nothing. Throws an Unusable that names it. */
export function countOf(setting: string, word: string): number {
  const count = Number(word);
  if (count > 0 && Number.isFinite(count)) return count;
  throw new Unusable(`${setting}: "${word}" is not a number above 0`);
}

/** Each bench has ports of its own, counted from BENCH_PORT on. */
export const portAt = (offset: number) => countOf('BENCH_PORT', process.env.BENCH_PORT ?? '3200') + offset;
