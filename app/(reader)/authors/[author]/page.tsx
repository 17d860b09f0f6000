/** The stories by an author. */
import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { StoryList } from '#components/front/StoryList.tsx';
import { PageView } from '#components/site/PageView.tsx';
import { StructuredData } from '#components/site/StructuredData.tsx';
import { listCard } from '#lib/cards/card.ts';
import { edition } from '#lib/edition/open.ts';
import { authorView } from '#lib/edition/views.ts';
import { describePage } from '#lib/metadata/describe.ts';
import { authorData } from '#lib/metadata/json-ld.ts';

export const dynamic = 'force-static';
export const generateStaticParams = () => edition().authors.map(({ slug }) => ({ author: slug }));

type Props = { params: Promise<{ author: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { site, author } = edition();
  const found = author((await params).author);
  if (!found) return {};
  const { name, description, slug } = found;
  const card = listCard(site, 'author', found);
  return describePage({ site, title: name, card, description, path: `/authors/${slug}` });
}

export default async function Author({ params }: Props) {
  const current = edition();
  const view = authorView(current, (await params).author) ?? notFound();
  const stories = view.stories.map((story) => ({ story }));
  const { name, description } = view.of;
  return (
    <>
      <StructuredData things={authorData(current, view.of)} />
      <StoryList
        kind="Author"
        name={name}
        description={description}
        stories={stories}
        timeZone={current.site.timeZone}
      />
      <PageView site={current.site} address={`/authors/${view.of.slug}`} />
    </>
  );
}
