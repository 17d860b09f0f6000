/** The site's feed, as RSS 2.0. */
import { Feed } from 'feed';
import type { Edition } from '#lib/edition/open.ts';
import { feedView, forgottenView } from '#lib/edition/views.ts';
import { absolute } from '#lib/metadata/addresses.ts';

/** The newest stories with their standfirsts. Escaping for XML is the library's. */
export function siteFeed(edition: Edition): string {
  const { site, date } = edition;
  const feed = new Feed({
    id: absolute('/'),
    title: site.name,
    description: site.description,
    link: absolute('/'),
    language: site.lang,
    updated: new Date(date),
    generator: site.name,
    copyright: `${site.publisher}, CC BY 4.0`,
    feedLinks: { rss: absolute('/feed.xml') },
  });
  for (const { story, section, authors } of feedView(edition)) {
    feed.addItem({
      id: absolute(`/articles/${story.slug}`),
      title: inCdata(story.headline),
      link: absolute(`/articles/${story.slug}`),
      description: asHtml(story.standfirst),
      date: new Date(story.publishedAt),
      category: [{ name: section }],
      author: authors.map((name) => ({ name })),
    });
  }
  const forgotten = forgottenView(edition);
  if (forgotten.length > 0)
    feed.addExtension({ name: 'at:deleted-entry', objects: asList(forgotten.map(deletedEntry)) });
  return feed.rss2();
}

/** The serialiser takes lists, which the library's types leave out. */
const asList = (entries: readonly object[]) => entries as unknown as Record<string, unknown>;

/** Says that an item is gone (RFC 6721), in the namespace's own element: RSS 2.0 has none. Nothing of the story itself. */
function deletedEntry({ slug, at, reason }: { slug: string; at: string; reason: string }) {
  return {
    _attributes: {
      'xmlns:at': 'http://purl.org/atompub/tombstones/1.0',
      ref: absolute(`/articles/${slug}`),
      when: new Date(at).toISOString(),
    },
    'at:comment': { _cdata: inCdata(reason) },
  };
}

/** RSS 2.0 takes a description as HTML, and ours is plain text. */
function asHtml(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}

/** The library's serialiser (xml-js 1.6) splits only the first `]]>` of a text; a second would end the section early. */
function inCdata(text: string): string {
  return text.replaceAll(']]>', `]]${hairSpace}>`);
}
const hairSpace = '\u200A';
