/** The page of a series: what it is about, and its parts in the order in which they are to be read. */
import type { SeriesView } from '#lib/edition/series.ts';
import { wordsIn } from '#lib/words/story.ts';
import { ListHead } from './ListHead.tsx';
import { Teaser } from './Teaser.tsx';

type Props = Readonly<{ view: SeriesView; lang: string; timeZone: string }>;

export function SeriesList({ view: { of, parts }, lang, timeZone }: Props) {
  const words = wordsIn(lang);
  return (
    <>
      <ListHead kicker={words.series} name={of.name} description={of.description} lang={lang} />
      <ol className="list series-parts">
        {parts.map((story, index) => (
          <li key={story.id}>
            {parts.length > 1 && <p className="part-number">{words.part(index + 1, parts.length)}</p>}
            <Teaser story={story} timeZone={timeZone} size="top" heading="h2" />
          </li>
        ))}
      </ol>
    </>
  );
}
