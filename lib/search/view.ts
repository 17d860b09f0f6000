/** What the page of a search shows, as plain data. */
import { listName } from '#lib/edition/lists.ts';
import type { Edition, IndexedStory } from '#lib/edition/open.ts';
import { excerpt, marked, type Piece } from './excerpt.ts';
import { type Finding, find } from './find.ts';
import { type FacetName, facetNames, type Question } from './question.ts';
import type { SearchIndex } from './search-index.ts';
import { termsOf } from './terms.ts';

export type Result = Readonly<{
  story: IndexedStory;
  section: string;
  headline: readonly Piece[];
  /** The passage with the words, or the standfirst if they stand in neither. */
  passage: readonly Piece[];
}>;

/** A way to narrow a search down, or the one that is taken. */
export type Choice = Readonly<{ value: string; name: string; stories: number; isTaken: boolean }>;

export type SearchView = Readonly<{
  question: Question;
  /** How many stories there are on all pages. */
  total: number;
  pages: number;
  perPage: number;
  results: readonly Result[];
  facets: readonly Readonly<{ name: FacetName; choices: readonly Choice[] }>[];
  /** What nobody has written, and the word of ours that was taken for it. */
  instead: readonly Readonly<{ typed: string; word: string }>[];
  isPartly: boolean;
  isCut: boolean;
  /** How many stories can be found already, while the index is being made. */
  being?: Readonly<{ found: number; of: number }>;
}>;

const resultsOnAPage = 10;
/** Choices that are shown of a facet, those with the most stories. */
const mostChoices = 6;

export function searchView(edition: Edition, index: SearchIndex, asked: Question): SearchView {
  const question = inEdition(asked, edition);
  const finding = find(edition, index, question);
  const { stories, isPartly, isCut, terms } = finding;
  const pages = Math.max(1, Math.ceil(stories.length / resultsOnAPage));
  const page = Math.min(question.page, pages);
  const shown = stories.slice((page - 1) * resultsOnAPage, page * resultsOnAPage);
  const results = shown.map((story) => resultOf(story, edition, terms));
  return {
    question: { ...question, page },
    total: stories.length,
    pages,
    perPage: resultsOnAPage,
    results,
    facets: facetNames.map((name) => ({ name, choices: choicesOf(name, finding, question, edition) })),
    instead: finding.instead.map(({ typed, term }) => ({ typed, word: asWritten(term, results, edition) })),
    isPartly,
    isCut,
    ...(index.isOf(edition) ? {} : { being: { found: index.size, of: edition.stories.length } }),
  };
}

/** A question that names a section, topic or author there isn't asks for all of them. */
function inEdition({ only, ...question }: Question, edition: Edition): Question {
  const isThere = ([name, value]: [string, string]) =>
    name === 'date' || nameOf(edition, name as FacetName, value) !== undefined;
  return { ...question, only: Object.fromEntries(Object.entries(only).filter(isThere)) };
}

const lists = { section: 'sections', topic: 'topics', author: 'authors' } as const;

function nameOf(edition: Edition, name: FacetName, value: string): string | undefined {
  return name === 'date' ? value : listName(edition, lists[name], value);
}

function choicesOf(name: FacetName, { counts }: Finding, { only }: Question, edition: Edition): Choice[] {
  const taken = only[name];
  // Of dates, years first; the months of a year that was chosen.
  const isOffered = (value: string) =>
    name !== 'date' ||
    value === taken ||
    (taken === undefined ? value.length === 4 : value.startsWith(`${taken}-`));
  const all = [...counts[name]].filter(([value]) => isOffered(value));
  if (taken !== undefined && !counts[name].has(taken)) all.push([taken, 0]);
  const choices = all.map(([value, stories]) => ({
    value,
    name: nameOf(edition, name, value) ?? value,
    stories,
    isTaken: value === taken,
  }));
  const order =
    name === 'date'
      ? (a: Choice, b: Choice) => (a.value < b.value ? 1 : -1)
      : (a: Choice, b: Choice) => b.stories - a.stories || (a.name < b.name ? -1 : 1);
  return choices
    .toSorted((a, b) => Number(b.isTaken) - Number(a.isTaken) || order(a, b))
    .slice(0, mostChoices);
}

function resultOf(story: IndexedStory, edition: Edition, terms: ReadonlySet<string>): Result {
  return {
    story,
    section: edition.section(story.section)?.name ?? '',
    headline: marked(story.headline, terms),
    passage: passageOf(story, edition, terms),
  };
}

/** The text is read only where the standfirst has none of the words. */
function passageOf(story: IndexedStory, edition: Edition, terms: ReadonlySet<string>): readonly Piece[] {
  const opening = marked(story.standfirst, terms);
  if (opening.some((piece) => piece.marked)) return opening;
  return excerpt(edition.story(story.slug)?.body.text ?? '', terms) ?? opening;
}

/** A word as the first story that has it writes it: the index knows it without its ending. */
function asWritten(term: string, results: readonly Result[], edition: Edition): string {
  for (const { story } of results) {
    const text = [story.headline, story.standfirst, edition.story(story.slug)?.body.text].join('\n');
    const found = termsOf(text).find((each) => each.term === term);
    if (found) return text.slice(found.from, found.to).toLowerCase();
  }
  return term;
}
