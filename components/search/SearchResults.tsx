/** What a search found: how many stories, which, and the ways to narrow it down. */
import { Fragment } from 'react';
import { Text } from '#components/site/Text.tsx';
import { formatDay } from '#lib/dates/format.ts';
import type { Piece } from '#lib/search/excerpt.ts';
import { type Question, searchAddress } from '#lib/search/question.ts';
import type { Result, SearchView } from '#lib/search/view.ts';
import { Facets } from './Facets.tsx';

type Props = Readonly<{ view: SearchView; lang: string; timeZone: string }>;

export function SearchResults({ view, lang, timeZone }: Props) {
  const { question, results, total, pages } = view;
  const first = (question.page - 1) * view.perPage + 1;
  return (
    <div className="search-found">
      <div>
        <h2 className="search-count">{countOf(view)}</h2>
        <Notes view={view} />
        {total > 1 && <Order question={question} />}
        {total === 0 && <Nothing question={question} />}
        <ol className="search-results" start={first}>
          {results.map((result) => (
            <Found key={result.story.id} result={result} lang={lang} timeZone={timeZone} />
          ))}
        </ol>
        {pages > 1 && <Pages question={question} pages={pages} />}
      </div>
      <Facets view={view} lang={lang} />
    </div>
  );
}

function countOf({ total, isPartly, isCut }: SearchView): string {
  if (total === 0) return 'Nothing found';
  const stories = total === 1 ? '1 story' : `${total.toLocaleString('en')} stories`;
  if (isCut) return `The newest ${stories}`;
  return isPartly ? `${stories} with some of these words` : stories;
}

/** What was done with the question that nobody asked for. */
function Notes({ view: { instead, isPartly, being } }: { view: SearchView }) {
  return (
    <>
      {instead.map(({ typed, word }) => (
        <p key={typed} className="search-note">
          No story has “{typed}”: this is for <b>{word}</b>.
        </p>
      ))}
      {isPartly && <p className="search-note">No story has all of the words.</p>}
      {being && (
        <p className="search-note">
          The index is being made: {being.found.toLocaleString('en')} of {being.of.toLocaleString('en')}{' '}
          stories can be found so far.
        </p>
      )}
    </>
  );
}

function Nothing({ question }: { question: Question }) {
  const isNarrow = Object.keys(question.only).length > 0;
  return (
    <p className="empty">
      {isNarrow ? (
        <>
          Nothing is left of it here.{' '}
          <a href={searchAddress({ ...question, only: {}, page: 1 })}>Look everywhere</a>.
        </>
      ) : (
        <>
          Try fewer or other words, or look through <a href="/topics">topics</a> and{' '}
          <a href="/archive">the archive</a>.
        </>
      )}
    </p>
  );
}

const orders = [
  ['fit', 'Best fit'],
  ['newest', 'Newest'],
] as const;

function Order({ question }: { question: Question }) {
  return (
    <nav className="search-order" aria-label="Order">
      <ul>
        {orders.map(([order, name]) => (
          <li key={order}>
            <a
              href={searchAddress({ ...question, order, page: 1 })}
              aria-current={order === question.order ? 'true' : undefined}
              rel="nofollow"
            >
              {name}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

type FoundProps = Readonly<{ result: Result; lang: string; timeZone: string }>;

function Found({ result: { story, section, headline, passage }, lang, timeZone }: FoundProps) {
  return (
    <li lang={story.lang}>
      <h3>
        <a href={`/articles/${story.slug}`}>
          <Marked pieces={headline} lang={story.lang} />
        </a>
      </h3>
      <p className="search-passage">
        <Marked pieces={passage} lang={story.lang} />
      </p>
      <p className="teaser-time" lang={lang}>
        <Text lang={lang}>{section}</Text>,{' '}
        <time dateTime={story.publishedAt}>{formatDay(story.publishedAt, lang, timeZone)}</time>
      </p>
    </li>
  );
}

function Marked({ pieces, lang }: { pieces: readonly Piece[]; lang: string }) {
  return pieces.map(({ text, marked }, index) => {
    const key = `${index}`;
    const Around = marked ? 'mark' : Fragment;
    return (
      <Around key={key}>
        <Text lang={lang}>{text}</Text>
      </Around>
    );
  });
}

function Pages({ question, pages }: { question: Question; pages: number }) {
  const at = (page: number) => searchAddress({ ...question, page });
  const { page } = question;
  return (
    <nav className="pages" aria-label="Pages">
      {page > 1 && (
        <a href={at(page - 1)} rel="prev nofollow">
          Before
        </a>
      )}
      <span>
        Page {page} of {pages}
      </span>
      {page < pages && (
        <a href={at(page + 1)} rel="next nofollow">
          More
        </a>
      )}
    </nav>
  );
}
