/** The frame of a story: in its own language, if that stands apart from the site's. */
import type { ReactNode } from 'react';
import { pageLang } from '#lib/edition/languages.ts';
import { edition } from '#lib/edition/open.ts';
import { Frame, frameMetadata, frameViewport } from '../../../frame.tsx';

export const viewport = frameViewport;
export const generateMetadata = frameMetadata;

type Props = { children: ReactNode; params: Promise<{ slug: string }> };

export default async function StoryLayout({ children, params }: Props) {
  const { site, summary } = edition();
  return <Frame lang={pageLang(summary((await params).slug), site)}>{children}</Frame>;
}
