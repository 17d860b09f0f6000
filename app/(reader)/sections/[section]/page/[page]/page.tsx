/** A section's later pages, from 2. */
import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { edition } from '#lib/edition/open.ts';
import { sectionView } from '#lib/edition/views.ts';
import { describeSection, SectionPage } from '../../SectionPage.tsx';

export const dynamic = 'force-static';

export function generateStaticParams() {
  const current = edition();
  return current.sections.flatMap(({ slug }) => {
    const pages = sectionView(current, slug, 1)?.pages ?? 1;
    return Array.from({ length: pages - 1 }, (_, index) => ({ section: slug, page: String(index + 2) }));
  });
}

type Props = { params: Promise<{ section: string; page: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { section, page } = await params;
  return describeSection(section, Number(page));
}

export default async function LaterPage({ params }: Props) {
  const { section, page } = await params;
  if (!/^[1-9]\d*$/.test(page) || page === '1') notFound();
  return <SectionPage slug={section} page={Number(page)} />;
}
