/** The frame of the staff’s pages: the only ones that come with the framework’s script. */
import type { Metadata, Viewport } from 'next';
import { headers } from 'next/headers';
import type { ReactNode } from 'react';
import { edition } from '#lib/edition/open.ts';
import { themeOf } from '#lib/http/negotiate.ts';
import './newsroom.css';

export const viewport: Viewport = {
  width: 'device-width',
  initialScale: 1,
  colorScheme: 'light dark',
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#fffdf9' },
    { media: '(prefers-color-scheme: dark)', color: '#141312' },
  ],
};

export function generateMetadata(): Metadata {
  return {
    title: `Newsroom, ${edition().site.name}`,
    robots: { index: false, follow: false },
    icons: { icon: [{ url: '/icon.svg', type: 'image/svg+xml' }] },
  };
}

/** Light or dark as its reader chose on the site’s own pages. */
export default async function NewsroomLayout({ children }: { children: ReactNode }) {
  const theme = themeOf((await headers()).get('cookie') ?? undefined);
  return (
    <html lang="en" data-theme={theme}>
      <body>{children}</body>
    </html>
  );
}
