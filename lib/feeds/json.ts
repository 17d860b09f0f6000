/** A feed as JSON Feed 1.1. */
import type { Feed } from './feed.ts';

export function jsonFeedOf(feed: Feed): string {
  const items = feed.items.map((item) => ({
    id: item.id,
    url: item.address,
    title: item.title,
    summary: item.summary,
    content_html: item.content,
    language: item.lang,
    date_published: item.published.toISOString(),
    date_modified: item.updated.toISOString(),
    authors: item.authors.map(({ name, address }) => ({ name, url: address })),
    tags: item.categories,
    ...(item.picture ? { image: item.picture.address } : {}),
  }));
  // The format has no word for what is gone; names that begin with _ are for what it lacks.
  const gone = feed.forgotten.map(({ id, at, reason }) => ({ id, when: at.toISOString(), reason }));
  return `${JSON.stringify({
    version: 'https://jsonfeed.org/version/1.1',
    title: feed.title,
    description: feed.description,
    home_page_url: feed.page,
    feed_url: feed.self,
    language: feed.lang,
    ...(feed.hub === undefined ? {} : { hubs: [{ type: 'WebSub', url: feed.hub }] }),
    items,
    ...(gone.length > 0 ? { _deleted: gone } : {}),
  })}\n`;
}
