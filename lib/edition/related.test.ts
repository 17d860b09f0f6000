import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { contentOf, editionOf, someStories, story } from './edition.test.stories.ts';
import { besides, relatedTo } from './related.ts';

function related(slug: string, stories: Parameters<typeof contentOf>[0]): string[] | undefined {
  const edition = editionOf(contentOf(stories));
  const of = edition.summary(slug);
  return of && relatedTo(of, edition).map((each) => each.slug);
}

describe('related stories', () => {
  const day = (number: number) => ({ publishedAt: `2026-11-${10 + number}T09:00:00Z` });

  test('those the editor named come first, then those near in time on its topics, then those of its section', () => {
    const stories = [
      story('this', { ...day(3), topics: ['time'], related: ['named'] }),
      story('named', { ...day(0), topics: [], section: 'world' }),
      story('on-topic-far', { ...day(0), section: 'world' }),
      story('on-topic-near', { ...day(5), section: 'world' }),
      story('in-section', { ...day(3), topics: ['maps'] }),
      story('elsewhere', { ...day(3), topics: ['maps'], section: 'world' }),
    ];
    expect(related('this', stories)).toEqual(['named', 'on-topic-near', 'on-topic-far', 'in-section']);
  });

  test('what has more topics in common is nearer than what came sooner', () => {
    const stories = [
      story('this', { ...day(3), topics: ['time', 'maps'] }),
      story('one-topic', { ...day(4), topics: ['maps'] }),
      story('both-topics', { ...day(8), topics: ['time', 'maps'] }),
    ];
    expect(related('this', stories)).toEqual(['both-topics', 'one-topic']);
  });

  test('of equal topics, what is about the same comes before what is nearer in time', () => {
    const about = (headline: string, number: number) => ({ ...day(number), headline });
    const stories = [
      story('this', about('Tides in the harbour', 3)),
      story('near', about('A lantern on the bridge', 4)),
      story('alike', about('The harbour between two tides', 8)),
    ];
    expect(related('this', stories)).toEqual(['alike', 'near']);
  });

  test('a word that all of them have says little, one that two have says much', () => {
    const about = (headline: string, number: number) => ({ ...day(number), headline });
    const stories = [
      story('this', about('Census of lanterns', 3)),
      story('common', about('Census of bridges', 4)),
      story('common-too', about('Census of orchards', 2)),
      story('rare', about('Lanterns in an orchard', 9)),
    ];
    expect(related('this', stories)?.[0]).toBe('rare');
  });

  test('equally alike and equally near: the order stays the same, whatever order they came in', () => {
    const stories = ['this', 'b', 'c', 'a'].map((slug) => story(slug, { headline: 'The same', ...day(3) }));
    expect(related('this', stories)).toEqual(['a', 'b', 'c']);
    expect(related('this', stories.toReversed())).toEqual(['a', 'b', 'c']);
  });

  test('an old story has those of its time beside it, and a new one leaves it alone', () => {
    const stories = Array.from({ length: 40 }, (_, number) =>
      story(`story-${number}`, { publishedAt: new Date(Date.UTC(2026, 0, number + 1)).toISOString() }),
    );
    expect(related('story-3', stories)?.sort()).toEqual(['story-1', 'story-2', 'story-4', 'story-5']);
    const edition = editionOf(contentOf(stories));
    const newest = edition.summary('story-39');
    const beside = besides(edition, edition, newest ? [newest] : []);
    expect([...beside].map(({ slug }) => slug)).toEqual(
      Array.from({ length: 9 }, (_, n) => `story-${39 - n}`),
    );
  });

  test('a named story that is hidden is passed over', () => {
    const stories = [
      story('this', { topics: [], related: ['draft'] }),
      story('draft', { status: 'draft', topics: [] }),
    ];
    expect(related('this', stories)).toEqual([]);
  });

  test('are at most four, each once, and never the story itself', () => {
    fc.assert(
      fc.property(someStories(), (stories) => {
        for (const { slug } of stories) {
          const shown = related(slug, stories) ?? [];
          expect(shown.length).toBeLessThanOrEqual(4);
          expect(new Set(shown).size).toBe(shown.length);
          expect(shown).not.toContain(slug);
        }
      }),
      { numRuns: 20 },
    );
  });
});
