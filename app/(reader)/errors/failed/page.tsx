/** What the newsstand sends when something broke on our side. */
import { edition } from '#lib/edition/open.ts';
import { describePage } from '#lib/metadata/describe.ts';

export const dynamic = 'force-static';

export function generateMetadata() {
  const { site } = edition();
  return describePage({
    site,
    title: 'Error',
    description: 'This page could not be made.',
    path: '/errors/failed',
    index: false,
  });
}

export default function FailedPage() {
  return (
    <section className="message">
      <h1>This page could not be made</h1>
      <p className="standfirst">The fault is ours, not yours. It is written down on our side.</p>
      <p>
        Please try again in a moment. The <a href="/">front page</a> and all recent stories are there
        meanwhile.
      </p>
    </section>
  );
}
