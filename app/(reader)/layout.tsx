/** The frame of every page in the site's own language. */
import type { ReactNode } from 'react';
import { edition } from '#lib/edition/open.ts';
import { Frame, frameMetadata, frameViewport } from '../frame.tsx';

export const viewport = frameViewport;
export const generateMetadata = frameMetadata;

export default function ReaderLayout({ children }: { children: ReactNode }) {
  return <Frame lang={edition().site.lang}>{children}</Frame>;
}
