/** Series: stories that are parts of one whole, each of which leads to the others. */
import { lineOf, type StoryLine } from './lines.ts';
import type { Series } from './model.ts';
import type { Edition, IndexedStory } from './open.ts';

/** A story's place in its series. */
export type SeriesPlace = Readonly<{
  series: string;
  name: string;
  /** From 1, among the parts that are public. */
  part: number;
  parts: readonly StoryLine[];
}>;

export type SeriesView = Readonly<{ of: Series; parts: readonly IndexedStory[] }>;

export const seriesAddress = (slug: string) => `/series/${slug}`;

/** A series with its parts in order; nothing if there is none of which a part is public. */
export function seriesView(edition: Edition, slug: string): SeriesView | undefined {
  const of = edition.series.find((each) => each.slug === slug);
  return of && { of, parts: partsOf(edition, of) };
}

/** Where a story stands in its series; nothing if it is a part of none. */
export function seriesPlace(edition: Edition, story: string): SeriesPlace | undefined {
  const of = byStory(edition).get(story);
  if (!of) return undefined;
  const parts = partsOf(edition, of).map(lineOf);
  return { series: of.slug, name: of.name, part: 1 + parts.findIndex((part) => part.story === story), parts };
}

/** Series whose pages may differ, and stories that show other parts or other words of them than before. */
export function seriesTouched(
  before: Edition,
  after: Edition,
  changed: readonly IndexedStory[],
): Readonly<{ series: readonly string[]; stories: readonly IndexedStory[] }> {
  const slugs = new Set(changed.map(({ slug }) => slug));
  const was = new Map(before.series.map((each) => [each.slug, JSON.stringify(each)]));
  const is = new Map(after.series.map((each) => [each.slug, JSON.stringify(each)]));
  const touched = [...before.series, ...after.series].filter(
    ({ slug, stories }) => was.get(slug) !== is.get(slug) || stories.some((story) => slugs.has(story)),
  );
  const parts = new Set(touched.flatMap(({ stories }) => stories));
  return {
    series: [...new Set(touched.map(({ slug }) => slug))].filter((slug) => is.has(slug)),
    stories: [...parts].flatMap((slug) => after.summary(slug) ?? []),
  };
}

const known = new WeakMap<readonly Series[], ReadonlyMap<string, Series>>();

/** Thousands of stories ask. */
function byStory({ series }: Edition): ReadonlyMap<string, Series> {
  const before = known.get(series);
  if (before) return before;
  const map = new Map(series.flatMap((each) => each.stories.map((story) => [story, each])));
  known.set(series, map);
  return map;
}

const partsOf = (edition: Edition, { stories }: Series) =>
  stories.flatMap((slug) => edition.summary(slug) ?? []);
