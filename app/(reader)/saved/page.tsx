/** What a reader has saved. The page is the same for everybody; the list is filled in on the device. */
import type { Metadata } from 'next';
import { ListHead } from '#components/front/ListHead.tsx';
import { KeptList } from '#components/site/KeptList.tsx';
import { readsOffline } from '#lib/edition/offline.ts';
import { edition } from '#lib/edition/open.ts';
import { describePage } from '#lib/metadata/describe.ts';

export const dynamic = 'force-static';
const title = 'Saved stories';
const description = 'Stories that are kept on this device, to be read without a connection.';

export function generateMetadata(): Metadata {
  return describePage({ site: edition().site, title, description, path: '/saved', index: false });
}

export default function SavedPage() {
  const current = edition();
  return (
    <>
      <ListHead name={title} description={description} />
      <div className="body">
        {readsOffline(current) ? (
          <>
            <p>
              This list lies on this device alone; it is sent to nobody. Your browser asks us now and then
              whether a page that it keeps has changed, and we write nothing down of that. A story that we
              take back goes from here too, the next time this device is online.
            </p>
            <KeptList />
          </>
        ) : (
          <p>This newspaper keeps nothing on your device. What it kept before has been removed.</p>
        )}
      </div>
    </>
  );
}
