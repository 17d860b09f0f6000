/** Every address of an edition's pages, with a hash of what each page shows. */
import {
  archiveAddress,
  archiveDays,
  archiveDayView,
  archiveMonths,
  archiveMonthView,
  numberedOn,
} from './archive.ts';
import { correctionPages, correctionsAddress, correctionsIn, correctionsView } from './corrections.ts';
import {
  type FeedOf,
  feedAddress,
  feedFormatNames,
  feedFormats,
  feedsView,
  feedView,
  hubOf,
  itemsInFeed,
} from './feeds.ts';
import { frontAddress, frontLanguages, languageFrontView, mainStories } from './languages.ts';
import { directoryView, type ListKind, listAddress, listKinds, listView, numberedIn } from './lists.ts';
import { liveAddress } from './live.ts';
import { hashOf } from './objects.ts';
import type { Edition, IndexedStory, Month } from './open.ts';
import { seriesAddress, seriesView } from './series.ts';
import {
  articleView,
  chromeView,
  homeView,
  monthsView,
  monthView,
  openSearchView,
  sitemapView,
} from './views.ts';

export type PageAddress = Readonly<{
  address: string;
  /** Equal inputs, equal page (for one state of the code). */
  inputs: string;
  status: number;
  /** How long copies may be kept; as any page, unless said. */
  keep?: 'live' | 'worker';
  /** A file for programs, without masthead and footer: what changes there is no change of it. */
  isFile?: true;
  /** The page is finished when it is first asked for, not ahead. */
  late?: boolean;
  /** Of a feed: the hub that is told when it changes. */
  hub?: string;
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
    ...archiveMonths(edition).flatMap(({ month }) => [
      pages.archiveMonth(month),
      ...archiveDays(edition, month).flatMap(pages.archiveDay),
    ]),
    ...numbersTo(correctionPages(edition)).map(pages.corrections),
    ...edition.series.map(({ slug }) => pages.series(slug)),
    ...edition.stories.map((story, index) =>
      index < finishAhead ? pages.story(story) : late(pages.story(story)),
    ),
    ...edition.stories.flatMap(pages.live),
    ...edition.stories.map(pages.history),
  ];
}

export const late = (page: PageAddress): PageAddress => ({ ...page, late: true });
export const numbersTo = (last: number) => Array.from({ length: last }, (_, index) => index + 1);

/** Makes the pages of an edition one by one. */
export function pagesIn(edition: Edition) {
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
    const hub = hubOf(edition);
    return feedFormatNames.map((format) => ({
      ...page(feedAddress(format, of), hub === undefined ? view : [view, hub]),
      ...(hub === undefined ? {} : { hub }),
      type: feedFormats[format].sent,
      ...(of || format !== 'rss' ? { late: true } : {}),
    }));
  };
  return {
    feeds,
    fixed: () => [
      page('/', homeView(edition)),
      ...edition.gone.map((gone) => page(`/articles/${gone.slug}`, gone, gone.legal ? 451 : 410)),
      ...edition.gone.map((gone) => late(page(historyAddress(gone.slug), gone, gone.legal ? 451 : 410))),
      ...edition.pages.map((each) => page(`/${each.slug}`, each)),
      page('/homepage', 'homepage'),
      ...frontLanguages(edition).flatMap((language) => [
        page(frontAddress(language), languageFrontView(edition, language)),
        ...feeds({ language }),
      ]),
      page(errorPages.notFound, mainStories(edition).slice(0, 5), 404),
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
      file('/opensearch.xml', openSearchView(edition)),
      page('/saved', 'saved'),
      page('/offline', 'offline'),
      { ...file('/sw.js', edition.site.offline), keep: 'worker' as const },
    ],
    list: (kind: ListKind, slug: string, number?: number) =>
      page(listAddress(kind, slug, number), listView(edition, kind, slug, number)),
    archiveMonth: (month: string) => late(page(archiveAddress(month), archiveMonthView(edition, month))),
    archiveDay: (day: string) =>
      [undefined, ...numbersTo(numberedOn(edition, day))].map((number) =>
        late(page(archiveAddress(day, number), archiveDayView(edition, day, number))),
      ),
    corrections: (number: number) => late(page(correctionsAddress(number), correctionsView(edition, number))),
    series: (slug: string) => late(page(seriesAddress(slug), seriesView(edition, slug))),
    month: ({ month }: Month) => file(monthAddress(month), monthView(edition, month)),
    story: (story: IndexedStory) =>
      page(`/articles/${story.slug}`, [story.object, articleView(edition, story.slug)]),
    /** How its words have changed. */
    history: ({ slug, object, history }: IndexedStory) =>
      late(page(historyAddress(slug), [object, history, edition.recorded])),
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
  const story = value as Partial<IndexedStory>;
  const { object: _object, related: _related, figures: _figures, terms: _terms, ...more } = story;
  const { translationOf: _original, translations: _translations, history: _history, ...rest } = more;
  const hash = hashOf(JSON.stringify('object' in value ? rest : value));
  shown.set(value, hash);
  return hash;
}

/** Where a story's versions stand. */
export const historyAddress = (slug: string) => `/articles/${slug}/history`;

/** Where a month's stories are listed for search engines. */
export const monthAddress = (month: string) => `/sitemaps/${month}.xml`;
