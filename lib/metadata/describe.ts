/** Metadata of pages: titles, canonical addresses, what a shared link shows. */
import type { Metadata } from 'next';
import { frontCard, type PlacedCard, storyCard } from '#lib/cards/card.ts';
import { type FeedOf, feedAddress, feedFormatNames, feedFormats } from '#lib/edition/feeds.ts';
import type { Site, Story } from '#lib/edition/model.ts';
import type { Edition } from '#lib/edition/open.ts';
import type { ArticleView } from '#lib/edition/views.ts';
import { absolute } from './addresses.ts';
import { oembedAddress } from './oembed.ts';

type Described = Readonly<{
  site: Site;
  /** What the page is called; `fullTitle` is that with the newspaper's name unless given. */
  title: string;
  fullTitle?: string;
  description: string;
  path: string;
  /** What the page's own feeds are of, and what that is called; of the newspaper, if neither is said. */
  feeds?: Readonly<{ of?: FeedOf; name?: string }>;
  /** What a shared link shows; the front's card if the page has none of its own. */
  card?: PlacedCard;
  index?: boolean;
}>;

/** Metadata of a page that is not a story. */
export function describePage({ site, title, description, path, card, ...more }: Described): Metadata {
  const { index = true, feeds, fullTitle = `${title} – ${site.name}` } = more;
  const image = imageOf(card ?? frontCard(site));
  return {
    title: fullTitle,
    description,
    alternates: { canonical: absolute(path), types: feedsFor(site, feeds) },
    robots: index ? { index: true, follow: true, 'max-image-preview': 'large' } : { index: false },
    openGraph: {
      type: 'website',
      siteName: site.name,
      title,
      description,
      url: absolute(path),
      locale: openGraphLocale(site.lang),
      images: [image],
    },
    twitter: { card: 'summary_large_image', title, description, images: [image] },
  };
}

/** What feed readers are offered: the page's own feeds in every format, and the newspaper's. */
function feedsFor(site: Site, own?: Described['feeds']): Record<string, AlternateLink[]> {
  const newspaper = { url: absolute(feedAddress('rss')), title: site.name };
  if (!own) return { [feedFormats.rss.type]: [newspaper] };
  const title = own.name === undefined ? site.name : `${own.name} – ${site.name}`;
  const byType = feedFormatNames.map((format) => {
    const more = own.of && format === 'rss' ? [newspaper] : [];
    const links: AlternateLink[] = [{ url: absolute(feedAddress(format, own.of)), title }, ...more];
    return [feedFormats[format].type, links] as const;
  });
  return Object.fromEntries(byType);
}

type AlternateLink = { url: string; title: string };

/** Matrix drops a preview with 50 or more og tags. */
const mostTags = 12;

/** Metadata of a story, with its cards. */
export function describeStory(edition: Edition, story: Story, view: ArticleView): Metadata {
  const { site } = edition;
  const { summary, authors, section, topics } = view;
  const path = `/articles/${story.slug}`;
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
      types: {
        ...feedsFor(site),
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
      locale: openGraphLocale(story.lang),
      publishedTime: story.publishedAt,
      modifiedTime: story.updatedAt ?? story.publishedAt,
      section: section.name,
      authors: authors.map(({ slug }) => absolute(`/authors/${slug}`)),
      tags: topics.slice(0, mostTags).map(({ name }) => name),
      images,
    },
    twitter: { card: 'summary_large_image', title: story.headline, description, images: title && [title] },
    ...(creators.length > 0 ? { other: { 'fediverse:creator': creators } } : {}),
  };
}

function imageOf({ address, width, height, alt }: PlacedCard) {
  return { url: absolute(address), width, height, alt, type: 'image/jpeg' };
}

/** `zh-Hans` as Open Graph writes it: `zh_CN`. */
function openGraphLocale(lang: string): string {
  const { language, region } = new Intl.Locale(lang).maximize();
  return region ? `${language}_${region}` : language;
}
