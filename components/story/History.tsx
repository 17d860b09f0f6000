/** The versions of a story that readers have seen, the newest first: when each came, why, and what changed word by word. */
import type { ReactNode } from 'react';
import { Text } from '#components/site/Text.tsx';
import { type Change, folded, type Run } from '#lib/content/difference.ts';
import { formatInstant } from '#lib/dates/format.ts';
import type { Known } from '#lib/edition/history.ts';
import type { Correction, Story } from '#lib/edition/model.ts';
import type { Changes, HistoryView, VersionView } from '#lib/history/view.ts';
import { wordsIn } from '#lib/words/story.ts';

type Props = Readonly<{ story: Story; view: HistoryView; recorded: Known; timeZone: string }>;

export function History({ story, view, recorded, timeZone }: Props) {
  const { lang, slug, headline } = story;
  const { versions } = view;
  return (
    <>
      <header className="list-head">
        <p className="kicker">What has changed</p>
        <h1 lang={lang}>
          <a href={`/articles/${slug}`}>
            <Text lang={lang}>{headline}</Text>
          </a>
        </h1>
        <p className="standfirst">{summaryOf(versions.length, recorded)}</p>
      </header>
      {recorded !== 'none' && (
        <ol className="history" reversed>
          {versions.map((version) => (
            <li key={version.id} id={version.id}>
              <Version version={version} lang={lang} recorded={recorded} timeZone={timeZone} />
            </li>
          ))}
        </ol>
      )}
    </>
  );
}

function summaryOf(versions: number, recorded: Known): string {
  if (recorded === 'none')
    return 'This copy of the newspaper doesn’t hold the record of earlier versions, so what has changed in this story can’t be shown here.';
  const count =
    versions === 1
      ? 'No earlier version of this story is on record.'
      : `Readers have seen ${versions} versions of this story. Each is shown by what changed since the one before it.`;
  if (recorded === 'whole') return count;
  return `${count} This copy of the newspaper holds only the newest part of the record: there may have been others before.`;
}

type VersionProps = Readonly<{ version: VersionView; lang: string; recorded: Known; timeZone: string }>;

function Version({ version, lang, recorded, timeZone }: VersionProps) {
  const { at, isPresent, corrections, note } = version;
  const words = wordsIn(lang);
  const first = recorded === 'cut' ? 'The oldest version known here' : 'First published';
  const kind = version.shows === 'first' ? first : isPresent ? 'Present version' : undefined;
  return (
    <>
      <h2>
        {at ? <time dateTime={at}>{formatInstant(at, 'en', timeZone)}</time> : 'Now'}
        {kind && <span className="history-kind">{kind}</span>}
      </h2>
      {note && (
        <p className="history-why" lang={lang}>
          {words.updated}
          {words.says}
          <Text lang={lang}>{note}</Text>
        </p>
      )}
      {corrections.map((correction) => (
        <Corrected key={`${correction.at} ${correction.wrong}`} correction={correction} lang={lang} />
      ))}
      {version.shows === 'withheld' && (
        <p className="history-said">
          This version isn’t shown.{' '}
          {version.reason && (
            <span lang={lang}>
              <Text lang={lang}>{version.reason}</Text>
            </span>
          )}
        </p>
      )}
      {version.shows === 'nothing' && <p className="history-said">{unshown[version.because]}</p>}
      {version.shows === 'changes' && (
        <>
          {!note && corrections.length === 0 && (
            <p className="history-said">{withoutReason(version.words)}</p>
          )}
          <Changed changes={version.changes} lang={lang} />
        </>
      )}
    </>
  );
}

const unshown = {
  unreadable: 'The words of this version can’t be read any longer.',
  'before-unreadable': 'The version before it can’t be read any longer, so what changed can’t be shown.',
  'before-withheld': 'The version before it isn’t shown, and neither is what changed since.',
};

/** So few words, and a note is seldom written. */
const smallChange = 6;

function withoutReason(words: number): string {
  if (words === 0) return 'Only marks between the words changed.';
  return words <= smallChange
    ? 'A small change, made without a note.'
    : 'No note was written of this change.';
}

function Corrected({ correction: { wrong, right }, lang }: { correction: Correction; lang: string }) {
  const words = wordsIn(lang);
  return (
    <p className="history-why" lang={lang}>
      {words.wrong}
      {words.says}“<Text lang={lang}>{wrong}</Text>” {words.right}
      {words.says}“<Text lang={lang}>{right}</Text>”
    </p>
  );
}

function Changed({
  changes: { headline, standfirst, caption, text },
  lang,
}: {
  changes: Changes;
  lang: string;
}) {
  return (
    <dl className="changes">
      {headline && <Part name="Headline">{<Runs runs={headline} lang={lang} />}</Part>}
      {standfirst && <Part name="Standfirst">{<Runs runs={standfirst} lang={lang} />}</Part>}
      {caption && <Part name="Caption">{<Runs runs={caption} lang={lang} />}</Part>}
      {text && (
        <Part name="Text">
          {text.map((change, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: blocks have no other name, and never move.
            <Block key={index} change={change} lang={lang} />
          ))}
        </Part>
      )}
    </dl>
  );
}

function Part({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Block({ change, lang }: { change: Change; lang: string }) {
  if ('runs' in change) return <Runs runs={folded(change.runs, lang)} lang={lang} />;
  return <p className="unchanged">Unchanged text</p>;
}

function Runs({ runs, lang }: { runs: readonly Run[]; lang: string }) {
  return (
    <p lang={lang}>
      {runs.map(({ kind, text }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: runs have no other name, and never move.
        <OneRun key={index} kind={kind} text={text} lang={lang} />
      ))}
    </p>
  );
}

/** Colours and lines say it to the eye, hidden words to the ear. */
function OneRun({ kind, text, lang }: Run & { lang: string }) {
  const words = <Text lang={lang}>{text}</Text>;
  if (kind === 'same') return words;
  const Mark = kind === 'gone' ? 'del' : 'ins';
  return (
    <Mark>
      <span className="unseen" lang="en">
        {kind === 'gone' ? '[removed: ' : '[added: '}
      </span>
      {words}
      <span className="unseen">] </span>
    </Mark>
  );
}
