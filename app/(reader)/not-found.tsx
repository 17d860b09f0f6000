/** The same page where Next.js runs without the newsstand. */
import { Missing } from '#components/front/Missing.tsx';
import { mainStories } from '#lib/edition/languages.ts';
import { edition } from '#lib/edition/open.ts';

export default function NotFound() {
  const current = edition();
  return <Missing stories={mainStories(current).slice(0, 5)} timeZone={current.site.timeZone} />;
}
