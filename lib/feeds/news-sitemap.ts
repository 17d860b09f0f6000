/**
 * What Google News may list, to its letter (developers.google.com/search/docs/crawling-indexing/sitemaps/news-sitemap):
 * stories of the last two days by their first publication, a thousand at most.
 */
import { Readable } from 'node:stream';
import { SitemapStream, streamToPromise } from 'sitemap';
import type { Edition, IndexedStory } from '#lib/edition/open.ts';
import { absolute } from '#lib/metadata/addresses.ts';

const twoDays = 2 * 24 * 3_600_000;
const most = 1_000;

/** Of an instant, in milliseconds since 1970: the two days pass without anything being published. */
export async function newsSitemapXml(edition: Edition, now: number): Promise<string> {
  const isNews = ({ publishedAt }: IndexedStory) => Date.parse(publishedAt) > now - twoDays;
  const items = edition.stories
    .filter(isNews)
    .slice(0, most)
    .map(({ slug, headline, lang, publishedAt }) => ({
      url: absolute(`/articles/${slug}`),
      news: {
        publication: { name: edition.site.name, language: newsLanguage(lang) },
        publication_date: publishedAt,
        title: headline,
      },
    }));
  if (items.length === 0) return nothing;
  const xmlns = { news: true, xhtml: false, image: false, video: false };
  const stream = new SitemapStream({ hostname: absolute('/'), xmlns });
  return (await streamToPromise(Readable.from(items).pipe(stream))).toString('utf8');
}

/** The library takes a sitemap without an address for a mistake. */
const nothing =
  '<?xml version="1.0" encoding="UTF-8"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"></urlset>';

/** Two or three letters; only Chinese is told apart by its script. */
function newsLanguage(lang: string): string {
  const { language, script } = new Intl.Locale(lang).maximize();
  if (language !== 'zh') return language;
  return script === 'Hant' ? 'zh-tw' : 'zh-cn';
}
