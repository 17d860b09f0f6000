/** Structured data (schema.org) for search engines and link previews. */
import type {
  BlogPosting,
  BreadcrumbList,
  CreativeWorkSeries,
  LiveBlogPosting,
  NewsArticle,
  NewsMediaOrganization,
  Organization,
  Person,
  ProfilePage,
  Thing,
  WebSite,
  WithContext,
} from 'schema-dts';
import { storyCard } from '#lib/cards/card.ts';
import { textOf } from '#lib/content/tree.ts';
import { frontsView, nameIn } from '#lib/edition/languages.ts';
import { entriesOf } from '#lib/edition/live.ts';
import type { Author, Source, Story } from '#lib/edition/model.ts';
import type { Edition } from '#lib/edition/open.ts';
import { type SeriesView, seriesAddress } from '#lib/edition/series.ts';
import type { ArticleView } from '#lib/edition/views.ts';
import { absolute, searchTemplate } from './addresses.ts';
import { authorAddresses, networkNames } from './networks.ts';

/** One thing a page says of itself. Each stands in an element of its own: Mastodon reads no `@graph`. */
export type StructuredThing = WithContext<Extract<Thing, { '@type': string }>>;

/** JSON for a script element: no text in it can end the element or start a comment. */
export function scriptJson(data: unknown): string {
  return JSON.stringify(data).replace(/[<>&\u2028\u2029]/g, (character) => {
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
}

/** A story as a NewsArticle, or as a LiveBlogPosting with its entries; then its place in the site. */
export function storyData(edition: Edition, story: Story, view: ArticleView): StructuredThing[] {
  const address = absolute(`/articles/${story.slug}`);
  // Mastodon reads nothing but a plain `NewsArticle`; what more it is stands beside that.
  const genres: Partial<Record<Story['kind'], string>> = {
    opinion: 'https://schema.org/OpinionNewsArticle',
    analysis: 'https://schema.org/AnalysisNewsArticle',
    explainer: 'https://schema.org/BackgroundNewsArticle',
  };
  const article = {
    '@context': 'https://schema.org' as const,
    '@id': address,
    mainEntityOfPage: address,
    headline: story.headline,
    description: story.standfirst,
    inLanguage: story.lang,
    ...translationsOf(story),
    datePublished: story.publishedAt,
    dateModified: story.updatedAt ?? story.publishedAt,
    articleSection: nameIn(view.section, story.lang),
    keywords: view.topics.map((topic) => nameIn(topic, story.lang)),
    isAccessibleForFree: true,
    wordCount: story.words,
    image: imagesOf(edition, view),
    author: view.authors.map(authorOf),
    ...(view.series
      ? { isPartOf: seriesNamed(view.series.series, view.series.name), position: view.series.part }
      : {}),
    publisher: publisherOf(edition),
    ...(genres[story.kind] ? { additionalType: genres[story.kind] } : {}),
    ...(story.sources.length > 0 ? { citation: story.sources.map(citationOf) } : {}),
    ...(story.corrections.length > 0
      ? {
          correction: story.corrections.map(({ wrong, right, at }) => ({
            '@type': 'CorrectionComment' as const,
            text: `${wrong} → ${right}`,
            datePublished: at,
          })),
        }
      : {}),
  } satisfies Omit<WithContext<Extract<NewsArticle, { '@type': 'NewsArticle' }>>, '@type'>;
  const section = { name: nameIn(view.section, story.lang), path: `/sections/${view.section.slug}` };
  const typed: StructuredThing =
    story.kind === 'live'
      ? { ...article, ...coverageOf(story, address, article.author) }
      : { ...article, '@type': 'NewsArticle' };
  return [typed, trail(edition, [section, { name: story.headline }])];
}

/** The story it was translated from; or, of an original, its translations. */
function translationsOf({ translationOf, translations }: Story) {
  if (!translations) return {};
  const works = translations.map(({ slug, lang }) => {
    const address = absolute(`/articles/${slug}`);
    return { '@type': 'NewsArticle' as const, '@id': address, url: address, inLanguage: lang };
  });
  const original = translations.findIndex(({ slug }) => slug === translationOf);
  return original < 0 ? { workTranslation: works } : { translationOfWork: works[original] };
}

type Coverage = Extract<LiveBlogPosting, { '@type': 'LiveBlogPosting' }>;

/** What a live story says beyond an article: when it was covered, and each entry with an address of its own. */
function coverageOf(
  { publishedAt, endedAt, body, headline, lang }: Story,
  address: string,
  author: ReturnType<typeof authorOf>[],
): Pick<Coverage, '@type' | 'coverageStartTime' | 'coverageEndTime' | 'liveBlogUpdate'> {
  const entries = entriesOf(body.tree);
  const begun = [publishedAt, ...entries.map(({ at }) => at)].reduce((a, b) =>
    Date.parse(b) < Date.parse(a) ? b : a,
  );
  return {
    '@type': 'LiveBlogPosting',
    coverageStartTime: begun,
    ...(endedAt === undefined ? {} : { coverageEndTime: endedAt }),
    liveBlogUpdate: entries.map(
      ({ id, at, title, children }): Extract<BlogPosting, { '@type': 'BlogPosting' }> => ({
        '@type': 'BlogPosting',
        '@id': `${address}#${id}`,
        url: `${address}#${id}`,
        headline: title ?? headline,
        inLanguage: lang,
        datePublished: at,
        articleBody: textOf({ type: 'root', children: [...children] }),
        author,
      }),
    ),
  };
}

/** What the front says: the site, in the languages of its fronts, and who publishes it. */
export function siteData(edition: Edition): StructuredThing[] {
  const { site } = edition;
  const inLanguages = frontsView(edition).map(({ lang }) => lang);
  const website: WithContext<Extract<WebSite, { '@type': 'WebSite' }>> = {
    '@context': 'https://schema.org',
    '@type': 'WebSite',
    '@id': absolute('/'),
    url: absolute('/'),
    name: site.name,
    description: site.description,
    inLanguage: inLanguages.length > 1 ? inLanguages : site.lang,
    publisher: publisherOf(edition),
    potentialAction: {
      '@type': 'SearchAction',
      target: { '@type': 'EntryPoint', urlTemplate: searchTemplate('search_term_string') },
      ...searchInput,
    },
  };
  return [website];
}

/** Google's own way to name what goes in (its documentation of the sitelinks search box); not in the vocabulary's types. */
const searchInput = { 'query-input': 'required name=search_term_string' };

/** An author's own page. */
export function authorData(edition: Edition, author: Author): StructuredThing[] {
  const profile: WithContext<Extract<ProfilePage, { '@type': 'ProfilePage' }>> = {
    '@context': 'https://schema.org',
    '@type': 'ProfilePage',
    mainEntity: { ...authorOf(author), description: author.description },
  };
  return [profile, trail(edition, [{ name: author.name }])];
}

type SeriesThing = Extract<CreativeWorkSeries, { '@type': 'CreativeWorkSeries' }>;

const seriesNamed = (slug: string, name: string) => {
  const address = absolute(seriesAddress(slug));
  return { '@type': 'CreativeWorkSeries', '@id': address, url: address, name } satisfies SeriesThing;
};

/** A series' own page: what it is, and its parts in order. */
export function seriesData(edition: Edition, { of, parts }: SeriesView): StructuredThing[] {
  const series: WithContext<SeriesThing> = {
    '@context': 'https://schema.org',
    ...seriesNamed(of.slug, of.name),
    description: of.description,
    inLanguage: edition.site.lang,
    publisher: publisherOf(edition),
    hasPart: parts.map(({ slug, headline, lang }, index) => ({
      '@type': 'NewsArticle' as const,
      '@id': absolute(`/articles/${slug}`),
      url: absolute(`/articles/${slug}`),
      headline,
      inLanguage: lang,
      position: index + 1,
    })),
  };
  return [series, trail(edition, [{ name: of.name }])];
}

/** Where a page stands: the front, what lies between, the page itself (without an address). */
export function trail(
  edition: Edition,
  steps: readonly Readonly<{ name: string; path?: string }>[],
): WithContext<Extract<BreadcrumbList, { '@type': 'BreadcrumbList' }>> {
  const all = [{ name: edition.site.name, path: '/' }, ...steps];
  return {
    '@context': 'https://schema.org',
    '@type': 'BreadcrumbList',
    itemListElement: all.map(({ name, path }, index) => ({
      '@type': 'ListItem' as const,
      position: index + 1,
      name,
      ...(path ? { item: absolute(path) } : {}),
    })),
  };
}

/** Without a lead there is nothing to crop: the title card then. */
function imagesOf(edition: Edition, { summary }: ArticleView): string[] {
  const crops = (['crop-16x9', 'crop-4x3', 'crop-1x1'] as const).flatMap(
    (kind) => storyCard(edition, summary, kind) ?? [],
  );
  const cards = crops.length > 0 ? crops : [storyCard(edition, summary, 'title')];
  return cards.flatMap((card) => (card ? absolute(card.address) : []));
}

function authorOf(author: Author): Extract<Person | Organization, { '@type': 'Person' | 'Organization' }> {
  const { kind, name, slug } = author;
  const elsewhere = authorAddresses(author).map(({ href }) => href);
  return {
    '@type': kind === 'desk' ? 'Organization' : 'Person',
    name,
    url: absolute(`/authors/${slug}`),
    ...(elsewhere.length > 0 ? { sameAs: elsewhere } : {}),
  };
}

function publisherOf(edition: Edition): Extract<NewsMediaOrganization, { '@type': string }> {
  const { site } = edition;
  const policy = (slug: string) => (edition.page(slug) ? absolute(`/${slug}`) : undefined);
  const networks = networkNames(site).map(({ href }) => href);
  return {
    '@type': 'NewsMediaOrganization',
    name: site.publisher,
    url: absolute('/'),
    logo: absolute('/icon-180.png'),
    correctionsPolicy: policy('corrections-policy'),
    publishingPrinciples: policy('about'),
    ...(networks.length > 0 ? { sameAs: networks } : {}),
  };
}

function citationOf({ title, url, publisher }: Source) {
  return {
    '@type': 'CreativeWork' as const,
    name: title,
    ...(url ? { url } : {}),
    ...(publisher ? { publisher: { '@type': 'Organization' as const, name: publisher } } : {}),
  };
}
