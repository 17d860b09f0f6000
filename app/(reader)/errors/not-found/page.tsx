/** What the newsstand sends where there is nothing. */
import { Missing } from '#components/front/Missing.tsx';
import { mainStories } from '#lib/edition/languages.ts';
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
  const current = edition();
  return <Missing stories={mainStories(current).slice(0, 5)} timeZone={current.site.timeZone} />;
}
