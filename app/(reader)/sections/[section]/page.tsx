/** A section's first page. */
import type { Metadata } from 'next';
import { edition } from '#lib/edition/open.ts';
import { describeSection, SectionPage } from './SectionPage.tsx';

export const dynamic = 'force-static';
export const generateStaticParams = () => edition().sections.map(({ slug }) => ({ section: slug }));

type Props = { params: Promise<{ section: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return describeSection((await params).section, 1);
}

export default async function Section({ params }: Props) {
  return <SectionPage slug={(await params).section} page={1} />;
}
