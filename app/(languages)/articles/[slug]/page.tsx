/** A story. */
import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { MostRead } from '#components/site/MostRead.tsx';
import { StructuredData } from '#components/site/StructuredData.tsx';
import { Article } from '#components/story/Article.tsx';
import { Gone } from '#components/story/Gone.tsx';
import { mostReadShown } from '#lib/audience/shown.ts';
import { pageLang } from '#lib/edition/languages.ts';
import { readsOffline } from '#lib/edition/offline.ts';
import { edition } from '#lib/edition/open.ts';
import { articleView } from '#lib/edition/views.ts';
import { absolute } from '#lib/metadata/addresses.ts';
import { describePage, describeStory } from '#lib/metadata/describe.ts';
import { storyData } from '#lib/metadata/json-ld.ts';
import { settingsHere } from '#lib/settings/settings.ts';

export const dynamic = 'force-static';

export function generateStaticParams() {
  const { stories, gone } = edition();
  const ahead = stories.slice(0, settingsHere().finishAhead);
  return [...ahead, ...gone].map(({ slug }) => ({ slug }));
}

type Props = { params: Promise<{ slug: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { slug } = await params;
  const current = edition();
  const story = current.story(slug);
  const view = articleView(current, slug);
  // A link that is passed on in confidence shows nothing of the story where it is pasted.
  if (story && current.preview) return { title: 'Preview', robots: { index: false, follow: false } };
  if (story && view) return describeStory(current, story, view);
  const legal = current.gone.some((gone) => gone.slug === slug && gone.legal);
  const title = legal ? 'Withheld' : 'Withdrawn';
  return describePage({
    site: current.site,
    title,
    description: title,
    path: `/articles/${slug}`,
    index: false,
  });
}

export default async function ArticlePage({ params }: Props) {
  const { slug } = await params;
  const current = edition();
  const withdrawn = current.gone.find((gone) => gone.slug === slug);
  if (withdrawn) return <Gone gone={withdrawn} site={current.site} />;
  const story = current.story(slug);
  const view = articleView(current, slug);
  if (!story || !view) notFound();
  return (
    <>
      {!current.preview && <StructuredData things={storyData(current, story, view)} />}
      <Article
        site={current.site}
        story={story}
        view={view}
        url={absolute(`/articles/${slug}`)}
        keepable={readsOffline(current)}
      />
      <MostRead
        site={current.site}
        shown={mostReadShown(current, story)}
        lang={pageLang(story, current.site)}
      />
    </>
  );
}
