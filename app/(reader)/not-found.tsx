/** The same page where Next.js runs without the newsstand. */
import { Missing } from '#components/site/Missing.tsx';
import { edition } from '#lib/edition/open.ts';

export default function NotFound() {
  const { stories, site } = edition();
  return <Missing stories={stories.slice(0, 5)} timeZone={site.timeZone} />;
}
