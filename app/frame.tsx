/** What stands around everything the public reads, in the page's language: for the layouts, which know it. */
import type { Metadata, Viewport } from 'next';
import type { ReactNode } from 'react';
import { Banner } from '#components/site/Banner.tsx';
import { Footer } from '#components/site/Footer.tsx';
import { Masthead } from '#components/site/Masthead.tsx';
import { PreviewNote } from '#components/site/PreviewNote.tsx';
import { ProofNotes } from '#components/site/ProofNotes.tsx';
import { edition } from '#lib/edition/open.ts';
import { chromeView } from '#lib/edition/views.ts';
import { openSearchType } from '#lib/search/opensearch.ts';
import { settingsHere } from '#lib/settings/settings.ts';
import { furnitureIn } from '#lib/words/furniture.ts';
import './(reader)/reader.css';

export const frameViewport: Viewport = {
  width: 'device-width',
  initialScale: 1,
  colorScheme: 'light dark',
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#fffdf9' },
    { media: '(prefers-color-scheme: dark)', color: '#141312' },
  ],
};

export const frameMetadata = (): Metadata => ({
  metadataBase: new URL(settingsHere().siteUrl),
  icons: { icon: [{ url: '/icon.svg', type: 'image/svg+xml' }], apple: '/icon-180.png' },
  manifest: '/manifest.webmanifest',
});

export function Frame({ lang, children }: { lang: string; children: ReactNode }) {
  const current = edition();
  const chrome = chromeView(current);
  return (
    <html lang={lang} data-preview={current.preview && ''}>
      <head>
        <link rel="search" type={openSearchType} href="/opensearch.xml" title={chrome.site.name} />
      </head>
      <body>
        {/* A module waits until the whole page is there, so that every element finds its parts. */}
        <script type="module" src="/assets/reader.js" />
        <a className="skip" href="#main">
          {furnitureIn(lang).skip}
        </a>
        {current.proof && <ProofNotes proof={current.proof} />}
        {current.preview && <PreviewNote preview={current.preview} timeZone={current.site.timeZone} />}
        <Masthead chrome={chrome} lang={lang} />
        {chrome.site.banner && <Banner {...chrome.site.banner} lang={lang} siteLang={chrome.site.lang} />}
        <main id="main">{children}</main>
        <Footer chrome={chrome} lang={lang} />
      </body>
    </html>
  );
}
