/** The pages that name all topics and all authors: what their routes have in common. */
import type { Metadata } from 'next';
import { Directory } from '#components/front/Directory.tsx';
import { PageView } from '#components/site/PageView.tsx';
import { StructuredData } from '#components/site/StructuredData.tsx';
import { directoryView } from '#lib/edition/lists.ts';
import { edition } from '#lib/edition/open.ts';
import { describePage } from '#lib/metadata/describe.ts';
import { trail } from '#lib/metadata/json-ld.ts';

const titles = { topics: 'Topics', authors: 'Authors' };
const descriptions = {
  topics: 'Everything we follow, and the newest story on each.',
  authors: 'Who writes here, and the newest story of each.',
};

/** The exports of such a route. */
export function directory(kind: 'topics' | 'authors') {
  const [title, description, path] = [titles[kind], descriptions[kind], `/${kind}`];
  return {
    generateMetadata(): Metadata {
      return describePage({ site: edition().site, title, description, path });
    },
    Page() {
      const current = edition();
      const { lang } = current.site;
      return (
        <>
          <StructuredData things={[trail(current, [{ name: title }])]} />
          <Directory view={directoryView(current, kind)} name={title} description={description} lang={lang} />
          <PageView site={current.site} address={path} />
        </>
      );
    },
  };
}
