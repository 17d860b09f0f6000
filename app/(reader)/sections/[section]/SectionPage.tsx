/** One page of a section, for the route without a number and the one with. */
import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { Pages, StoryList } from '#components/front/StoryList.tsx';
import { PageView } from '#components/site/PageView.tsx';
import { StructuredData } from '#components/site/StructuredData.tsx';
import { listCard } from '#lib/cards/card.ts';
import { sectionAddress } from '#lib/edition/addresses.ts';
import { edition } from '#lib/edition/open.ts';
import { sectionView } from '#lib/edition/views.ts';
import { describePage } from '#lib/metadata/describe.ts';
import { trail } from '#lib/metadata/json-ld.ts';

export function describeSection(slug: string, page: number): Metadata {
  const { site, section } = edition();
  const found = section(slug);
  if (!found) return {};
  const title = `${found.name}${page > 1 ? `, page ${page}` : ''}`;
  const card = listCard(site, 'section', found);
  return describePage({
    site,
    title,
    description: found.description,
    path: sectionAddress(slug, page),
    card,
  });
}

export function SectionPage({ slug, page }: { slug: string; page: number }) {
  const current = edition();
  const view = sectionView(current, slug, page) ?? notFound();
  const { name, description } = view.section;
  return (
    <>
      <StructuredData things={[trail(current, [{ name }])]} />
      <StoryList
        kind="Section"
        name={name}
        description={description}
        stories={view.stories}
        timeZone={current.site.timeZone}
      >
        <Pages section={slug} page={view.page} pages={view.pages} />
      </StoryList>
      <PageView site={current.site} address={sectionAddress(slug, page)} />
    </>
  );
}
