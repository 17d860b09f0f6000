/** The index of sitemaps. */
import { edition } from '#lib/edition/open.ts';
import { sitemapIndexXml } from '#lib/feeds/sitemap.ts';

export const dynamic = 'force-static';

export async function GET() {
  return new Response(await sitemapIndexXml(edition()), {
    headers: { 'content-type': 'application/xml; charset=utf-8' },
  });
}
