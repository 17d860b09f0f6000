/** Metadata of pages: titles, canonical addresses, what a shared link shows. */
import type { Metadata } from 'next';
import { frontCard, type PlacedCard, storyCard } from '#lib/cards/card.ts';
import { type FeedOf, feedAddress, feedFormatNames, feedFormats } from '#lib/edition/feeds.ts';
import { apartIn, frontAddress, frontsView, nameIn } from '#lib/edition/languages.ts';
import type { Site, Story } from '#lib/edition/model.ts';
import type { Edition } from '#lib/edition/open.ts';
import type { ArticleView } from '#lib/edition/views.ts';
import { furnitureIn } from '#lib/words/furniture.ts';
import { absolute } from './addresses.ts';
import { type Alternate, frontAlternates, languagesOf, storyAlternates } from './alternates.ts';
import { oembedAddress } from './oembed.ts';

type Described = Readonly<{
  site: Site;
  /** What the page is called; `fullTitle` is that with the newspaper's name unless given. */
  title: string;
  fullTitle?: string;
  description: string;
  path: string;
  /** Its language, unless it is the site's; and itself in every language it is in. */
  lang?: string;
  alternates?: readonly Alternate[];
  /** What the page's own feeds are of, and what that is called; of the newspaper, if neither is said. */
  feeds?: Readonly<{ of?: FeedOf; name?: string; title?: string }>;
  /** What a shared link shows; the front's card if the page has none of its own. */
  card?: PlacedCard;
  index?: boolean;
}>;

/** Metadata of the front of a language. */
export function describeFront(edition: Edition, language: string): Metadata {
  const { site } = edition;
  const { lang, frontTitle, frontDescription } = furnitureIn(language);
  const title = frontTitle(site.name);
  const tagline = site.taglines?.[language];
  return describePage({
    site,
    title,
    fullTitle: tagline === undefined ? title : `${title} – ${tagline}`,
    description: site.descriptions?.[language] ?? frontDescription(site.name),
    path: frontAddress(language),
    feeds: frontFeeds(language, site),
    card: frontCard(site, language),
    lang,
    alternates: frontAlternates(frontsView(edition)),
  });
}

/** Metadata of a page that is not a story. */
export function describePage({ site, title, description, path, card, ...more }: Described): Metadata {
  const { index = true, feeds, fullTitle = `${title} – ${site.name}`, lang = site.lang } = more;
  const alternates = more.alternates ?? [];
  const image = imageOf(card ?? frontCard(site));
  return {
    title: fullTitle,
    description,
    alternates: {
      canonical: absolute(path),
      types: feedsFor(site, feeds),
      languages: languagesOf(alternates),
    },
    robots: index ? { index: true, follow: true, 'max-image-preview': 'large' } : { index: false },
    openGraph: {
      type: 'website',
      siteName: site.name,
      title,
      description,
      url: absolute(path),
      ...localesOf(lang, alternates),
      images: [image],
    },
    twitter: { card: 'summary_large_image', title, description, images: [image] },
  };
}

/** What feed readers are offered: the page's own feeds in every format, and the newspaper's. */
function feedsFor(site: Site, own?: Described['feeds']): Record<string, AlternateLink[]> {
  const newspaper = { url: absolute(feedAddress('rss')), title: site.name };
  if (!own) return { [feedFormats.rss.type]: [newspaper] };
  const title = own.title ?? (own.name === undefined ? site.name : `${own.name} – ${site.name}`);
  const byType = feedFormatNames.map((format) => {
    const more = own.of && format === 'rss' ? [newspaper] : [];
    const links: AlternateLink[] = [{ url: absolute(feedAddress(format, own.of)), title }, ...more];
    return [feedFormats[format].type, links] as const;
  });
  return Object.fromEntries(byType);
}

/** The feeds of a language's front, for `feeds`. */
const frontFeeds = (language: string, site: Site): NonNullable<Described['feeds']> => ({
  of: { language },
  title: furnitureIn(language).frontTitle(site.name),
});

type AlternateLink = { url: string; title: string };

/** Matrix drops a preview with 50 or more og tags. */
const mostTags = 12;

/** Metadata of a story, with its cards. */
export function describeStory(edition: Edition, story: Story, view: ArticleView): Metadata {
  const { site } = edition;
  const { summary, authors, section, topics } = view;
  const path = `/articles/${story.slug}`;
  const alternates = storyAlternates(story, site);
  const language = apartIn(story, site);
  const description = story.standfirst;
  const [picture, square, title] = (['picture', 'square', 'title'] as const).map((kind) => {
    const card = storyCard(edition, summary, kind);
    return card && imageOf(card);
  });
  const images = [picture ?? title, square].filter((image) => image !== undefined);
  const creators = authors.flatMap(({ fediverse }) => fediverse ?? []);
  return {
    ...describePage({ site, title: story.headline, description, path }),
    // One tag with all names: of several, readers of links show one.
    authors: [
      { name: authors.map(({ name }) => name).join(', ') },
      ...authors.map(({ slug }) => ({ url: absolute(`/authors/${slug}`) })),
    ],
    alternates: {
      canonical: story.canonical ?? absolute(path),
      languages: languagesOf(alternates),
      types: {
        ...feedsFor(site, language === undefined ? undefined : frontFeeds(language, site)),
        'application/json+oembed': [{ url: oembedAddress(path, 'json'), title: story.headline }],
        'text/xml+oembed': [{ url: oembedAddress(path, 'xml'), title: story.headline }],
      },
    },
    openGraph: {
      type: 'article',
      siteName: site.name,
      title: story.headline,
      description,
      url: absolute(path),
      ...localesOf(story.lang, alternates),
      publishedTime: story.publishedAt,
      modifiedTime: story.updatedAt ?? story.publishedAt,
      section: nameIn(section, story.lang),
      authors: authors.map(({ slug }) => absolute(`/authors/${slug}`)),
      tags: topics.slice(0, mostTags).map((topic) => nameIn(topic, story.lang)),
      images,
    },
    twitter: { card: 'summary_large_image', title: story.headline, description, images: title && [title] },
    ...(creators.length > 0 ? { other: { 'fediverse:creator': creators } } : {}),
  };
}

function imageOf({ address, width, height, alt }: PlacedCard) {
  return { url: absolute(address), width, height, alt, type: 'image/jpeg' };
}

/** What Open Graph is told of a page's language, and of the others it is in. */
function localesOf(lang: string, alternates: readonly Alternate[]) {
  const others = alternates.flatMap((each) => (each.lang === 'x-default' ? [] : openGraphLocale(each.lang)));
  const locale = openGraphLocale(lang);
  const alternateLocale = [...new Set(others)].filter((each) => each !== locale);
  return { locale, ...(alternateLocale.length > 0 ? { alternateLocale } : {}) };
}

/** `zh-Hans` as Open Graph writes it: `zh_CN`. */
function openGraphLocale(lang: string): string {
  const { language, region } = new Intl.Locale(lang).maximize();
  return region ? `${language}_${region}` : language;
}
