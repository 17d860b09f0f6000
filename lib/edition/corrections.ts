/** Every correction there is, newest first, in pages that are numbered from the oldest on. */
import { numberedPages, onPage, type Turning, turningOf } from './lists.ts';
import type { Edition } from './open.ts';

/** That a story was corrected, and when. `object` stands for what was corrected. */
export type CorrectionNote = Readonly<{
  story: string;
  object: string;
  at: string;
  /** Which of the story's corrections it is, from 0. */
  number: number;
}>;

const known = new WeakMap<Edition, readonly CorrectionNote[]>();

export function correctionsIn(edition: Edition): readonly CorrectionNote[] {
  const before = known.get(edition);
  if (before) return before;
  const notes = edition.stories.flatMap(({ slug, object, correctedAt = [] }) =>
    correctedAt.map((at, number): CorrectionNote => ({ story: slug, object, at, number })),
  );
  const sorted = notes.sort((a, b) => Date.parse(b.at) - Date.parse(a.at) || (a.story < b.story ? -1 : 1));
  known.set(edition, sorted);
  return sorted;
}

/** How many numbered pages they have. */
export const correctionPages = (edition: Edition) => numberedPages(correctionsIn(edition).length);

export type CorrectionsView = Readonly<{ notes: readonly CorrectionNote[]; turning: Turning }>;

/** The first page, or one by its number; nothing if there is no such page. */
export function correctionsView(edition: Edition, page?: number): CorrectionsView | undefined {
  const all = correctionsIn(edition);
  const turning = turningOf(all.length, page);
  return turning && { notes: onPage(all, page), turning };
}

/** `/corrections`, and `/corrections/page/3` of an older page. */
export const correctionsAddress = (page?: number) =>
  `/corrections${page === undefined ? '' : `/page/${page}`}`;
