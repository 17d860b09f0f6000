/** How an open page follows a live story: when it asks, what is new to it, what to say. Times in milliseconds. */

export type Listed = Readonly<{ id: string; at: string; mark: string }>;
/** The answer to a question; `lib/edition/live.ts` makes it. */
export type LiveFile = Readonly<{ ended: boolean; version: string; entries: readonly Listed[] }>;

/** Readers are told within 15 seconds of a new edition: two may pass in caches, one on the way. */
const every = 10_000;
const spread = 2_000;
/** Between questions that get no answer. */
const longest = 120_000;
/** Nothing for so long, and the page asks no more. */
const longestPause = 24 * 60 * 60_000;
/** A question that takes longer has no answer. */
export const patience = 8_000;

/** How long until the next question, after so many in a row without an answer; `chance` is from 0 to 1. */
export function waitAfter(failures: number, chance: number): number {
  const pause = Math.min(every * 2 ** failures, longest);
  return pause + chance * (failures === 0 ? spread : pause / 4);
}

/** True if nothing more is to come. */
export function isOver({ ended, entries: [newest] }: LiveFile, now: number): boolean {
  return ended || (newest !== undefined && Date.parse(newest.at) + longestPause < now);
}

/** How many entries the page doesn't have. */
export function countNew({ entries }: LiveFile, has: (id: string) => boolean): number {
  return entries.filter(({ id }) => !has(id)).length;
}

/** True if an entry of the page is other than listed, or gone. Of those older than the list nothing is known. */
export function isStale({ entries }: LiveFile, id: string, mark: string | undefined): boolean {
  const listed = entries.find((each) => each.id === id);
  if (listed) return listed.mark !== mark;
  return id > (entries.at(-1)?.id ?? '');
}
