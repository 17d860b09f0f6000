/** The site's feed, as RSS 2.0. */
import { Feed } from 'feed';
import type { Edition } from '#lib/edition/open.ts';
import { feedView } from '#lib/edition/views.ts';
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
  return feed.rss2();
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
