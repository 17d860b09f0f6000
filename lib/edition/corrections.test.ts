import { expect, test } from 'vitest';
import { correctionPages, correctionsAddress, correctionsView } from './corrections.ts';
import { contentOf, editionOf, story } from './edition.test.stories.ts';

const corrected = (slug: string, ...days: number[]) =>
  story(slug, {
    corrections: days.map((day) => ({
      at: `2026-11-${String(day).padStart(2, '0')}T09:00:00Z`,
      wrong: 'a',
      right: 'b',
    })),
  });
const of = (...stories: ReturnType<typeof story>[]) => editionOf(contentOf(stories));

test('all corrections of all stories, newest first, each with its place in its story', () => {
  const edition = of(corrected('one', 3, 9), corrected('two', 5), story('three'));
  expect(correctionsView(edition)?.notes.map(({ story, number }) => [story, number])).toEqual([
    ['one', 1],
    ['two', 0],
    ['one', 0],
  ]);
  expect(correctionsView(of(story('one')))).toEqual({ notes: [], turning: {} });
});

test('many have pages, numbered from the oldest on', () => {
  const edition = of(
    ...Array.from({ length: 45 }, (_, number) => corrected(`s-${number}`, 1 + (number % 20))),
  );
  expect(correctionPages(edition)).toBe(1);
  expect(correctionsView(edition)?.notes).toHaveLength(25);
  expect(correctionsView(edition, 1)?.notes).toHaveLength(20);
  expect(correctionsView(edition, 2)).toBeUndefined();
  expect([correctionsAddress(), correctionsAddress(1)]).toEqual(['/corrections', '/corrections/page/1']);
});

test('those of a withdrawn story are gone with it', () => {
  const gone = { ...corrected('one', 3), status: 'withdrawn', withdrawnReason: 'Wrong.' } as const;
  expect(correctionsView(of(gone, corrected('two', 4)))?.notes.map(({ story }) => story)).toEqual(['two']);
});
