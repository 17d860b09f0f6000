/** What people read most: as it stood when the page was made, kept up to date by script in the same space. */
import { Text } from '#components/site/Text.tsx';
import type { Shown } from '#lib/audience/shown.ts';
import type { Site } from '#lib/edition/model.ts';

const headings = { newest: 'Newest', today: 'Most read', week: 'Most read' };

export function MostRead({ site, shown: { span, stories } }: { site: Site; shown: Shown }) {
  if (site.audience.mode === 'off' || stories.length === 0) return null;
  return (
    <most-read>
      <section className="most-read" aria-labelledby="most-read">
        <div className="most-read-head">
          <h2 className="strip-name" id="most-read">
            {headings[span]}
          </h2>
        </div>
        <ol>
          {stories.map((story) => (
            <li key={story.id}>
              <a href={`/articles/${story.slug}`} lang={story.lang}>
                <Text lang={story.lang}>{story.headline}</Text>
              </a>
            </li>
          ))}
        </ol>
      </section>
    </most-read>
  );
}
