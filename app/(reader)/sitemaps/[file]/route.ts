/** A sitemap: of the pages, or of a month's stories. */
import { edition } from '#lib/edition/open.ts';
import { sitemapMonthXml, sitemapPagesXml } from '#lib/feeds/sitemap.ts';

export const dynamic = 'force-static';

export const generateStaticParams = () => [
  { file: 'pages.xml' },
  ...edition().months.map(({ month }) => ({ file: `${month}.xml` })),
];

export async function GET(_: Request, { params }: { params: Promise<{ file: string }> }) {
  const { file } = await params;
  const xml =
    file === 'pages.xml'
      ? await sitemapPagesXml(edition())
      : await sitemapMonthXml(edition(), file.replace(/\.xml$/, ''));
  if (xml === undefined) return new Response('There is no such sitemap.', { status: 404 });
  return new Response(xml, { headers: { 'content-type': 'application/xml; charset=utf-8' } });
}
