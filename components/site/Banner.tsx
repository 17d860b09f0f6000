/** The breaking line over every page, until its time is over. */
import type { Site } from '#lib/edition/model.ts';

export function Banner({ text, story }: NonNullable<Site['banner']>) {
  return (
    <aside className="banner" aria-label="Breaking">
      {story ? <a href={`/articles/${story}`}>{text}</a> : text}
    </aside>
  );
}
