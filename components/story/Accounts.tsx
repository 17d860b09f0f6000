/** What a story rests on, and what was put right in it. */
import { Text } from '#components/site/Text.tsx';
import { formatInstant } from '#lib/dates/format.ts';
import type { Correction, Source } from '#lib/edition/model.ts';
import { furnitureIn } from '#lib/words/furniture.ts';
import { wordsIn } from '#lib/words/story.ts';

export function Sources({ sources, lang }: { sources: readonly Source[]; lang: string }) {
  if (sources.length === 0) return null;
  return (
    <section className="sources" aria-labelledby="sources">
      <h2 id="sources">{wordsIn(lang).sources}</h2>
      <ul>
        {sources.map(({ title, url, publisher, note }) => (
          <li key={title}>
            {url ? (
              <a href={url}>
                <Text lang={lang}>{title}</Text>
              </a>
            ) : (
              <Text lang={lang}>{title}</Text>
            )}
            {publisher && <Text lang={lang}>{`${wordsIn(lang).comma}${publisher}`}</Text>}
            {note && <Text lang={lang}>{` – ${note}`}</Text>}
          </li>
        ))}
      </ul>
    </section>
  );
}

type CorrectionsProps = Readonly<{
  corrections: readonly Correction[];
  lang: string;
  timeZone: string;
  /** The language of what stands around the story. */
  around: string;
}>;

export function Corrections({ corrections, lang, timeZone, around }: CorrectionsProps) {
  const words = wordsIn(lang);
  const { seenWrong, report, fullStop, lang: said } = furnitureIn(around);
  return (
    <section className="corrections" aria-labelledby="corrections">
      <h2 id="corrections">{words.corrections}</h2>
      {corrections.length > 0 && (
        <ul>
          {corrections.map(({ at, wrong, right }) => (
            <li key={`${at} ${wrong}`}>
              <time dateTime={at}>{formatInstant(at, lang, timeZone)}</time>
              <span>
                {words.wrong}
                {words.colon}
                <del>
                  <Text lang={lang}>{wrong}</Text>
                </del>
              </span>
              <span>
                {words.right}
                {words.colon}
                <ins>
                  <Text lang={lang}>{right}</Text>
                </ins>
              </span>
            </li>
          ))}
        </ul>
      )}
      <p lang={said}>
        {seenWrong} <a href="/corrections-policy#report-an-error">{report}</a>
        {fullStop}
      </p>
    </section>
  );
}
