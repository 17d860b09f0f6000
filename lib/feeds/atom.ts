/** A feed as Atom (RFC 4287). */
import type { Element } from 'xast';
import { x } from 'xastscript';
import { said } from '#lib/metadata/xml.ts';
import type { Feed, FeedItem } from './feed.ts';
import { documentOf, forgottenIn } from './xml.ts';

export function atomOf(feed: Feed): string {
  return documentOf(
    x('feed', { xmlns: 'http://www.w3.org/2005/Atom', 'xml:lang': feed.lang }, [
      said('id', feed.id),
      said('title', feed.title),
      said('subtitle', feed.description),
      said('updated', feed.updated.toISOString()),
      said('rights', feed.rights),
      x('link', { rel: 'self', type: 'application/atom+xml', href: feed.self }),
      x('link', { rel: 'alternate', type: 'text/html', href: feed.page }),
      ...(feed.hub === undefined ? [] : [x('link', { rel: 'hub', href: feed.hub })]),
      ...feed.items.map(entryOf),
      ...forgottenIn(feed),
    ]),
  );
}

function entryOf(item: FeedItem): Element {
  return x('entry', { 'xml:lang': item.lang }, [
    said('id', item.id),
    said('title', item.title),
    x('link', { rel: 'alternate', type: 'text/html', href: item.address }),
    said('published', item.published.toISOString()),
    said('updated', item.updated.toISOString()),
    ...item.authors.map(({ name, address }) => x('author', [said('name', name), said('uri', address)])),
    ...item.categories.map((term) => x('category', { term })),
    said('summary', item.summary),
    said('content', item.content, { type: 'html' }),
  ]);
}
