/** Search: the one page for readers that depends on what is asked. */
import type { Metadata } from 'next';
import { ListHead } from '#components/front/ListHead.tsx';
import { SearchForm } from '#components/search/SearchForm.tsx';
import { SearchResults } from '#components/search/SearchResults.tsx';
import { edition } from '#lib/edition/open.ts';
import { describePage } from '#lib/metadata/describe.ts';
import { search } from '#lib/search/in-app.ts';
import { type Question, questionOf } from '#lib/search/question.ts';

export const dynamic = 'force-dynamic';

type Props = Readonly<{ searchParams: Promise<Record<string, string | string[] | undefined>> }>;

export async function generateMetadata({ searchParams }: Props): Promise<Metadata> {
  const { text } = await asked(searchParams);
  return describePage({
    site: edition().site,
    title: text === '' ? 'Search' : `“${text}” – Search`,
    description: 'Find stories by their words, authors, topics and places.',
    path: '/search',
    index: false,
  });
}

export default async function Search({ searchParams }: Props) {
  const question = await asked(searchParams);
  const { lang, timeZone } = edition().site;
  return (
    <>
      <ListHead name="Search" />
      <search-page>
        <SearchForm question={question} />
        {/* What the script says to those who don't see what changes. */}
        <p role="status" className="unseen" />
        <div id="found">
          {question.text === '' ? (
            <Ways />
          ) : (
            <SearchResults view={search(question)} lang={lang} timeZone={timeZone} />
          )}
        </div>
      </search-page>
      <script type="module" src="/assets/search.js" />
    </>
  );
}

/** Where else to look, as long as nothing is asked. */
function Ways() {
  return (
    <p className="empty">
      Or look through <a href="/topics">topics</a>, <a href="/authors">authors</a> and{' '}
      <a href="/archive">the archive</a>.
    </p>
  );
}

/** Of a parameter that comes several times, the first. */
async function asked(searchParams: Props['searchParams']): Promise<Question> {
  const first = Object.entries(await searchParams).flatMap(([name, value]) => {
    const one = Array.isArray(value) ? value[0] : value;
    return one === undefined ? [] : [[name, one]];
  });
  return questionOf(new URLSearchParams(first));
}
