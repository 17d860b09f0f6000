/** What the newsstand sends where there is nothing. */
import { Missing } from '#components/site/Missing.tsx';
import { edition } from '#lib/edition/open.ts';
import { describePage } from '#lib/metadata/describe.ts';

export const dynamic = 'force-static';

export function generateMetadata() {
  const { site } = edition();
  return describePage({
    site,
    title: 'Not found',
    description: 'There is nothing at this address.',
    path: '/errors/not-found',
    index: false,
  });
}

export default function NotFoundPage() {
  const { stories, site } = edition();
  return <Missing stories={stories.slice(0, 5)} timeZone={site.timeZone} />;
}
