/** How much is measured: everything, or by `npm run bench -- --quick` so little that one sees in minutes whether a bench works. */

/** True for a trial: its figures mean nothing, and none of them get into the docs. */
export const quick = process.env.BENCH_QUICK === '1';

/** What is measured in full, or its small stand-in. */
export const extent = <T>(full: T, small: T): T => (quick ? small : full);

/** Numbers of stories that the benches of publishing use; others by BENCH_STORIES, with commas between. */
export const storyCounts: readonly number[] = process.env.BENCH_STORIES
  ? process.env.BENCH_STORIES.split(',').map(Number)
  : extent([1_000, 10_000], [200]);

/** Each bench has ports of its own, counted from BENCH_PORT on. */
export const portAt = (offset: number) => Number(process.env.BENCH_PORT ?? 3200) + offset;
