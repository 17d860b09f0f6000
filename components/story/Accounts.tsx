/** What a story rests on, and what was put right in it. */
import { Text } from '#components/site/Text.tsx';
import { formatInstant } from '#lib/dates/format.ts';
import type { Correction, Source } from '#lib/edition/model.ts';
import { wordsIn } from '#lib/metadata/words.ts';

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
            {publisher && <Text lang={lang}>{`, ${publisher}`}</Text>}
            {note && <Text lang={lang}>{` – ${note}`}</Text>}
          </li>
        ))}
      </ul>
    </section>
  );
}

type CorrectionsProps = { corrections: readonly Correction[]; lang: string; timeZone: string };

export function Corrections({ corrections, lang, timeZone }: CorrectionsProps) {
  const words = wordsIn(lang);
  return (
    <section className="corrections" aria-labelledby="corrections">
      <h2 id="corrections">{words.corrections}</h2>
      {corrections.length > 0 && (
        <ul>
          {corrections.map(({ at, wrong, right }) => (
            <li key={`${at} ${wrong}`}>
              <time dateTime={at}>{formatInstant(at, lang, timeZone)}</time>
              <span>
                {words.wrong}:{' '}
                <del>
                  <Text lang={lang}>{wrong}</Text>
                </del>
              </span>
              <span>
                {words.right}:{' '}
                <ins>
                  <Text lang={lang}>{right}</Text>
                </ins>
              </span>
            </li>
          ))}
        </ul>
      )}
      <p lang="en">
        Seen something wrong? <a href="/corrections-policy#report-an-error">Report an error</a>.
      </p>
    </section>
  );
}
