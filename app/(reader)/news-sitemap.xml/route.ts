/** The sitemap for Google News: of the hour at which it is asked for, not of the edition's. */
import { edition } from '#lib/edition/open.ts';
import { newsSitemapXml } from '#lib/feeds/news-sitemap.ts';

export const dynamic = 'force-dynamic';

export async function GET() {
  return new Response(await newsSitemapXml(edition(), Date.now()), {
    headers: {
      'content-type': 'application/xml; charset=utf-8',
      'cache-control': 'public, max-age=0, s-maxage=60',
      'x-content-type-options': 'nosniff',
    },
  });
}
