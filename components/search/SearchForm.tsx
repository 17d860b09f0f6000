/** The form of a search: works as a form does, and finds while somebody types where there is a script. */
import { longestText, parametersOf, type Question } from '#lib/search/question.ts';

export function SearchForm({ question }: { question: Question }) {
  const kept = [...parametersOf({ ...question, text: '', page: 1 })];
  return (
    <search>
      <form action="/search" className="search-form">
        <label htmlFor="q">Words, names, places; “in quotation marks” in just that order</label>
        <div>
          <input
            id="q"
            name="q"
            type="search"
            defaultValue={question.text}
            maxLength={longestText}
            autoComplete="off"
            autoCapitalize="off"
            enterKeyHint="search"
          />
          <button type="submit">Search</button>
        </div>
        {kept.map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
      </form>
    </search>
  );
}
