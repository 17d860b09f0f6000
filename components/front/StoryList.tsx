/** A page that lists stories: of a section, a topic, an author. */
import { formatDay } from '#lib/dates/format.ts';
import { type ListView, listAddress } from '#lib/edition/lists.ts';
import { Teaser } from './Teaser.tsx';

type Props = Readonly<{
  /** What the list is of. */
  word: string;
  view: ListView;
  lang: string;
  timeZone: string;
}>;

export function StoryList({ word, view, lang, timeZone }: Props) {
  const { of, stories } = view;
  return (
    <>
      <header className="list-head">
        <p className="kicker">{word}</p>
        <h1>{of.name}</h1>
        <p className="standfirst">{of.description}</p>
      </header>
      {stories.length === 0 ? (
        <p className="empty">Nothing is published here yet.</p>
      ) : (
        <div className="list">
          {stories.map((placed) => (
            <Teaser key={placed.story.id} {...placed} timeZone={timeZone} size="top" heading="h2" />
          ))}
        </div>
      )}
      <Turn view={view} lang={lang} timeZone={timeZone} />
    </>
  );
}

/** Newer and older pages, and from when the stories of this one are: a number would say less. */
function Turn({ view, lang, timeZone }: Omit<Props, 'word'>) {
  const { kind, of, stories, turning } = view;
  const { page, older, newer } = turning;
  if (older === undefined && newer === undefined) return null;
  const day = (instant = '') => formatDay(instant, lang, timeZone);
  return (
    <nav className="pages" aria-label="Pages">
      {newer !== undefined && (
        <a href={listAddress(kind, of.slug, newer === 'first' ? undefined : newer)} rel="prev">
          Newer
        </a>
      )}
      {page === undefined ? (
        <span>The newest</span>
      ) : (
        <span>
          {day(stories.at(-1)?.story.publishedAt)} to {day(stories[0]?.story.publishedAt)}
        </span>
      )}
      {older !== undefined && (
        <a href={listAddress(kind, of.slug, older)} rel="next">
          Older
        </a>
      )}
    </nav>
  );
}
