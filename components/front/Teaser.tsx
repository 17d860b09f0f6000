/** A story on a front or in a list: headline first, the rest as its place allows. */

import { PictureOf } from '#components/site/PictureOf.tsx';
import { Text } from '#components/site/Text.tsx';
import { formatDay } from '#lib/dates/format.ts';
import { isLive } from '#lib/edition/live.ts';
import type { StorySummary } from '#lib/edition/model.ts';
import { rendition } from '#lib/pictures/renditions.ts';
import { wordsIn } from '#lib/words/story.ts';

type Props = Readonly<{
  story: StorySummary;
  headline?: string;
  timeZone: string;
  /** How it stands: large with picture, middling, a line in a list. */
  size: 'lead' | 'top' | 'strip' | 'line';
  heading?: 'h2' | 'h3';
}>;

const sizes = {
  lead: '(min-width: 64rem) 640px, 100vw',
  top: '(min-width: 64rem) 300px, (min-width: 40rem) 50vw, 100vw',
  strip: '(min-width: 64rem) 290px, (min-width: 40rem) 45vw, 34vw',
};

export function Teaser({ story, headline = story.headline, timeZone, size, heading: Heading = 'h3' }: Props) {
  const picture = size !== 'line' && story.lead;
  return (
    <article className={`teaser teaser-${size}`} lang={story.lang}>
      {picture && (
        <PictureOf
          of={rendition(picture.picture, picture.focus, 'teaser')}
          alt={size === 'lead' ? picture.alt : ''}
          sizes={sizes[size]}
          first={size === 'lead'}
        />
      )}
      <div className="teaser-text">
        {(story.kicker || isLive(story)) && (
          <p className="kicker">
            {isLive(story) && <b className="live-mark">{wordsIn(story.lang).kinds.live}</b>}
            {story.kicker && (
              <span>
                <Text lang={story.lang}>{story.kicker}</Text>
              </span>
            )}
          </p>
        )}
        <Heading className="teaser-headline">
          <a href={`/articles/${story.slug}`}>
            <Text lang={story.lang}>{headline}</Text>
          </a>
        </Heading>
        {(size === 'lead' || size === 'top') && (
          <p className="teaser-standfirst">
            <Text lang={story.lang}>{story.standfirst}</Text>
          </p>
        )}
        <p className="teaser-time">
          <time dateTime={story.publishedAt}>{formatDay(story.publishedAt, story.lang, timeZone)}</time>
        </p>
      </div>
    </article>
  );
}
