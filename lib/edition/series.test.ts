import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type PageAddress, pageAddresses } from './addresses.ts';
import { changedPages } from './changes.ts';
import { choose } from './choose.ts';
import { contentOf, editionOf, noon, someStories, story } from './edition.test.stories.ts';
import type { Content, Series, Story } from './model.ts';
import type { Edition } from './open.ts';
import { seriesPlace, seriesView } from './series.ts';
import { visibility } from './visibility.ts';

const seriesOf = (...stories: string[]): Series => ({
  slug: 'clocks',
  name: 'Clocks',
  description: 'Of time.',
  stories,
});
const withSeries = (stories: readonly Story[], ...series: Series[]): Content => ({
  ...contentOf(stories),
  series,
});
const tomorrow = '2026-11-25T09:00:00Z';
const parts = [
  story('one'),
  story('two', { publishedAt: tomorrow }),
  story('three'),
  story('four', { status: 'draft' }),
];
const whole = withSeries(parts, seriesOf('three', 'two', 'four', 'one'));

describe('a series', () => {
  test('has its parts in the order of its file, counted as far as they are public', () => {
    const edition = editionOf(whole);
    expect(seriesView(edition, 'clocks')?.parts.map(({ slug }) => slug)).toEqual(['three', 'one']);
    expect(seriesPlace(edition, 'one')).toMatchObject({ series: 'clocks', name: 'Clocks', part: 2 });
    expect(seriesPlace(edition, 'one')?.parts.map((part) => part.story)).toEqual(['three', 'one']);
    expect(seriesPlace(edition, 'two')).toBeUndefined();
  });

  test('a part appears on its minute, and moves those behind it', () => {
    const due = Date.parse(tomorrow);
    expect(choose(whole, noon).changesAt).toBe(due);
    expect(seriesPlace(editionOf(whole, due - 1), 'one')?.part).toBe(2);
    expect(seriesPlace(editionOf(whole, due), 'two')?.part).toBe(2);
    expect(seriesPlace(editionOf(whole, due), 'one')).toMatchObject({ part: 3 });
  });

  test('isn’t there before its first part is', () => {
    const edition = editionOf(withSeries(parts, seriesOf('two', 'four')));
    expect(seriesView(edition, 'clocks')).toBeUndefined();
    expect(pageAddresses(edition, 10).some(({ address }) => address.startsWith('/series'))).toBe(false);
  });

  test('never names or counts a part that is hidden, at any instant', () => {
    const hour = fc.integer({ min: -3, max: 3 }).map((hours) => noon + hours * 3_600_000);
    const part = fc.record({
      status: fc.constantFrom('draft' as const, 'published' as const, 'withdrawn' as const),
      publishedAt: hour.map((at) => new Date(at).toISOString()),
      embargoUntil: hour.map((at) => new Date(at).toISOString()),
    });
    fc.assert(
      fc.property(fc.array(part, { minLength: 4, maxLength: 4 }), hour, (made, at) => {
        const stories = made.map((fields, number) => story(`part-${number}`, fields));
        const edition = editionOf(withSeries(stories, seriesOf(...stories.map(({ slug }) => slug))), at);
        const isPublic = (each: Story) => visibility(each, at) === 'public';
        const shown = stories.filter(isPublic).map(({ slug }) => slug);
        for (const { slug } of stories)
          expect(seriesPlace(edition, slug)?.parts.map((each) => each.story) ?? []).toEqual(
            shown.includes(slug) ? shown : [],
          );
        expect(seriesView(edition, 'clocks')?.parts.map(({ slug }) => slug) ?? []).toEqual(shown);
        expect(JSON.stringify(edition.series)).not.toMatch(
          new RegExp(`part-[^${shown.join('').replace(/\D/g, '')}]`),
        );
      }),
      { numRuns: 40 },
    );
  });
});

describe('what a change of a series touches', () => {
  const old = (slug: string, number: number, more: Partial<Story> = {}) =>
    story(slug, {
      topics: [],
      section: 'world',
      publishedAt: new Date(Date.UTC(2026, 0, number)).toISOString(),
      ...more,
    });
  /** The parts lie far apart, so that none stands beside another as related. */
  const stories = Array.from({ length: 60 }, (_, number) => old(`story-${number}`, number + 1));
  const series = seriesOf('story-5', 'story-30', 'story-55');
  const touched = (before: Content, after: Content) => {
    const [was, is] = [editionOf(before), editionOf(after)];
    return steps(was, is).render.filter((address) => /^\/(series|articles)\//.test(address));
  };

  test('another name: its page and its parts, and no other story', () => {
    const named = { ...series, name: 'Hours' };
    expect(touched(withSeries(stories, series), withSeries(stories, named))).toEqual([
      '/articles/story-30',
      '/articles/story-5',
      '/articles/story-55',
      '/series/clocks',
    ]);
  });

  test('a part’s headline: that story, those beside it, the series and its other parts', () => {
    const edited = stories.map((each) =>
      each.slug === 'story-30' ? { ...each, headline: 'Another' } : each,
    );
    const found = touched(withSeries(stories, series), withSeries(edited, series));
    expect(found).toEqual(
      expect.arrayContaining(['/articles/story-5', '/articles/story-55', '/series/clocks']),
    );
    expect(found).not.toContain('/articles/story-6');
  });

  test('looking only at what can differ finds the same as comparing every page', () => {
    const someSeries = fc
      .uniqueArray(
        fc.integer({ min: 0, max: 30 }).map((number) => `story-${number}`),
        { minLength: 1, maxLength: 10 },
      )
      .chain((slugs) =>
        fc.nat(slugs.length).map((cut) =>
          [
            { slug: 'clocks', name: 'Clocks', description: 'Of time.', stories: slugs.slice(0, cut) },
            { slug: 'seas', name: 'Seas', description: 'Of water.', stories: slugs.slice(cut) },
          ].filter((each) => each.stories.length > 0),
        ),
      );
    fc.assert(
      fc.property(someStories(), someStories(), someSeries, someSeries, (some, others, one, other) => {
        const [before, after] = [
          editionOf(withSeries(some, ...one)),
          editionOf(withSeries(others, ...other)),
        ];
        expect(steps(before, after)).toEqual(allSteps(before, after));
      }),
      { numRuns: 100 },
    );
  });
});

const inputsOf = (edition: Edition) =>
  new Map(pageAddresses(edition, 2000).map((page) => [page.address, `${page.inputs} ${page.status}`]));

function steps(before: Edition, after: Edition) {
  const old = inputsOf(before);
  const { pages, drop } = changedPages(before, after);
  const differs = ({ address, inputs, status }: PageAddress) => old.get(address) !== `${inputs} ${status}`;
  return {
    render: pages
      .filter(differs)
      .map(({ address }) => address)
      .sort(),
    drop: drop.toSorted(),
  };
}

function allSteps(before: Edition, after: Edition) {
  const [old, now] = [inputsOf(before), inputsOf(after)];
  return {
    render: [...now.keys()].filter((address) => old.get(address) !== now.get(address)).sort(),
    drop: [...old.keys()].filter((address) => !now.has(address)).sort(),
  };
}
