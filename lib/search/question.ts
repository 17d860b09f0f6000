/** What somebody looks for: the words of a search and how it is narrowed down, read from an address and written to one. */
import { isInSigns, type Term, termsOf } from './terms.ts';

export const facetNames = ['section', 'topic', 'author', 'date'] as const;
export type FacetName = (typeof facetNames)[number];

export type Question = Readonly<{
  /** As it was typed, without what is too much. */
  text: string;
  /** Slugs, and a year or month (`2026`, `2026-11`) of the newsroom's time. */
  only: Readonly<Partial<Record<FacetName, string>>>;
  order: 'fit' | 'newest';
  /** From 1. */
  page: number;
}>;

/** In UTF-16 units; longer questions are cut. */
export const longestText = 200;
/** Words beyond these are left out: what a question costs has a limit. */
const mostParts = 8;

const shapes: Readonly<Record<FacetName, RegExp>> = {
  section: /^[a-z0-9-]{1,80}$/,
  topic: /^[a-z0-9-]{1,80}$/,
  author: /^[a-z0-9-]{1,80}$/,
  date: /^\d{4}(-(0[1-9]|1[0-2]))?$/,
};

/** Of the parameters of an address; what is not well formed counts as not said. */
export function questionOf(parameters: URLSearchParams): Question {
  const only = facetNames.flatMap((name) => {
    const value = parameters.get(name) ?? '';
    return shapes[name].test(value) ? [[name, value] as const] : [];
  });
  const page = parameters.get('page') ?? '';
  return {
    text: textOf(parameters.get('q') ?? ''),
    only: Object.fromEntries(only),
    order: parameters.get('order') === 'newest' ? 'newest' : 'fit',
    page: /^[1-9]\d{0,3}$/.test(page) ? Number(page) : 1,
  };
}

/** Controls and surplus spaces go, and half a pair that cutting leaves. */
const textOf = (typed: string) =>
  typed
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\s]+/gu, ' ')
    .trim()
    .slice(0, longestText)
    .toWellFormed()
    .replace(/\ufffd$/, '')
    .trim();

/** The address of a question, always the same for the same one. */
export function searchAddress(question: Question): string {
  const parameters = parametersOf(question).toString();
  return `/search${parameters === '' ? '' : `?${parameters}`}`;
}

export function parametersOf({ text, only, order, page }: Question): URLSearchParams {
  const parameters = new URLSearchParams();
  if (text !== '') parameters.set('q', text);
  for (const name of facetNames) if (only[name] !== undefined) parameters.set(name, only[name]);
  if (order !== 'fit') parameters.set('order', order);
  if (page > 1) parameters.set('page', String(page));
  return parameters;
}

/** What a story has to have: a word, or several words in a row. `typed`: as it stands in the question. */
export type Part = Readonly<{ terms: readonly string[]; typed: string }>;

/** Words that say nothing by themselves; a question of nothing else is taken as it is. */
const functionWords = new Set(
  `a an and are as at be but by can did do doe for from ha have how i if in into is it not of on or so than that the
  thei their there these thi to wa we were what when which who whi will with you your
  的 了 在 是 和 与 及 就 都 而 吗 呢 吧 着 也 我 你 他 她 它 这 那 有 什么 怎么 为什么`
    .split(/\s+/)
    .filter(Boolean),
);

/** The parts of a question's text, each of them once; what stands in quotation marks is one. */
export function partsOf(text: string): Part[] {
  const parts = text.split(/["“”„«»「」『』]/).flatMap((piece, index) => {
    const terms = termsOf(piece);
    const isQuoted = index % 2 === 1 && terms.length > 1;
    if (isQuoted) return [{ terms: terms.map(({ term }) => term), typed: piece.trim() }];
    return joined(terms).map(({ term, from, to }) => ({ terms: [term], typed: piece.slice(from, to) }));
  });
  const different = [...new Map(parts.map((part) => [part.terms.join(' '), part])).values()];
  const telling = different.filter(({ terms }) => terms.some((term) => !functionWords.has(term)));
  return (telling.length > 0 ? telling : different).slice(0, mostParts);
}

/** Where the segmenter knows no word of a few signs it gives them one by one: in a question they belong together. */
function joined(terms: readonly Term[]): Term[] {
  const all: Term[] = [];
  for (const [index, each] of terms.entries()) {
    const before = terms[index - 1];
    const last = all.at(-1);
    if (last && before && before.to === each.from && isLoose(before) && isLoose(each))
      all[all.length - 1] = { term: last.term + each.term, from: last.from, to: each.to };
    else all.push(each);
  }
  return all;
}

const isLoose = ({ term }: Term) => isInSigns(term) && [...term].length === 1 && !functionWords.has(term);

/** True of a part that is one word in a script with spaces: only such a one can be half typed, or misspelt. */
export const isWord = ({ terms }: Part) => terms.length === 1 && !isInSigns(terms[0] ?? '');
