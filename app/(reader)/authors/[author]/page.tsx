/** The stories by an author. */
import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { StoryList } from '#components/front/StoryList.tsx';
import { edition } from '#lib/edition/open.ts';
import { authorView } from '#lib/edition/views.ts';
import { describePage } from '#lib/metadata/describe.ts';

export const dynamic = 'force-static';
export const generateStaticParams = () => edition().authors.map(({ slug }) => ({ author: slug }));

type Props = { params: Promise<{ author: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { site, author } = edition();
  const found = author((await params).author);
  if (!found) return {};
  const { name, description, slug } = found;
  return describePage({ site, title: `${name} – ${site.name}`, description, path: `/authors/${slug}` });
}

export default async function Author({ params }: Props) {
  const current = edition();
  const view = authorView(current, (await params).author) ?? notFound();
  const stories = view.stories.map((story) => ({ story }));
  const { name, description } = view.of;
  return (
    <StoryList
      kind="Author"
      name={name}
      description={description}
      stories={stories}
      timeZone={current.site.timeZone}
    />
  );
}
