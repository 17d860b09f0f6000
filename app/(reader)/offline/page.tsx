/** What a reader without a connection gets instead of a page that isn't kept. */
import type { Metadata } from 'next';
import { ListHead } from '#components/front/ListHead.tsx';
import { KeptList } from '#components/site/KeptList.tsx';
import { edition } from '#lib/edition/open.ts';
import { describePage } from '#lib/metadata/describe.ts';

export const dynamic = 'force-static';
const title = 'This page isn’t on your device';
const description =
  'You are offline, or we can’t be reached. When that is over the page you wanted comes by itself.';

export function generateMetadata(): Metadata {
  return describePage({ site: edition().site, title, description, path: '/offline', index: false });
}

export default function OfflinePage() {
  return (
    <>
      <ListHead name={title} description={description} />
      <div className="body">
        <p>These pages are, as you last had them:</p>
        <KeptList />
      </div>
    </>
  );
}
