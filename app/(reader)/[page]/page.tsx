/** A page about the newspaper: about, privacy, accessibility, corrections policy. */
import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { PageView } from '#components/site/PageView.tsx';
import { StructuredData } from '#components/site/StructuredData.tsx';
import { Body } from '#components/story/Body.tsx';
import { pageCard } from '#lib/cards/card.ts';
import { formatDay } from '#lib/dates/format.ts';
import { edition } from '#lib/edition/open.ts';
import { pageView } from '#lib/edition/views.ts';
import { describePage } from '#lib/metadata/describe.ts';
import { trail } from '#lib/metadata/json-ld.ts';

export const dynamic = 'force-static';
export const generateStaticParams = () => edition().pages.map(({ slug }) => ({ page: slug }));

type Props = { params: Promise<{ page: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { page: slug } = await params;
  const { site, page } = edition();
  const found = page(slug);
  if (!found) return {};
  return describePage({
    site,
    title: found.title,
    card: pageCard(site, found),
    description: found.description,
    path: `/${slug}`,
  });
}

export default async function AboutPage({ params }: Props) {
  const current = edition();
  const page = pageView(current, (await params).page) ?? notFound();
  const { site } = current;
  const { lang, timeZone } = site;
  return (
    <>
      <StructuredData things={[trail(current, [{ name: page.title }])]} />
      <article className="story">
        <header className="story-head">
          <h1 className="headline">{page.title}</h1>
          <p className="standfirst">{page.description}</p>
          <p className="times">
            Updated <time dateTime={page.updatedAt}>{formatDay(page.updatedAt, lang, timeZone)}</time>
          </p>
        </header>
        <Body body={page.body} lang={lang} audience={site.audience} />
      </article>
      <PageView site={site} address={`/${page.slug}`} />
    </>
  );
}
