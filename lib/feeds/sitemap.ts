/** The sitemap: every address a search engine may list. */

import { Readable } from 'node:stream';
import { SitemapStream, streamToPromise } from 'sitemap';
import { sectionAddress } from '#lib/edition/addresses.ts';
import type { Edition } from '#lib/edition/open.ts';
import { sitemapView } from '#lib/edition/views.ts';
import { absolute } from '#lib/metadata/addresses.ts';

/** The sitemap as XML; dates are those of stories, and of nothing else. */
export async function sitemapXml(edition: Edition): Promise<string> {
  const view = sitemapView(edition);
  const lists = [
    '/',
    ...view.sections.map((slug) => sectionAddress(slug, 1)),
    ...view.topics.map((slug) => `/topics/${slug}`),
    ...view.authors.map((slug) => `/authors/${slug}`),
    ...view.pages.map((slug) => `/${slug}`),
    '/homepage',
  ].map((address) => ({ url: absolute(address) }));
  const stories = view.stories.map(({ slug, changed }) => ({
    url: absolute(`/articles/${slug}`),
    lastmod: changed,
  }));
  const stream = new SitemapStream({
    hostname: absolute('/'),
    xmlns: { news: false, xhtml: false, image: false, video: false },
  });
  return (await streamToPromise(Readable.from([...lists, ...stories]).pipe(stream))).toString('utf8');
}
