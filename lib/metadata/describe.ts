/** Metadata of pages: titles, canonical addresses, what a shared link shows. */
import type { Metadata } from 'next';
import { cardOf } from '#lib/cards/card.ts';
import type { Site, Story } from '#lib/edition/model.ts';
import type { ArticleView } from '#lib/edition/views.ts';
import { readSettings } from '#lib/settings/settings.ts';

/** The full public address of a path on this site. */
export function absolute(path: string): string {
  return readSettings(process.env).siteUrl + (path === '/' ? '/' : encodeURI(path));
}

type Described = Readonly<{ site: Site; title: string; description: string; path: string; index?: boolean }>;

/** Metadata of a page that is not a story. */
export function describePage({ site, title, description, path, index = true }: Described): Metadata {
  return {
    title,
    description,
    alternates: { canonical: absolute(path), types: { 'application/rss+xml': absolute('/feed.xml') } },
    robots: index ? { index: true, follow: true, 'max-image-preview': 'large' } : { index: false },
    openGraph: {
      type: 'website',
      siteName: site.name,
      title,
      description,
      url: absolute(path),
      locale: site.lang,
    },
    twitter: { card: 'summary', title, description },
  };
}

/** Metadata of a story, with its card. */
export function describeStory(site: Site, story: Story, view: ArticleView): Metadata {
  const path = `/articles/${story.slug}`;
  const card = cardOf(site, view);
  const image = {
    url: absolute(card.address),
    width: card.width,
    height: card.height,
    alt: card.alt,
    type: 'image/jpeg',
  };
  const description = story.standfirst;
  return {
    ...describePage({ site, title: story.headline, description, path }),
    title: `${story.headline} – ${site.name}`,
    alternates: {
      canonical: story.canonical ?? absolute(path),
      types: { 'application/rss+xml': absolute('/feed.xml') },
    },
    openGraph: {
      type: 'article',
      siteName: site.name,
      title: story.headline,
      description,
      url: absolute(path),
      locale: story.lang.replace('-', '_'),
      publishedTime: story.publishedAt,
      modifiedTime: story.updatedAt ?? story.publishedAt,
      section: view.section.name,
      tags: view.topics.map(({ name }) => name),
      images: [image],
    },
    twitter: { card: 'summary_large_image', title: story.headline, description, images: [image] },
  };
}
