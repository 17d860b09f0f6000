/** What differs between two editions, by looking only at what can. */
import {
  historyAddress,
  late,
  monthAddress,
  numbersTo,
  type PageAddress,
  pageAddresses,
  pagesIn,
} from './addresses.ts';
import { archiveAddress, archiveDayOf, archiveDays, archiveMonths, monthOf, numberedOn } from './archive.ts';
import { correctionPages, correctionsAddress } from './corrections.ts';
import { feedAddress, feedFormatNames, forgottenView, hubOf } from './feeds.ts';
import { frontAddress, frontLanguages } from './languages.ts';
import { differingPages, type ListKind, listAddress, listKinds, numberedIn } from './lists.ts';
import { liveAddress } from './live.ts';
import type { Edition, IndexedStory, Month } from './open.ts';
import { besides } from './related.ts';
import { seriesAddress, seriesTouched } from './series.ts';
import { chromeView } from './views.ts';

export type Changed = Readonly<{
  /** Every page that may differ, and perhaps some that don't; late are those that nobody looks for the change on. */
  pages: readonly PageAddress[];
  /** Addresses that are gone. */
  drop: readonly string[];
  /** Stories that are new, gone or other than before. */
  stories: Readonly<{ was: readonly IndexedStory[]; is: readonly IndexedStory[] }>;
}>;

/**
 * What differs between two editions, by looking only at what can. A changed story is looked for on its own page and
 * on the first page of each list; on lists' later pages and beside other stories it may be a moment late.
 */
export function changedPages(before: Edition, after: Edition): Changed {
  const pages = pagesIn(after);
  const stories = changedStories(before, after);
  const both = [...stories.values()].flat();
  const lists = listsOf(both).filter(([kind, slug]) => after[kind].some((each) => each.slug === slug));
  const ahead = [
    ...pages.fixed(),
    ...lists.flatMap(([kind, slug]) => [pages.list(kind, slug), ...pages.feeds({ kind, slug })]),
    ...after.months.filter(isOtherThan(before.months)).map(pages.month),
    ...[...stories.keys()]
      .flatMap((slug) => after.summary(slug) ?? [])
      .flatMap((story) => [pages.story(story), ...pages.live(story)]),
  ];
  const series = seriesTouched(before, after, both);
  const isAround = sameSurroundings(before, after);
  const others = isAround
    ? [
        ...lists.flatMap(([kind, slug]) =>
          differingPages(before, after, kind, slug).map((page) => pages.list(kind, slug, page)),
        ),
        ...Array.from(besides(before, after, both), pages.story),
        ...[...stories.keys()].flatMap((slug) => after.summary(slug) ?? []).map(pages.history),
        ...archiveMonthsTouched(before, after, both).map(pages.archiveMonth),
        ...archiveDaysTouched(before, after, both).flatMap(pages.archiveDay),
        ...numbersTo(correctionPages(after)).map(pages.corrections),
        ...series.series.map(pages.series),
        ...series.stories.map(pages.story),
        ...(sameInAllFeeds(before, after) ? [] : allLists(after).flatMap(pages.feeds)),
      ]
    : pageAddresses(after, Number.POSITIVE_INFINITY);
  const known = new Set(ahead.map(({ address }) => address));
  const rest = others.filter(({ address, isFile }) => !isFile && !known.has(address)).map(late);
  return {
    pages: [...ahead, ...rest],
    drop: dropped(before, after, [...stories.keys()]),
    stories: {
      was: [...stories.keys()].flatMap((slug) => before.summary(slug) ?? []),
      is: [...stories.keys()].flatMap((slug) => after.summary(slug) ?? []),
    },
  };
}

/** Stories that are new, gone or other than before, by slug: as they were, as they are. */
function changedStories(before: Edition, after: Edition): Map<string, IndexedStory[]> {
  const chunksOf = ({ months }: Edition) => new Set(months.flatMap(({ chunks }) => chunks));
  const [kept, still] = [chunksOf(before), chunksOf(after)];
  const old = [...kept].filter((chunk) => !still.has(chunk)).flatMap(before.inChunk);
  const fresh = [...still].filter((chunk) => !kept.has(chunk)).flatMap(after.inChunk);
  const changed = new Map<string, IndexedStory[]>();
  for (const slug of new Set([...old, ...fresh].map((story) => story.slug))) {
    const [was, is] = [before.summary(slug), after.summary(slug)];
    if (!was || !is || JSON.stringify(was) !== JSON.stringify(is))
      changed.set(
        slug,
        [was, is].filter((story) => story !== undefined),
      );
  }
  return changed;
}

/** Every feed says which stories to forget, whatever lists they stood in, and which hub tells of it. */
const sameInAllFeeds = (before: Edition, after: Edition) =>
  JSON.stringify([forgottenView(before), hubOf(before)]) ===
  JSON.stringify([forgottenView(after), hubOf(after)]);

const allLists = (edition: Edition) =>
  listKinds.flatMap((kind) => edition[kind].map(({ slug }) => ({ kind, slug })));

/** Months of the archive that may differ; all of them where one has come or gone, for each leads to those beside it. */
function archiveMonthsTouched(before: Edition, after: Edition, changed: readonly IndexedStory[]): string[] {
  const [were, are] = [before, after].map((edition) => archiveMonths(edition).map(({ month }) => month));
  if (String(were) !== String(are)) return are ?? [];
  const touched = monthsOf(changed, after);
  return (are ?? []).filter((month) => touched.includes(month));
}

const monthsOf = (stories: readonly IndexedStory[], edition: Edition) => [
  ...new Set(stories.map((story) => monthOf(archiveDayOf(story, edition)))),
];

/** Days with pages of their own that may differ; all of a month's where one has come or gone, for the same reason. */
function archiveDaysTouched(before: Edition, after: Edition, changed: readonly IndexedStory[]): string[] {
  const touched = new Set(changed.map((story) => archiveDayOf(story, after)));
  return monthsOf(changed, after).flatMap((month) => {
    const [were, are] = [archiveDays(before, month), archiveDays(after, month)];
    return String(were) === String(are) ? are.filter((day) => touched.has(day)) : are;
  });
}

/** Addresses of a month in the archive, and of its days. */
const archivedAt = (edition: Edition, month: string) => [
  ...(archiveMonths(edition).some((each) => each.month === month) ? [archiveAddress(month)] : []),
  ...archiveDays(edition, month).flatMap((day) =>
    [undefined, ...numbersTo(numberedOn(edition, day))].map((page) => archiveAddress(day, page)),
  ),
];

/** The lists that stories stand in. */
function listsOf(stories: readonly IndexedStory[]): readonly (readonly [ListKind, string])[] {
  const sections = new Set(stories.map(({ section }) => section));
  const topics = new Set(stories.flatMap((story) => story.topics));
  const authors = new Set(stories.flatMap((story) => story.authors));
  return Object.entries({ sections, topics, authors }).flatMap(([kind, slugs]) =>
    [...slugs].map((slug) => [kind as ListKind, slug] as const),
  );
}

/** True for months whose stories are others, or other than they were. */
function isOtherThan(months: readonly Month[]): (month: Month) => boolean {
  const known = new Map(months.map(({ month, chunks }) => [month, String(chunks)]));
  return ({ month, chunks }) => known.get(month) !== String(chunks);
}

/** True if what stands around every page, and what pages say of sections, topics and authors, is the same. */
function sameSurroundings(before: Edition, after: Edition): boolean {
  const around = (edition: Edition) => {
    const { sections, topics, authors, recorded } = edition;
    return JSON.stringify([chromeView(edition), edition.site.fronts, sections, topics, authors, recorded]);
  };
  return around(before) === around(after);
}

function dropped(before: Edition, after: Edition, stories: readonly string[]): string[] {
  const isThere = (slug: string) => after.summary(slug) || after.gone.some((gone) => gone.slug === slug);
  const gone = before.gone.map(({ slug }) => slug);
  const isLive = (edition: Edition, slug: string) => edition.summary(slug)?.kind === 'live';
  const unfollowed = stories.filter((slug) => isLive(before, slug) && !isLive(after, slug));
  const listPages = listKinds.flatMap((kind) => {
    const still = new Set(after[kind].map(({ slug }) => slug));
    return before[kind].flatMap(({ slug }) => {
      const isStill = still.has(slug);
      const [were, are] = [numberedIn(before, kind, slug), isStill ? numberedIn(after, kind, slug) : 0];
      const older = numbersTo(were)
        .slice(are)
        .map((page) => listAddress(kind, slug, page));
      const feeds = feedFormatNames.map((format) => feedAddress(format, { kind, slug }));
      return isStill ? older : [listAddress(kind, slug), ...feeds, ...older];
    });
  });
  const fronts = frontLanguages(after);
  const closed = frontLanguages(before).filter((language) => !fronts.includes(language));
  const months = new Set(after.months.map(({ month }) => month));
  const isElsewhere = before.site.timeZone !== after.site.timeZone; // Days are others then.
  const touched = isElsewhere
    ? archiveMonths(before).map(({ month }) => month)
    : monthsOf(
        stories.flatMap((slug) => before.summary(slug) ?? []),
        before,
      );
  const archived = new Set(touched.flatMap((month) => archivedAt(after, month)));
  return [
    ...[...new Set([...stories, ...gone])]
      .filter((slug) => !isThere(slug))
      .flatMap((slug) => [`/articles/${slug}`, historyAddress(slug)]),
    ...unfollowed.map(liveAddress),
    ...listPages,
    ...before.series.flatMap(({ slug }) =>
      after.series.some((each) => each.slug === slug) ? [] : [seriesAddress(slug)],
    ),
    ...closed.flatMap((language) => [
      frontAddress(language),
      ...feedFormatNames.map((format) => feedAddress(format, { language })),
    ]),
    ...before.pages.flatMap(({ slug }) => (after.page(slug) ? [] : [`/${slug}`])),
    ...before.months.flatMap(({ month }) => (months.has(month) ? [] : [monthAddress(month)])),
    ...touched.flatMap((month) => archivedAt(before, month)).filter((page) => !archived.has(page)),
    ...numbersTo(correctionPages(before)).slice(correctionPages(after)).map(correctionsAddress),
  ];
}
