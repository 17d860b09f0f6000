/** Older corrections. */
import { notFound } from 'next/navigation';
import { CorrectionsPage, describeCorrections } from '../../CorrectionsPage.tsx';

export const dynamic = 'force-static';
/** The press asks for those that somebody wants. */
export const generateStaticParams = () => [];

type Props = { params: Promise<{ page: string }> };

export async function generateMetadata({ params }: Props) {
  return describeCorrections(Number((await params).page));
}

export default async function OlderCorrections({ params }: Props) {
  const { page } = await params;
  if (!/^[1-9]\d*$/.test(page)) notFound();
  return <CorrectionsPage page={Number(page)} />;
}
