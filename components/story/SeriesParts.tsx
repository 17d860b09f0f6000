/** On a part of a series: which part it is, and the way to the others. */
import { Text } from '#components/site/Text.tsx';
import type { StoryLine } from '#lib/edition/lines.ts';
import { type SeriesPlace, seriesAddress } from '#lib/edition/series.ts';
import { wordsIn } from '#lib/words/story.ts';

type Props = Readonly<{ series: SeriesPlace; lang: string; siteLang: string }>;

/** In the head of the story. A part that stands alone, because the others are still to come, has no number. */
export function SeriesLine({ series, lang, siteLang }: Props) {
  const words = wordsIn(lang);
  const { part, parts } = series;
  return (
    <p className="series-line">
      <span>{parts.length > 1 ? words.part(part, parts.length) : words.series}</span>{' '}
      <SeriesLink series={series} siteLang={siteLang} />
    </p>
  );
}

/** Behind the text: the part before, the one after, and all of them. */
export function SeriesTurn({ series, lang, siteLang }: Props) {
  const words = wordsIn(lang);
  const { part, parts } = series;
  if (parts.length < 2) return null;
  const [previous, next] = [parts[part - 2], parts[part]];
  return (
    <nav className="series-turn" aria-labelledby="series">
      <h2 id="series">
        <SeriesLink series={series} siteLang={siteLang} />
      </h2>
      {previous && <Neighbour word={words.previousPart} story={previous} rel="prev" />}
      {next && <Neighbour word={words.nextPart} story={next} rel="next" />}
      <details>
        <summary>{words.allParts(parts.length)}</summary>
        <ol>
          {parts.map((each, index) => (
            <li key={each.story}>
              {index + 1 === part ? (
                <span aria-current="page" lang={each.lang}>
                  <Text lang={each.lang}>{each.headline}</Text>
                </span>
              ) : (
                <PartLink story={each} />
              )}
            </li>
          ))}
        </ol>
      </details>
    </nav>
  );
}

function SeriesLink({ series: { series, name }, siteLang }: Omit<Props, 'lang'>) {
  return (
    <a href={seriesAddress(series)} lang={siteLang}>
      <Text lang={siteLang}>{name}</Text>
    </a>
  );
}

function Neighbour({ word, story, rel }: { word: string; story: StoryLine; rel: 'prev' | 'next' }) {
  return (
    <p>
      <span>{word}</span> <PartLink story={story} rel={rel} />
    </p>
  );
}

function PartLink({ story: { story, headline, lang }, rel }: { story: StoryLine; rel?: 'prev' | 'next' }) {
  return (
    <a href={`/articles/${story}`} rel={rel} lang={lang}>
      <Text lang={lang}>{headline}</Text>
    </a>
  );
}
