/** The stories on a topic. */
import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { StoryList } from '#components/front/StoryList.tsx';
import { PageView } from '#components/site/PageView.tsx';
import { StructuredData } from '#components/site/StructuredData.tsx';
import { listCard } from '#lib/cards/card.ts';
import { edition } from '#lib/edition/open.ts';
import { topicView } from '#lib/edition/views.ts';
import { describePage } from '#lib/metadata/describe.ts';
import { trail } from '#lib/metadata/json-ld.ts';

export const dynamic = 'force-static';
export const generateStaticParams = () => edition().topics.map(({ slug }) => ({ topic: slug }));

type Props = { params: Promise<{ topic: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { site, topic } = edition();
  const found = topic((await params).topic);
  if (!found) return {};
  const { name, description, slug } = found;
  const card = listCard(site, 'topic', found);
  return describePage({ site, title: name, card, description, path: `/topics/${slug}` });
}

export default async function Topic({ params }: Props) {
  const current = edition();
  const view = topicView(current, (await params).topic) ?? notFound();
  const stories = view.stories.map((story) => ({ story }));
  const { name, description } = view.of;
  return (
    <>
      <StructuredData things={[trail(current, [{ name }])]} />
      <StoryList
        kind="Topic"
        name={name}
        description={description}
        stories={stories}
        timeZone={current.site.timeZone}
      />
      <PageView site={current.site} address={`/topics/${view.of.slug}`} />
    </>
  );
}
