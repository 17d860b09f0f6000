import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { contentOf, editionOf, story } from './edition.test.stories.ts';
import { differingPages, listAddress, listView, numberedIn } from './lists.ts';
import type { IndexedStory } from './open.ts';

/** Stories of consecutive days, `story-0` the oldest. */
const daily = (count: number) =>
  Array.from({ length: count }, (_, number) =>
    story(`story-${number}`, { publishedAt: new Date(Date.UTC(2026, 0, 1 + number)).toISOString() }),
  );
const of = (count: number) => editionOf(contentOf(daily(count)));
const slugsOn = (edition: ReturnType<typeof of>, page?: number) =>
  listView(edition, 'sections', 'china', page)?.stories.map(({ story }) => story.slug);

describe('pages of a list', () => {
  test('hold all its stories once, the oldest on page 1, the newest on the first', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 130 }), (count) => {
        const edition = of(count);
        const numbered = numberedIn(edition, 'sections', 'china');
        const numbers = Array.from({ length: numbered }, (_, index) => numbered - index);
        const all = [undefined, ...numbers].flatMap((page) => slugsOn(edition, page) ?? []);
        expect(all).toEqual(
          daily(count)
            .map((each) => each.slug)
            .reverse(),
        );
        for (const number of numbers) expect(slugsOn(edition, number)).toHaveLength(20);
        const first = slugsOn(edition)?.length ?? 0;
        expect(first).toBe(count < 40 ? count : 20 + (count % 20));
      }),
      { numRuns: 30 },
    );
  });

  test('a page is new when there are enough stories for it, and the one before leads to it, though all on them are as they were', () => {
    const before = of(59);
    const [newest] = daily(60).slice(-1);
    const after = { ...before, inSection: () => [newest as unknown as IndexedStory, ...before.stories] };
    expect(numberedIn(before, 'sections', 'china')).toBe(1);
    expect(differingPages(before, after, 'sections', 'china')).toEqual([1, 2]);
    expect(differingPages(after, before, 'sections', 'china')).toEqual([1]);
  });

  test('stay as they are when a story comes: only the first differs', () => {
    const [before, after] = [of(63), of(64)];
    expect(slugsOn(after, 1)).toEqual(slugsOn(before, 1));
    expect(slugsOn(after, 2)).toEqual(slugsOn(before, 2));
    expect(differingPages(before, after, 'sections', 'china')).toEqual([]);
    const edited = daily(63).map((each) =>
      each.slug === 'story-25' ? { ...each, headline: 'Another' } : each,
    );
    expect(differingPages(before, editionOf(contentOf(edited)), 'sections', 'china')).toContain(2);
  });

  test('lead to each other', () => {
    const edition = of(65);
    const turning = (page?: number) => listView(edition, 'sections', 'china', page)?.turning;
    expect(turning()).toEqual({ older: 2 });
    expect(turning(2)).toEqual({ page: 2, older: 1, newer: 'first' });
    expect(turning(1)).toEqual({ page: 1, newer: 2 });
    expect(listAddress('sections', 'china')).toBe('/sections/china');
    expect(listAddress('sections', 'china', 2)).toBe('/sections/china/page/2');
  });

  test('are those that there are, and no others', () => {
    const none = [0, 3, 1.5, Number.NaN, -1].map((page) => listView(of(65), 'sections', 'china', page));
    expect(none).toEqual([undefined, undefined, undefined, undefined, undefined]);
    expect(listView(of(65), 'sections', 'nowhere')).toBeUndefined();
    expect(listView(of(65), 'topics', 'nowhere', 1)).toBeUndefined();
    expect(numberedIn(of(65), 'authors', 'nowhere')).toBe(0);
  });

  test('an empty list has one page, empty', () => {
    expect(listView(of(3), 'sections', 'world')).toMatchObject({ stories: [], turning: {} });
  });
});

test('the first page follows the section’s front; an old story that has a place there stands on its own page too', () => {
  const fronts = { china: { slots: [{ story: 'story-4', headline: 'First of all' }], pins: [] } };
  const edition = editionOf(contentOf(daily(45), { fronts }));
  const [first] = listView(edition, 'sections', 'china')?.stories ?? [];
  expect(first).toMatchObject({ headline: 'First of all', story: { slug: 'story-4' } });
  expect(slugsOn(edition)).toHaveLength(26);
  expect(slugsOn(edition, 1)).toContain('story-4');
});

test('topics and authors have lists too', () => {
  const edition = editionOf(
    contentOf([story('one', { authors: ['amy'] }), story('two', { topics: ['maps'] })]),
  );
  expect(listView(edition, 'topics', 'maps')?.stories.map(({ story }) => story.slug)).toEqual(['two']);
  expect(listView(edition, 'authors', 'amy')?.stories.map(({ story }) => story.slug)).toEqual(['one']);
});
