/**
 * Words as search compares them: without accents and capitals, English ones without their endings, Chinese ones in
 * simplified signs. Stories and questions go through the same function, and so does what is marked in a result.
 */
import { Converter } from 'opencc-js/t2cn';
import { stemmer } from 'stemmer';
import { inPlainLetters } from '#lib/words/letters.ts';

/** A word at its place in a text, in UTF-16 units. */
export type Term = Readonly<{ term: string; from: number; to: number }>;

/** Scripts that put no space between words. */
const unspaced =
  '\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Thai}\\p{Script=Lao}\\p{Script=Khmer}\\p{Script=Myanmar}ー々';
const isUnspaced = new RegExp(`^[${unspaced}]`, 'u');
/** A run of such signs; a number, with what separates its digits; a word, with an apostrophe inside. */
const runs = new RegExp(
  `[${unspaced}]+|\\p{N}+(?:[.,]\\p{N}+)*|(?:(?![${unspaced}])[\\p{L}\\p{M}])+(?:['’](?:(?![${unspaced}])[\\p{L}\\p{M}])+)*`,
  'gu',
);
const segmenter = new Intl.Segmenter('zh', { granularity: 'word' });

/** All words of a text, in their order. */
export function termsOf(text: string): Term[] {
  const terms: Term[] = [];
  for (const { 0: run, index: from } of text.matchAll(runs)) {
    if (!isUnspaced.test(run)) terms.push({ term: termOf(run), from, to: from + run.length });
    else
      for (const { segment, index } of segmenter.segment(simplified(run)))
        terms.push({ term: segment, from: from + index, to: from + index + segment.length });
  }
  return terms;
}

/** The signs of scripts without spaces, each by itself: what the segmenter cut otherwise is found in them. */
export function signsOf(text: string): string[] {
  return [...text.matchAll(runs)].flatMap(([run]) => (isUnspaced.test(run) ? [...simplified(run)] : []));
}

/** True of a word in a script without spaces. */
export const isInSigns = (term: string) => isUnspaced.test(term);

const known = new Map<string, string>();
/** Enough for the words of a language; names of all kinds go beyond it. */
const mostKnown = 100_000;

/** A word of a script with spaces, or a number. Stemming is most of the cost, and most words are met again. */
function termOf(word: string): string {
  const met = known.get(word);
  if (met !== undefined) return met;
  const folded = fold(word);
  const term = /^[a-z]{3,}$/.test(folded) ? stemmer(folded) : folded;
  if (known.size >= mostKnown) known.clear();
  known.set(word, term);
  return term;
}

/** A word without accents, capitals and apostrophes. */
export const fold = (word: string) =>
  inPlainLetters(word)
    .replace(/['’]s?$/u, '')
    .replace(/['’,]/g, '');

const convert = Converter({ from: 't', to: 'cn' });
const simple = new Map<string, string>();

/**
 * A text with traditional signs made simplified ones, sign by sign, so that places stay: which of two words a sign is
 * part of doesn't matter where both are folded.
 */
export function simplified(run: string): string {
  let all = '';
  for (const sign of run) {
    let one = simple.get(sign);
    if (one === undefined) {
      const converted = convert(sign);
      one = converted.length === sign.length ? converted : sign;
      simple.set(sign, one);
    }
    all += one;
  }
  return all;
}
