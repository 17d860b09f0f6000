/** The front of a language (`/zh`), or a page about the newspaper: about, privacy, accessibility, corrections policy. */
import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { LanguageFront } from '#components/front/LanguageFront.tsx';
import { MostRead } from '#components/site/MostRead.tsx';
import { PageView } from '#components/site/PageView.tsx';
import { StructuredData } from '#components/site/StructuredData.tsx';
import { Body } from '#components/story/Body.tsx';
import { mostReadShown } from '#lib/audience/shown.ts';
import { pageCard } from '#lib/cards/card.ts';
import { formatDay } from '#lib/dates/format.ts';
import { frontAddress, frontLanguages, languageFrontView } from '#lib/edition/languages.ts';
import { edition } from '#lib/edition/open.ts';
import { pageView } from '#lib/edition/views.ts';
import { describeFront, describePage } from '#lib/metadata/describe.ts';
import { siteData, trail } from '#lib/metadata/json-ld.ts';
import { furnitureIn } from '#lib/words/furniture.ts';

export const dynamic = 'force-static';

export function generateStaticParams() {
  const current = edition();
  const slugs = [...current.pages.map(({ slug }) => slug), ...frontLanguages(current)];
  return slugs.map((slug) => ({ page: slug }));
}

type Props = { params: Promise<{ page: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { page: slug } = await params;
  const current = edition();
  const { site, page } = current;
  if (frontLanguages(current).includes(slug)) return describeFront(current, slug);
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
  const { page: slug } = await params;
  const { site } = current;
  const { lang, timeZone } = site;
  const front = languageFrontView(current, slug);
  if (front) {
    const own = furnitureIn(slug).lang;
    return (
      <>
        <StructuredData things={siteData(current)} />
        <LanguageFront front={front} site={site} language={slug}>
          <MostRead site={site} shown={mostReadShown(current, { lang: own })} lang={own} />
        </LanguageFront>
        <PageView site={site} address={frontAddress(slug)} />
      </>
    );
  }
  const page = pageView(current, slug) ?? notFound();
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
