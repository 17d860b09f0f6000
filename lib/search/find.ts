/** Finds the stories of an edition that a question is about. Nothing is found that the edition doesn't have. */
import { Temporal } from 'temporal-polyfill';
import { archiveDayOf, monthOf } from '#lib/edition/archive.ts';
import type { Edition, IndexedStory } from '#lib/edition/open.ts';
import { wordColumns } from './indexed.ts';
import { type FacetName, facetNames, isWord, type Part, partsOf, type Question } from './question.ts';
import { rowsAMinute, type SearchIndex } from './search-index.ts';
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

/** Stories that are looked at for one question, the newest that fit, of the time that is asked for: what a question costs has a limit. */
const mostLookedAt = 2_000;
/** Parts of which some are enough where no story has all of them. */
const mostTried = 3;
/** Words that a half typed one may become. */
const mostEndings = 12;
/** How much more a story of today counts than an old one, and after how many days half of that is gone. */
const freshness = { more: 0.5, halfLife: 180 };
const day = 86_400_000;

export function find(edition: Edition, index: SearchIndex, question: Question): Finding {
  const isCurrent = index.isOf(edition);
  const parts = partsOf(question.text).map((part) => ({ part, ...meant(part, index, isCurrent) }));
  const expressions = parts.map(({ part, words }) => expressionOf(part, words));
  const time = timeOf(question, edition);
  let found = expressions.length > 0 ? index.matching(expressions.join(' AND '), mostLookedAt, time) : [];
  const isPartly = found.length === 0 && expressions.length > 1;
  if (isPartly) {
    const some = rarest(parts, index);
    if (some.length > 0) found = index.matching(some.join(' OR '), mostLookedAt, time);
  }
  index.learnRows();
  const byObject = storiesByObject(edition);
  const now = Date.parse(edition.date);
  const fitting = found.flatMap(({ row, score }) => {
    const story = byObject.get(index.objectOf(row) ?? '');
    return story ? [{ story, score: score * freshnessOf(row, now) }] : [];
  });
  const narrowed = facetNames.filter((name) => question.only[name] !== undefined);
  const left =
    narrowed.length === 0
      ? fitting
      : fitting.filter(({ story }) => narrowed.every((name) => fits(story, name, question, edition)));
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

/** Expressions for the parts that fewest stories have, by their first words: these tell most, and each one costs. */
function rarest(
  parts: readonly Readonly<{ part: Part; words: readonly string[] }>[],
  index: SearchIndex,
): string[] {
  return parts
    .map(({ part, words }) => ({ part, words, stories: index.storiesWith(words[0] ?? '') }))
    .toSorted((a, b) => a.stories - b.stories)
    .filter(({ part, stories }) => stories > 0 || !isWord(part))
    .slice(0, mostTried)
    .map(({ part, words }) => expressionOf(part, words));
}

/** The year or month that is asked for, in the newsroom's zone. */
function timeOf({ only: { date } }: Question, { site }: Edition): readonly [number, number] | undefined {
  if (date === undefined) return undefined;
  const [year = 1, month] = date.split('-').map(Number);
  const first = Temporal.PlainDate.from({ year, month: month ?? 1, day: 1 });
  const next = first.add(month === undefined ? { years: 1 } : { months: 1 });
  const at = (day: Temporal.PlainDate) => day.toZonedDateTime(site.timeZone).epochMilliseconds;
  return [at(first), at(next)];
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
  const near = nearest(fold(part.typed), term, (start, least, most) => index.ofLength(start, least, most));
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

/** Of a row, at an instant in milliseconds. */
function freshnessOf(row: number, now: number): number {
  const age = Math.max(0, now - (row / rowsAMinute) * 60_000) / day;
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
    case 'date':
      return datesOf(story, edition);
  }
}

const dates = new WeakMap<IndexedStory, readonly string[]>();

/** A story's year and month. Counted out once: a question may be about thousands of stories. */
function datesOf(story: IndexedStory, edition: Edition): readonly string[] {
  const known = dates.get(story);
  if (known) return known;
  const month = monthOf(archiveDayOf(story, edition));
  const both = [month.slice(0, 4), month];
  dates.set(story, both);
  return both;
}

function fits(story: IndexedStory, name: FacetName, { only }: Question, edition: Edition): boolean {
  const value = only[name];
  return value === undefined || valuesOf(story, name, edition).includes(value);
}

function countsOf(stories: readonly IndexedStory[], question: Question, edition: Edition): Finding['counts'] {
  const counts = Object.fromEntries(facetNames.map((name) => [name, new Map()])) as Record<
    FacetName,
    Map<string, number>
  >;
  const narrowed = facetNames.filter((name) => question.only[name] !== undefined);
  for (const name of facetNames) {
    const others = narrowed.filter((other) => other !== name);
    const count = counts[name];
    for (const story of stories) {
      if (others.length > 0 && !others.every((other) => fits(story, other, question, edition))) continue;
      for (const value of valuesOf(story, name, edition)) count.set(value, (count.get(value) ?? 0) + 1);
    }
  }
  return counts;
}

const byObjects = new WeakMap<Edition, ReadonlyMap<string, IndexedStory>>();

function storiesByObject(edition: Edition): ReadonlyMap<string, IndexedStory> {
  const known = byObjects.get(edition) ?? new Map(edition.stories.map((story) => [story.object, story]));
  byObjects.set(edition, known);
  return known;
}
