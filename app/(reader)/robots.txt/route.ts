/** What crawlers may fetch: everything readers may. */
import { absolute } from '#lib/metadata/addresses.ts';

export const dynamic = 'force-static';

export function GET() {
  const lines = [
    'User-agent: *',
    'Disallow: /search',
    'Allow: /',
    '',
    `Sitemap: ${absolute('/sitemap.xml')}`,
    `Sitemap: ${absolute('/news-sitemap.xml')}`,
    '',
  ];
  return new Response(lines.join('\n'), { headers: { 'content-type': 'text/plain; charset=utf-8' } });
}
