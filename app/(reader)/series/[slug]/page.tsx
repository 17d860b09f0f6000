/** A series with its parts in order. */
import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { SeriesList } from '#components/front/SeriesList.tsx';
import { PageView } from '#components/site/PageView.tsx';
import { StructuredData } from '#components/site/StructuredData.tsx';
import { listCard } from '#lib/cards/card.ts';
import { edition } from '#lib/edition/open.ts';
import { seriesAddress, seriesView } from '#lib/edition/series.ts';
import { describePage } from '#lib/metadata/describe.ts';
import { seriesData } from '#lib/metadata/json-ld.ts';

export const dynamic = 'force-static';
/** The press asks for those that somebody wants. */
export const generateStaticParams = () => [];

type Props = { params: Promise<{ slug: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const current = edition();
  const { site } = current;
  const view = seriesView(current, (await params).slug);
  if (!view) return {};
  const { slug, name, description } = view.of;
  const card = listCard(site, 'series', view.of);
  return describePage({ site, title: name, description, path: seriesAddress(slug), card });
}

export default async function SeriesPage({ params }: Props) {
  const current = edition();
  const { lang, timeZone } = current.site;
  const view = seriesView(current, (await params).slug) ?? notFound();
  return (
    <>
      <StructuredData things={seriesData(current, view)} />
      <SeriesList view={view} lang={lang} timeZone={timeZone} />
      <PageView site={current.site} address={seriesAddress(view.of.slug)} />
    </>
  );
}
