/** A live story's text: introduction, key points, entries; and what an open page is told by. */
import type { ReactNode } from 'react';
import { Text } from '#components/site/Text.tsx';
import { formatDay, formatInstant, formatTime } from '#lib/dates/format.ts';
import { entriesOf, introductionOf, isLive, type LiveEntry, liveAddress, overAt } from '#lib/edition/live.ts';
import type { Site, Story } from '#lib/edition/model.ts';
import { wordsIn } from '#lib/words/story.ts';
import { Body } from './Body.tsx';

type Props = Readonly<{
  site: Site;
  story: Story;
  /** What stands right after the text. */
  children?: ReactNode;
}>;

export function Coverage({ site, story, children }: Props) {
  const { lang, body, place, slug } = story;
  const words = wordsIn(lang);
  const introduction = introductionOf(body.tree);
  const entries = entriesOf(body.tree);
  const days = entries.map(({ at }) => formatDay(at, lang, site.timeZone));
  const shown = entries.map((entry, index) => {
    const day = days[index] === days[index - 1] ? undefined : days[index];
    return <Entry key={entry.id} entry={entry} day={day} lang={lang} timeZone={site.timeZone} />;
  });
  return (
    <>
      {introduction.children.length > 0 && <Body body={{ tree: introduction }} lang={lang} place={place} />}
      <KeyPoints
        entries={entries.filter(({ key }) => key)}
        dated={new Set(days).size > 1}
        lang={lang}
        timeZone={site.timeZone}
      />
      {isLive(story) && <script type="module" src="/assets/live.js" />}
      {isLive(story) ? (
        <live-story
          className="coverage"
          src={liveAddress(slug)}
          follows={words.follows}
          ended={words.ended}
          single={words.newEntry}
          several={words.newEntries}
          failed={words.failed}
        >
          <p className="coverage-state">{words.reload}</p>
          <div className="coverage-news">
            <p className="unseen" role="status" />
            <button type="button" hidden />
          </div>
          {shown}
        </live-story>
      ) : (
        <div className="coverage">
          <p className="coverage-state">{endOf(story, site.timeZone)}</p>
          {shown}
        </div>
      )}
      {children}
    </>
  );
}

function endOf({ endedAt, lang, ...story }: Story, timeZone: string): string {
  const words = wordsIn(lang);
  const wasEnded = endedAt !== undefined && Date.parse(endedAt) === overAt({ ...story, endedAt });
  return wasEnded ? words.endedAt(formatInstant(endedAt, lang, timeZone)) : words.rests;
}

type Shown = Readonly<{ lang: string; timeZone: string }>;
type KeyPointsProps = Shown & Readonly<{ entries: readonly LiveEntry[]; dated: boolean }>;

function KeyPoints({ entries, dated, lang, timeZone }: KeyPointsProps) {
  if (entries.length === 0) return null;
  const format = dated ? formatInstant : formatTime;
  return (
    <section className="key-points" aria-labelledby="key-points">
      <h2 id="key-points">{wordsIn(lang).keyPoints}</h2>
      <ul>
        {entries.map(({ id, at, title }) => (
          <li key={id}>
            <a href={`#${id}`}>
              <Text lang={lang}>{title ?? ''}</Text>
            </a>{' '}
            <time dateTime={at}>{format(at, lang, timeZone)}</time>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** The time leads to the entry itself. The day is said where it changes. */
function Entry({ entry, day, lang, timeZone }: Shown & { entry: LiveEntry; day?: string }) {
  const { id, at, title, mark, children } = entry;
  const time = (
    <a href={`#${id}`}>
      <time dateTime={at}>
        {day && <span className="entry-day">{day}</span>} {formatTime(at, lang, timeZone)}
      </time>
    </a>
  );
  return (
    <article className="entry" id={id} data-mark={mark}>
      {title ? (
        <>
          <p className="entry-time">{time}</p>
          <h2>
            <Text lang={lang}>{title}</Text>
          </h2>
        </>
      ) : (
        <h2 className="entry-time">{time}</h2>
      )}
      <Body body={{ tree: { type: 'root', children: [...children] } }} lang={lang} />
    </article>
  );
}
