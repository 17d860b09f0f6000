import { describe, expect, test } from 'vitest';
import { contentOf, editionOf, story } from './edition.test.stories.ts';
import { articleView, authorView, chromeView, sectionView, topicView } from './views.ts';

describe('pages of a section', () => {
  const edition = editionOf(
    contentOf(
      Array.from({ length: 45 }, (_, number) => story(`story-${number}`)),
      { fronts: { china: { slots: [{ story: 'story-44', headline: 'First of all' }], pins: [] } } },
    ),
  );

  test('hold all its stories once, in the order of its front', () => {
    const pages = [1, 2, 3].map((page) => sectionView(edition, 'china', page)?.stories ?? []);
    expect(pages.map((stories) => stories.length)).toEqual([20, 20, 5]);
    expect(new Set(pages.flat().map((placed) => placed.story.slug)).size).toBe(45);
    expect(pages[0]?.[0]?.headline).toBe('First of all');
  });

  test('end with the last', () => {
    expect([0, 4, 1.5, Number.NaN].map((page) => sectionView(edition, 'china', page))).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
    expect(sectionView(edition, 'nowhere', 1)).toBeUndefined();
  });

  test('an empty section has one page, empty', () => {
    expect(sectionView(edition, 'world', 1)).toMatchObject({ page: 1, pages: 1, stories: [] });
  });
});

describe('what other pages show', () => {
  const edition = editionOf(
    contentOf([
      story('one', { authors: ['amy'], publishedAt: '2026-11-23T17:00:00Z' }),
      story('two', { topics: ['maps'], publishedAt: '2026-11-22T00:00:00Z' }),
    ]),
  );

  test('a topic and an author show their stories, and nothing is shown of those that don’t exist', () => {
    expect(topicView(edition, 'maps')?.stories.map(({ slug }) => slug)).toEqual(['two']);
    expect(authorView(edition, 'amy')?.stories.map(({ slug }) => slug)).toEqual(['one']);
    expect([topicView(edition, 'x'), authorView(edition, 'x'), articleView(edition, 'x')]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });

  test('the date line says the newsroom’s day, not the server’s', () => {
    // 17:00 in Greenwich is one in the morning of the next day in Shanghai.
    expect(chromeView(edition).date).toBe('2026-11-24T00:00:00+08:00');
  });

  test('no page’s frame says what stands on fronts', () => {
    expect(chromeView(edition).site).not.toHaveProperty('fronts');
  });
});
