/** The ways to narrow a search down, each with how many stories would be left. */
import { Text } from '#components/site/Text.tsx';
import { formatMonth } from '#lib/dates/format.ts';
import { type FacetName, type Question, searchAddress } from '#lib/search/question.ts';
import type { Choice, SearchView } from '#lib/search/view.ts';

const names: Record<FacetName, string> = {
  section: 'Section',
  topic: 'Topic',
  author: 'Author',
  date: 'Date',
};

export function Facets({ view: { question, facets, total }, lang }: { view: SearchView; lang: string }) {
  // One choice that leaves everything is none.
  const useful = facets.filter(({ choices }) =>
    choices.some(({ isTaken, stories }) => isTaken || stories < total),
  );
  if (useful.length === 0) return null;
  return (
    <nav className="search-facets" aria-labelledby="narrow">
      <h2 id="narrow">Narrow down</h2>
      {useful.map(({ name, choices }) => (
        <section key={name} aria-labelledby={`narrow-${name}`}>
          <h3 id={`narrow-${name}`}>{names[name]}</h3>
          <ul>
            {choices.map((choice) => (
              <li key={choice.value}>
                <Way name={name} choice={choice} question={question} lang={lang} />
              </li>
            ))}
          </ul>
        </section>
      ))}
    </nav>
  );
}

type WayProps = Readonly<{ name: FacetName; choice: Choice; question: Question; lang: string }>;

/** A link that takes a choice, or takes it back. */
function Way({ name, choice, question, lang }: WayProps) {
  const { [name]: taken, ...others } = question.only;
  // From a month back to its year.
  const year = name === 'date' && taken && taken.length > 4 ? { date: taken.slice(0, 4) } : {};
  const only = choice.isTaken ? { ...others, ...year } : { ...others, [name]: choice.value };
  const label = /^\d{4}-\d{2}$/.test(choice.name) ? formatMonth(`${choice.name}-01`, lang) : choice.name;
  return (
    <a
      href={searchAddress({ ...question, only, page: 1 })}
      aria-current={choice.isTaken ? 'true' : undefined}
      rel="nofollow"
    >
      {choice.isTaken && <span aria-hidden="true">× </span>}
      <Text lang={lang}>{label}</Text>
      {choice.isTaken ? (
        <span className="unseen"> (take back)</span>
      ) : (
        ` (${choice.stories.toLocaleString('en')})`
      )}
    </a>
  );
}
