/** What people read most: as it stood when the page was made, kept up to date by script in the same space. */

import type { Shown } from '#lib/audience/shown.ts';
import type { Site } from '#lib/edition/model.ts';
import { furnitureIn } from '#lib/words/furniture.ts';
import { Text } from './Text.tsx';

type Props = Readonly<{
  site: Site;
  shown: Shown;
  /** Of the page. */
  lang: string;
}>;

export function MostRead({ site, shown: { span, stories }, lang }: Props) {
  if (site.audience.mode === 'off' || stories.length === 0) return null;
  const words = furnitureIn(lang);
  return (
    <most-read
      heading={words.mostRead}
      now={words.now}
      today={words.today}
      week={words.week}
      reading={words.readingNow}
      times={words.readTimes}
    >
      <section className="most-read" aria-labelledby="most-read">
        <div className="most-read-head">
          <h2 className="strip-name" id="most-read">
            {span === 'newest' ? words.newest : words.mostRead}
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
