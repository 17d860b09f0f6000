/** Which of a story's recorded versions the public could see, and since when: decided here, by the one rule of visibility. */
import type { DatedFields, Reading } from '#lib/content/imprint.ts';
import type { StoryStatus } from '#lib/edition/model.ts';
import { nextChange, visibility } from '#lib/edition/visibility.ts';
import type { Step } from './record.ts';

/** Words that the public could see. */
export type PublicVersion = Readonly<{
  /** When they were first seen, in milliseconds since 1970. */
  since: number;
  /** Commits in which they stood, the oldest first. */
  commits: readonly string[];
  /** Git's name for the bytes of the last of these. */
  blob: string;
  sketch: string;
}>;

/**
 * A version that was replaced sooner, in milliseconds, isn't one: commits that were rebased or made by hand one after
 * the other go out together, and nobody has seen those between.
 */
export const settles = 60_000;

/**
 * Oldest first. `steps` are all commits of one story, in the order of the branch; `now` is in milliseconds since 1970.
 * What was committed before it was due counts from its instant on, and only if it was still what stood there then.
 */
export function publicVersions(
  steps: readonly Step[],
  read: (blob: string) => Reading | undefined,
  now: number,
): PublicVersion[] {
  const times = instantsOf(
    steps.map(({ at }) => at),
    now,
  );
  const seen: PublicVersion[] = [];
  for (const [index, { commit, blob }] of steps.entries()) {
    const reading = blob === undefined ? undefined : read(blob);
    const { from = now, isSure } = times[index] ?? {};
    const next = times[index + 1];
    if (blob === undefined || !reading) continue;
    if (next && isSure && next.isSure && next.from - from < settles) continue;
    const since = shownSince(reading.dated, from, next?.from ?? Number.POSITIVE_INFINITY);
    if (since === undefined || since > now) continue;
    const before = seen.at(-1);
    if (before?.sketch === reading.sketch)
      seen[seen.length - 1] = { ...before, commits: [...before.commits, commit], blob };
    else
      seen.push({
        since: seen.length === 0 ? firstSeen(reading.dated, since) : since,
        commits: [commit],
        blob,
        sketch: reading.sketch,
      });
  }
  return seen;
}

/** When the public could first see what stood there from one instant until before another; nothing if never. */
function shownSince(fields: DatedFields, from: number, to: number): number | undefined {
  const story = asDated(fields);
  if (visibility(story, from) === 'public') return from;
  const opens = nextChange(story, from);
  return opens !== undefined && opens < to && visibility(story, opens) === 'public' ? opens : undefined;
}

/** A story that was committed after its time was published at its time: so its page says. */
function firstSeen(fields: DatedFields, since: number): number {
  const opens = nextChange(asDated(fields), Number.NEGATIVE_INFINITY);
  return opens === undefined ? since : Math.min(opens, since);
}

/** Whatever status was written: only the one word makes a story public. */
const asDated = (fields: DatedFields) => ({ ...fields, status: fields.status as StoryStatus });

type Instant = Readonly<{ from: number; isSure: boolean }>;

/**
 * When each of some commits came to stand. Their order is the branch's; their clocks may be wrong. Those hold that most
 * others agree with (the longest row of instants that don't go back); another is put where the one before it is.
 */
export function instantsOf(clocks: readonly number[], now: number): Instant[] {
  const sure = longestRow(clocks, now);
  let last = clocks.find((_, index) => sure.has(index)) ?? now;
  return clocks.map((clock, index) => {
    const isSure = sure.has(index);
    if (isSure) last = clock;
    return { from: last, isSure };
  });
}

/** Places of the longest part of a row that never goes back nor beyond `most`. */
function longestRow(row: readonly number[], most: number): Set<number> {
  /** At each length, the place where a part of that length ends lowest. */
  const ends: number[] = [];
  const before = new Map<number, number>();
  for (const [place, value] of row.entries()) {
    if (!(value <= most)) continue;
    const length = ends.findIndex((end) => (row[end] ?? 0) > value);
    const at = length === -1 ? ends.length : length;
    before.set(place, ends[at - 1] ?? -1);
    ends[at] = place;
  }
  const places = new Set<number>();
  for (let place = ends.at(-1) ?? -1; place !== -1; place = before.get(place) ?? -1) places.add(place);
  return places;
}
