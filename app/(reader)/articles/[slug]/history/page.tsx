/** How a story's words have changed since readers first saw it. */
import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { PageView } from '#components/site/PageView.tsx';
import { Gone } from '#components/story/Gone.tsx';
import { History } from '#components/story/History.tsx';
import { historyAddress } from '#lib/edition/addresses.ts';
import { edition } from '#lib/edition/open.ts';
import { historyView } from '#lib/history/view.ts';
import { describePage } from '#lib/metadata/describe.ts';

export const dynamic = 'force-static';
/** The press asks for those that somebody wants. */
export const generateStaticParams = () => [];

type Props = { params: Promise<{ slug: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { slug } = await params;
  const { site, story } = edition();
  const headline = story(slug)?.headline;
  const title = headline ? `What has changed: ${headline}` : 'Withdrawn';
  const description = headline ? 'Every version of this story, and what is other in it.' : title;
  // Words that we have put right would be found again.
  return describePage({ site, title, description, path: historyAddress(slug), index: false });
}

export default async function HistoryPage({ params }: Props) {
  const { slug } = await params;
  const current = edition();
  const withdrawn = current.gone.find((gone) => gone.slug === slug);
  if (withdrawn) return <Gone gone={withdrawn} site={current.site} />;
  const story = current.story(slug) ?? notFound();
  const view = historyView(story, current.history(slug), current.site.lang);
  return (
    <>
      <History story={story} view={view} recorded={current.recorded} timeZone={current.site.timeZone} />
      <PageView site={current.site} address={historyAddress(slug)} />
    </>
  );
}
