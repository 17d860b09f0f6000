/** Finds the stories of an edition that a question is about. Nothing is found that the edition doesn't have. */
import { archiveDayOf, monthOf } from '#lib/edition/archive.ts';
import type { Edition, IndexedStory } from '#lib/edition/open.ts';
import { type FacetName, facetNames, isWord, type Part, partsOf, type Question } from './question.ts';
import { type SearchIndex, wordColumns } from './search-index.ts';
import { nearest } from './spelling.ts';
import { fold, isInSigns } from './terms.ts';

export type Finding = Readonly<{
  /** In the order that was asked for, all of them. */
  stories: readonly IndexedStory[];
  /** How many stories each value of each facet would leave, the others being as they are. */
  counts: Readonly<Record<FacetName, ReadonlyMap<string, number>>>;
  /** Words that no story has, and what was looked for instead. */
  instead: readonly Readonly<{ typed: string; term: string }>[];
  /** No story has all of the words: these have some. */
  isPartly: boolean;
  /** There are more than are looked at: these are the newest. */
  isCut: boolean;
  /** What is marked in a story. */
  terms: ReadonlySet<string>;
}>;

/** Stories that are looked at for one question, the newest that fit: what a question costs has a limit. */
const mostLookedAt = 20_000;
/** Words that a half typed one may become. */
const mostEndings = 12;
/** How much more a story of today counts than an old one, and after how many days half of that is gone. */
const freshness = { more: 0.5, halfLife: 180 };
const day = 86_400_000;

export function find(edition: Edition, index: SearchIndex, question: Question): Finding {
  const isCurrent = index.isOf(edition);
  const parts = partsOf(question.text).map((part) => ({ part, ...meant(part, index, isCurrent) }));
  const expressions = parts.map(({ part, words }) => expressionOf(part, words));
  let found = expressions.length > 0 ? index.matching(expressions.join(' AND '), mostLookedAt) : [];
  const isPartly = found.length === 0 && expressions.length > 1;
  if (isPartly) found = index.matching(expressions.join(' OR '), mostLookedAt);
  index.learnRows();
  const byObject = storiesByObject(edition);
  const fitting = found.flatMap(({ row, score }) => {
    const story = byObject.get(index.objectOf(row) ?? '');
    return story ? [{ story, score: score * freshnessOf(story, edition) }] : [];
  });
  const left = fitting.filter(({ story }) =>
    facetNames.every((name) => fits(story, name, question, edition)),
  );
  // The newest come first already.
  if (question.order === 'fit') left.sort((a, b) => b.score - a.score);
  return {
    stories: left.map(({ story }) => story),
    counts: countsOf(
      fitting.map(({ story }) => story),
      question,
      edition,
    ),
    instead: parts.flatMap(({ part, words: [term = ''], isSpelt }) =>
      isSpelt ? [{ typed: part.typed, term }] : [],
    ),
    isPartly: isPartly && found.length > 0,
    isCut: found.length === mostLookedAt,
    terms: new Set(parts.flatMap(({ words }) => words)),
  };
}

/**
 * The words to look for: those of the question. One that no story has may be half typed, then those that begin so, or
 * misspelt. While the index isn't quite at the edition, words of stories that are gone may be in it: then nobody is
 * helped.
 */
function meant(part: Part, index: SearchIndex, isCurrent: boolean): Meant {
  const [term = ''] = part.terms;
  if (!isCurrent || !isWord(part) || index.storiesWith(term) > 0)
    return { words: part.terms, isSpelt: false };
  const longer = index.beginningWith(term, mostEndings);
  if (longer.length > 0) return { words: longer, isSpelt: false };
  const near = nearest(fold(part.typed), term, (least, most) => index.ofLength(least, most));
  return near === undefined ? { words: part.terms, isSpelt: false } : { words: [near], isSpelt: true };
}

type Meant = Readonly<{ words: readonly string[]; isSpelt: boolean }>;

/** A word, several one of which is enough, or several in a row, as FTS5 wants it. */
function expressionOf(part: Part, words: readonly string[]): string {
  if (isWord(part)) return `(${wordColumns} : (${words.map(quoted).join(' OR ')}))`;
  const inRow = (column: string, terms: readonly string[]) => `${column} : ${quoted(terms.join(' '))}`;
  if (!words.every(isInSigns)) return `(${inRow(wordColumns, words)})`;
  const signs = inRow('signs', [...words.join('')]);
  return words.length === 1 ? `(${inRow(wordColumns, words)} OR ${signs})` : `(${signs})`;
}

const quoted = (terms: string) => `"${terms.replaceAll('"', ' ')}"`;

function freshnessOf({ publishedAt }: IndexedStory, edition: Edition): number {
  const age = Math.max(0, Date.parse(edition.date) - Date.parse(publishedAt)) / day;
  return 1 + freshness.more * 2 ** (-age / freshness.halfLife);
}

function valuesOf(story: IndexedStory, name: FacetName, edition: Edition): readonly string[] {
  switch (name) {
    case 'section':
      return [story.section];
    case 'topic':
      return story.topics;
    case 'author':
      return story.authors;
    case 'date': {
      const month = monthOfStory(story, edition);
      return [month.slice(0, 4), month];
    }
  }
}

const months = new WeakMap<IndexedStory, string>();

/** Counted out once: a question may be about thousands of stories. */
function monthOfStory(story: IndexedStory, edition: Edition): string {
  const month = months.get(story) ?? monthOf(archiveDayOf(story, edition));
  months.set(story, month);
  return month;
}

function fits(story: IndexedStory, name: FacetName, { only }: Question, edition: Edition): boolean {
  const value = only[name];
  return value === undefined || valuesOf(story, name, edition).includes(value);
}

function countsOf(stories: readonly IndexedStory[], question: Question, edition: Edition): Finding['counts'] {
  const counts = { section: new Map(), topic: new Map(), author: new Map(), date: new Map() };
  for (const story of stories) {
    const missed = facetNames.filter((name) => !fits(story, name, question, edition));
    if (missed.length > 1) continue;
    for (const name of missed.length === 1 ? missed : facetNames)
      for (const value of valuesOf(story, name, edition))
        counts[name].set(value, (counts[name].get(value) ?? 0) + 1);
  }
  return counts;
}

const byObjects = new WeakMap<Edition, ReadonlyMap<string, IndexedStory>>();

function storiesByObject(edition: Edition): ReadonlyMap<string, IndexedStory> {
  const known = byObjects.get(edition) ?? new Map(edition.stories.map((story) => [story.object, story]));
  byObjects.set(edition, known);
  return known;
}
