/** The sitemap. */
import { edition } from '#lib/edition/open.ts';
import { sitemapXml } from '#lib/feeds/sitemap.ts';

export const dynamic = 'force-static';

export async function GET() {
  return new Response(await sitemapXml(edition()), {
    headers: { 'content-type': 'application/xml; charset=utf-8' },
  });
}
