/** The one decision about who may see a story, and when. */
import type { CheckedStory, StorySummary } from './model.ts';

export type Visibility = 'hidden' | 'public' | 'withdrawn';
type Dated = Pick<StorySummary, 'status' | 'publishedAt' | 'embargoUntil' | 'expiresAt'>;

/**
 * What the public may know of a story at an instant (milliseconds since 1970).
 * Anything unclear, a date that can't be read above all, is hidden.
 */
export function visibility(story: Dated, at: number): Visibility {
  const { opens, closes } = boundsOf(story);
  if (!(opens <= at) || Number.isNaN(closes)) return 'hidden';
  if (story.status === 'withdrawn') return 'withdrawn';
  if (story.status !== 'published' || closes <= at) return 'hidden';
  return 'public';
}

/** The first instant after `at` at which the story's visibility changes by itself, if there is one. */
export function nextChange(story: Dated, at: number): number | undefined {
  const { opens, closes } = boundsOf(story);
  if (opens <= at && closes === Number.POSITIVE_INFINITY) return undefined; // Nearly every story.
  const now = visibility(story, at);
  const instants = [opens, closes].filter(Number.isFinite).sort((a, b) => a - b);
  return instants.find((instant) => instant > at && visibility(story, instant) !== now);
}

/** A story as it will be when the public may see it. */
export function asIfPublic(story: CheckedStory, at: number): CheckedStory {
  const { embargoUntil: _, expiresAt: __, ...rest } = story;
  const early = Date.parse(story.publishedAt) > at;
  return {
    ...rest,
    status: story.status === 'draft' ? 'published' : story.status,
    publishedAt: early ? new Date(at).toISOString() : story.publishedAt,
  };
}

type Bounds = Readonly<{
  /** Publication time or embargo, whichever is later. */
  opens: number;
  /** Never: infinity. */
  closes: number;
}>;
const known = new WeakMap<Dated, Bounds>();

/** In milliseconds since 1970; what can't be read is no number. Read once: all stories are asked about at each publish. */
function boundsOf(story: Dated): Bounds {
  const before = known.get(story);
  if (before) return before;
  const { publishedAt, embargoUntil, expiresAt } = story;
  const embargo = embargoUntil === undefined ? Number.NEGATIVE_INFINITY : Date.parse(embargoUntil);
  const bounds = {
    opens: Math.max(Date.parse(publishedAt), embargo),
    closes: expiresAt === undefined ? Number.POSITIVE_INFINITY : Date.parse(expiresAt),
  };
  known.set(story, bounds);
  return bounds;
}
