/**
 * What each page shows, as plain data drawn from an edition. A page renders its view
 * and nothing else, so that two editions with equal views need the page only once.
 */
import { Temporal } from 'temporal-polyfill';
import { frontsView, storiesOnMainFront } from './languages.ts';
import type { Author, Page, Section, Topic } from './model.ts';
import type { Edition, IndexedStory } from './open.ts';
import { arrangeHome, type HomeFront } from './ranking.ts';
import { relatedTo } from './related.ts';
import { type SeriesPlace, seriesPlace } from './series.ts';

export function homeView(edition: Edition): HomeFront {
  return arrangeHome(storiesOnMainFront(edition), edition.sections, edition.site.fronts.home);
}

export type ArticleView = Readonly<{
  summary: IndexedStory;
  section: Section;
  topics: readonly Topic[];
  authors: readonly Author[];
  related: readonly IndexedStory[];
  series?: SeriesPlace;
  /** It has had other words before. */
  hasHistory: boolean;
}>;

/** A story's surroundings; the story itself is `edition.story(slug)`, named here by `summary.object`. */
export function articleView(edition: Edition, slug: string): ArticleView | undefined {
  const summary = edition.summary(slug);
  const section = summary && edition.section(summary.section);
  if (!summary || !section) return undefined;
  return {
    summary,
    section,
    topics: summary.topics.flatMap((topic) => edition.topic(topic) ?? []),
    authors: summary.authors.flatMap((author) => edition.author(author) ?? []),
    related: relatedTo(summary, edition),
    series: seriesPlace(edition, slug),
    hasHistory: summary.history !== undefined,
  };
}

export function pageView(edition: Edition, slug: string): Page | undefined {
  return edition.page(slug);
}

/** What a search engine may list beside stories. */
export function sitemapView(edition: Edition) {
  const slugs = (list: readonly { slug: string }[]) => list.map(({ slug }) => slug);
  return {
    sections: slugs(edition.sections),
    topics: slugs(edition.topics),
    series: slugs(edition.series),
    authors: slugs(edition.authors),
    pages: slugs(edition.pages),
    fronts: frontsView(edition),
  };
}

/** A month's stories, each with the instant of its last change, its picture and its translations. */
export function monthView(edition: Edition, month: string) {
  const known = edition.months.find((each) => each.month === month);
  return (
    known &&
    edition.inMonth(known).map(({ slug, publishedAt, updatedAt, lead, lang, translations }) => ({
      slug,
      changed: updatedAt ?? publishedAt,
      ...(translations ? { lang, translations, siteLang: edition.site.lang } : {}),
      ...(lead ? { lead: { picture: lead.picture, focus: lead.focus } } : {}),
    }))
  );
}

const latest = new WeakMap<readonly IndexedStory[], string>();

/** When the newest thing among some stories was published or updated. */
function latestIn(stories: readonly IndexedStory[]): string {
  const known =
    latest.get(stories) ??
    stories
      .map(({ publishedAt, updatedAt }) => updatedAt ?? publishedAt)
      .reduce(later, '1970-01-01T00:00:00Z');
  latest.set(stories, known);
  return known;
}

const later = (a: string, b: string) => (Date.parse(b) > Date.parse(a) ? b : a);

/** The months that have stories, each with the instant of the last change in it. */
export function monthsView(edition: Edition): { month: string; changed: string }[] {
  return edition.months.map(({ month, chunks }) => ({
    month,
    changed: chunks.map((chunk) => latestIn(edition.inChunk(chunk))).reduce(later),
  }));
}

/** What a browser is told that is to search here. */
export function openSearchView({ site: { name, description, lang } }: Edition) {
  return { name, description, lang };
}

/** What stands around every page: masthead, navigation, footer. */
export function chromeView(edition: Edition) {
  const { fronts: _, crawlers: __, feeds: ___, googlePreferredSource: ____, ...site } = edition.site;
  return {
    site,
    sections: edition.sections,
    pages: edition.pages.map(({ slug, title }) => ({ slug, title })),
    fronts: frontsView(edition),
    date: dayOf(edition.date, edition.site.timeZone),
  };
}

/** The instant at which an instant's day began in the newsroom's zone: all that the date line shows of it. */
function dayOf(instant: string, timeZone: string): string {
  const day = Temporal.Instant.from(instant).toZonedDateTimeISO(timeZone).startOfDay();
  return day.toString({ timeZoneName: 'never' });
}
