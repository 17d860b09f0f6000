/** The front page. */
import type { Metadata } from 'next';
import { HomeGrid } from '#components/front/HomeGrid.tsx';
import { MostRead } from '#components/site/MostRead.tsx';
import { PageView } from '#components/site/PageView.tsx';
import { StructuredData } from '#components/site/StructuredData.tsx';
import { mostReadShown } from '#lib/audience/shown.ts';
import { frontsView } from '#lib/edition/languages.ts';
import { readsOffline } from '#lib/edition/offline.ts';
import { edition } from '#lib/edition/open.ts';
import { homeView } from '#lib/edition/views.ts';
import { frontAlternates } from '#lib/metadata/alternates.ts';
import { describePage } from '#lib/metadata/describe.ts';
import { siteData } from '#lib/metadata/json-ld.ts';

export const dynamic = 'force-static';

export function generateMetadata(): Metadata {
  const current = edition();
  const { site } = current;
  const alternates = frontAlternates(frontsView(current));
  const title = `${site.name} – ${site.tagline}`;
  return describePage({
    site,
    title,
    fullTitle: title,
    description: site.description,
    path: '/',
    feeds: {},
    alternates,
  });
}

export default function Home() {
  const current = edition();
  return (
    <>
      <StructuredData things={siteData(current)} />
      <h1 className="unseen">{current.site.name}</h1>
      <HomeGrid front={homeView(current)} site={current.site} lang={current.site.lang}>
        <MostRead site={current.site} shown={mostReadShown(current)} lang={current.site.lang} />
      </HomeGrid>
      {readsOffline(current) && <script type="module" src="/assets/offline.js" />}
      <PageView site={current.site} address="/" />
    </>
  );
}
