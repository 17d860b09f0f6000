/** The frame of a language's front, in that language; and of a page about the newspaper. */
import type { ReactNode } from 'react';
import { frontLanguages } from '#lib/edition/languages.ts';
import { edition } from '#lib/edition/open.ts';
import { furnitureIn } from '#lib/words/furniture.ts';
import { Frame, frameMetadata, frameViewport } from '../../frame.tsx';

export const viewport = frameViewport;
export const generateMetadata = frameMetadata;

type Props = { children: ReactNode; params: Promise<{ page: string }> };

export default async function PageLayout({ children, params }: Props) {
  const current = edition();
  const { page } = await params;
  const isFront = frontLanguages(current).includes(page);
  return <Frame lang={isFront ? furnitureIn(page).lang : current.site.lang}>{children}</Frame>;
}
