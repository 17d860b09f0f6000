/** Every address of an edition's pages, with a hash of what each page shows; and those that another edition changes. */

import { archiveAddress, archiveMonthOf, archiveMonths, archiveMonthView } from './archive.ts';
import { correctionPages, correctionsAddress, correctionsIn, correctionsView } from './corrections.ts';
import {
  type FeedOf,
  feedAddress,
  feedFormatNames,
  feedFormats,
  feedsView,
  feedView,
  forgottenView,
  itemsInFeed,
} from './feeds.ts';
import {
  differingPages,
  directoryView,
  type ListKind,
  listAddress,
  listKinds,
  listView,
  numberedIn,
} from './lists.ts';
import { liveAddress } from './live.ts';
import { hashOf } from './objects.ts';
import type { Edition, IndexedStory, Month } from './open.ts';
import { besides } from './related.ts';
import { articleView, chromeView, homeView, monthsView, monthView, sitemapView } from './views.ts';

export type PageAddress = Readonly<{
  address: string;
  /** Equal inputs, equal page (for one state of the code). */
  inputs: string;
  status: number;
  /** How long copies may be kept; as any page, unless said. */
  keep?: 'live';
  /** A file for programs, without masthead and footer: what changes there is no change of it. */
  isFile?: true;
  /** The page is finished when it is first asked for, not ahead. */
  late?: boolean;
  /** Its content type, unless it is HTML. */
  type?: string;
}>;

/** Pages that stand at the edition's own addresses, whatever the content. */
export const errorPages = { notFound: '/errors/not-found', failed: '/errors/failed' } as const;

/** All addresses; the newest `finishAhead` stories and each list's first page are finished ahead, the others are late: few leaf so far back. */
export function pageAddresses(edition: Edition, finishAhead: number): PageAddress[] {
  const pages = pagesIn(edition);
  return [
    ...pages.fixed(),
    ...listKinds.flatMap((kind) =>
      edition[kind].flatMap(({ slug }) => {
        const numbers = numbersTo(numberedIn(edition, kind, slug));
        const older = numbers.map((page) => late(pages.list(kind, slug, page)));
        return [pages.list(kind, slug), ...older, ...pages.feeds({ kind, slug })];
      }),
    ),
    ...edition.months.map(pages.month),
    ...archiveMonths(edition).map(({ month }) => pages.archiveMonth(month)),
    ...numbersTo(correctionPages(edition)).map(pages.corrections),
    ...edition.stories.map((story, index) =>
      index < finishAhead ? pages.story(story) : late(pages.story(story)),
    ),
    ...edition.stories.flatMap(pages.live),
  ];
}

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
  const isAround = sameSurroundings(before, after);
  const others = isAround
    ? [
        ...lists.flatMap(([kind, slug]) =>
          differingPages(before, after, kind, slug).map((page) => pages.list(kind, slug, page)),
        ),
        ...Array.from(besides(before, after, both), pages.story),
        ...archiveMonthsTouched(before, after, both).map(pages.archiveMonth),
        ...numbersTo(correctionPages(after)).map(pages.corrections),
        ...(sameForgotten(before, after) ? [] : allLists(after).flatMap(pages.feeds)),
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

/** Every feed says which stories to forget, whatever lists they stood in. */
const sameForgotten = (before: Edition, after: Edition) =>
  JSON.stringify(forgottenView(before)) === JSON.stringify(forgottenView(after));

const allLists = (edition: Edition) =>
  listKinds.flatMap((kind) => edition[kind].map(({ slug }) => ({ kind, slug })));

/** Months of the archive that may differ; all of them where one has come or gone, for each leads to those beside it. */
function archiveMonthsTouched(before: Edition, after: Edition, changed: readonly IndexedStory[]): string[] {
  const [were, are] = [before, after].map((edition) => archiveMonths(edition).map(({ month }) => month));
  if (String(were) !== String(are)) return are ?? [];
  const touched = new Set(changed.map((story) => archiveMonthOf(story, after)));
  return (are ?? []).filter((month) => touched.has(month));
}

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
    const { sections, topics, authors } = edition;
    return JSON.stringify([chromeView(edition), edition.site.fronts, sections, topics, authors]);
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
  const months = new Set(after.months.map(({ month }) => month));
  const archived = new Set(archiveMonths(after).map(({ month }) => month));
  return [
    ...new Set([...stories, ...gone].filter((slug) => !isThere(slug)).map((slug) => `/articles/${slug}`)),
    ...unfollowed.map(liveAddress),
    ...listPages,
    ...before.pages.flatMap(({ slug }) => (after.page(slug) ? [] : [`/${slug}`])),
    ...before.months.flatMap(({ month }) => (months.has(month) ? [] : [monthAddress(month)])),
    ...archiveMonths(before).flatMap(({ month }) => (archived.has(month) ? [] : [archiveAddress(month)])),
    ...numbersTo(correctionPages(before)).slice(correctionPages(after)).map(correctionsAddress),
  ];
}

const late = (page: PageAddress): PageAddress => ({ ...page, late: true });
const numbersTo = (last: number) => Array.from({ length: last }, (_, index) => index + 1);

/** Makes the pages of an edition one by one. */
function pagesIn(edition: Edition) {
  const chrome = hashOf(JSON.stringify(chromeView(edition)));
  const page = (address: string, view: unknown, status = 200): PageAddress => ({
    address,
    inputs: hashOf(JSON.stringify([chrome, view], asShown)),
    status,
  });
  const file = (address: string, view: unknown): PageAddress => ({
    address,
    inputs: hashOf(JSON.stringify(view, asShown)),
    status: 200,
    isFile: true,
  });
  /** Feed readers come now and then, and nobody waits before them: all but the one that most follow are late. */
  const feeds = (of: FeedOf): PageAddress[] => {
    const view = of === 'corrections' ? correctionsIn(edition).slice(0, itemsInFeed) : feedView(edition, of);
    return feedFormatNames.map((format) => ({
      ...page(feedAddress(format, of), view),
      type: feedFormats[format].sent,
      ...(of || format !== 'rss' ? { late: true } : {}),
    }));
  };
  return {
    feeds,
    fixed: () => [
      page('/', homeView(edition)),
      ...edition.gone.map((gone) => page(`/articles/${gone.slug}`, gone, gone.legal ? 451 : 410)),
      ...edition.pages.map((each) => page(`/${each.slug}`, each)),
      page('/homepage', 'homepage'),
      page(errorPages.notFound, edition.stories.slice(0, 5), 404),
      page(errorPages.failed, 'failed', 500),
      ...feeds(undefined),
      ...feeds('corrections'),
      late(page('/feeds', feedsView(edition))),
      late(page(archiveAddress(), archiveMonths(edition))),
      ...(['topics', 'authors'] as const).map((kind) => late(page(`/${kind}`, directoryView(edition, kind)))),
      late(page(correctionsAddress(), correctionsView(edition))),
      page('/sitemap.xml', monthsView(edition)),
      page('/sitemaps/pages.xml', sitemapView(edition)),
      file('/robots.txt', edition.site.crawlers),
      page('/manifest.webmanifest', 'manifest'),
    ],
    list: (kind: ListKind, slug: string, number?: number) =>
      page(listAddress(kind, slug, number), listView(edition, kind, slug, number)),
    archiveMonth: (month: string) => late(page(archiveAddress(month), archiveMonthView(edition, month))),
    corrections: (number: number) => late(page(correctionsAddress(number), correctionsView(edition, number))),
    month: ({ month }: Month) => file(monthAddress(month), monthView(edition, month)),
    story: (story: IndexedStory) =>
      page(`/articles/${story.slug}`, [story.object, articleView(edition, story.slug)]),
    /** What an open page of a live story follows. */
    live: ({ slug, kind, object }: IndexedStory): PageAddress[] =>
      kind === 'live' ? [{ ...file(liveAddress(slug), object), keep: 'live' }] : [],
  };
}

const shown = new WeakMap<object, string>();

/**
 * What has a slug stands in thousands of views: it is written down once. Of a story pages show in a list what its
 * summary says; that the rest of it changed is no reason to render the list.
 */
function asShown(_: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || !('slug' in value)) return value;
  const known = shown.get(value);
  if (known) return known;
  const { object: _object, related: _related, figures: _figures, ...rest } = value as Partial<IndexedStory>;
  const hash = hashOf(JSON.stringify('object' in value ? rest : value));
  shown.set(value, hash);
  return hash;
}

/** Where a month's stories are listed for search engines. */
export const monthAddress = (month: string) => `/sitemaps/${month}.xml`;
