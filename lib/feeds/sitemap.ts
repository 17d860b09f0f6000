/** The sitemap: every address a search engine may list. */

import { Readable } from 'node:stream';
import { SitemapStream, streamToPromise } from 'sitemap';
import { sectionAddress } from '#lib/edition/addresses.ts';
import type { Edition } from '#lib/edition/open.ts';
import { absolute } from '#lib/metadata/describe.ts';

/** The sitemap as XML; dates are those of stories, and of nothing else. */
export async function sitemapXml(edition: Edition): Promise<string> {
  const lists = [
    '/',
    ...edition.sections.map(({ slug }) => sectionAddress(slug, 1)),
    ...edition.topics.map(({ slug }) => `/topics/${slug}`),
    ...edition.authors.map(({ slug }) => `/authors/${slug}`),
    ...edition.pages.map(({ slug }) => `/${slug}`),
    '/homepage',
  ].map((address) => ({ url: absolute(address) }));
  const stories = edition.stories.map(({ slug, publishedAt, updatedAt }) => ({
    url: absolute(`/articles/${slug}`),
    lastmod: updatedAt ?? publishedAt,
  }));
  const stream = new SitemapStream({
    hostname: absolute('/'),
    xmlns: { news: false, xhtml: false, image: false, video: false },
  });
  return (await streamToPromise(Readable.from([...lists, ...stories]).pipe(stream))).toString('utf8');
}
