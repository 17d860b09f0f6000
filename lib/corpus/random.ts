/** Repeatable chance: the same seed gives the same numbers on every machine (mulberry32, public domain). */
export type Random = Readonly<{
  /** A whole number from 0 to below `limit`. */
  below: (limit: number) => number;
  /** One of a list that isn't empty. */
  pick: <T>(list: readonly T[]) => T;
}>;

export function randomFrom(seed: number): Random {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (limit: number) => Math.floor(next() * limit);
  return { below, pick: (list) => list[below(list.length)] as (typeof list)[number] };
}
