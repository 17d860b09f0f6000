/** A feed as RSS 2.0, with what it lacks from other vocabularies: full text, authors' names, pictures, updates. */
import type { Element } from 'xast';
import { x } from 'xastscript';
import { said } from '#lib/metadata/xml.ts';
import type { Feed, FeedItem } from './feed.ts';
import { documentOf, forgottenIn } from './xml.ts';

const namespaces = {
  'xmlns:atom': 'http://www.w3.org/2005/Atom',
  'xmlns:content': 'http://purl.org/rss/1.0/modules/content/',
  'xmlns:dc': 'http://purl.org/dc/elements/1.1/',
  'xmlns:media': 'http://search.yahoo.com/mrss/',
};

export function rssOf(feed: Feed): string {
  return documentOf(
    x('rss', { version: '2.0', ...namespaces }, [
      x('channel', [
        said('title', feed.title),
        said('link', feed.page),
        said('description', feed.description),
        said('language', feed.lang),
        said('copyright', feed.rights),
        said('lastBuildDate', feed.updated.toUTCString()),
        said('docs', 'https://www.rssboard.org/rss-specification'),
        x('atom:link', { rel: 'self', type: 'application/rss+xml', href: feed.self }),
        ...(feed.hub === undefined ? [] : [x('atom:link', { rel: 'hub', href: feed.hub })]),
        ...feed.items.map(itemOf),
        ...forgottenIn(feed),
      ]),
    ]),
  );
}

function itemOf(item: FeedItem): Element {
  return x('item', [
    said('title', item.title),
    said('link', item.address),
    said('guid', item.id, { isPermaLink: 'false' }),
    said('pubDate', item.published.toUTCString()),
    said('atom:updated', item.updated.toISOString()),
    said('dc:language', item.lang),
    ...item.authors.map(({ name }) => said('dc:creator', name)),
    ...item.categories.map((category) => said('category', category)),
    said('description', asHtml(item.summary)),
    said('content:encoded', item.content),
    ...pictureOf(item),
  ]);
}

function pictureOf({ picture }: FeedItem): Element[] {
  if (!picture) return [];
  const { address, width, height, alt, credit } = picture;
  const size = { width: String(width), height: String(height) };
  return [
    x('media:content', { url: address, type: 'image/jpeg', medium: 'image', ...size }, [
      said('media:description', alt, { type: 'plain' }),
      said('media:credit', credit),
    ]),
  ];
}

/** RSS 2.0 takes a description as HTML, and ours is plain text. */
function asHtml(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}
