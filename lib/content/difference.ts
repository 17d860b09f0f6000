/** What changed between two texts, block by block and word by word. */
import { diffArrays } from 'diff';
import { fold } from './imprint.ts';

/** Words that stayed, went or came. */
export type Run = Readonly<{ kind: 'same' | 'gone' | 'new'; text: string }>;

/** A block in which something changed, or a number of blocks, one after the other, in which nothing did. */
export type Change = Readonly<{ runs: readonly Run[] } | { unchanged: number }>;

/** Texts that differ in more words than these are two texts: both are given whole. */
const mostEdits = 1_000;
/** Blocks of which so much is the same are one block that was changed. */
const alikeFrom = 0.4;
/** More pairs of blocks than these aren't compared with each other. */
const mostPairs = 10_000;
/** So many words of what stayed stand before and after what didn't. */
const context = 12;

export const isSame = (one: string, other: string) => fold(one) === fold(other);

/** What changed in a text of blocks. */
export function changesIn(before: readonly string[], after: readonly string[], lang: string): Change[] {
  const changes: Change[] = [];
  let [was, is]: [string[], string[]] = [[], []];
  const end = () => {
    changes.push(...pairs(was, is, lang));
    [was, is] = [[], []];
  };
  for (const { kind, items } of partsOf(before, after, fold) ?? []) {
    if (kind === 'gone') was = items;
    else if (kind === 'new') is = items;
    else {
      end();
      changes.push({ unchanged: items.length });
    }
  }
  end();
  return changes;
}

/** Blocks that were replaced by others: which became which, in their order, so that as much as possible stayed. */
function pairs(was: readonly string[], is: readonly string[], lang: string): Change[] {
  if (was.length * is.length > mostPairs) return [...was.map(gone), ...is.map(fresh)];
  const words = (blocks: readonly string[]) => blocks.map((block) => tokensOf(block, lang).map(fold));
  const [old, now] = [words(was), words(is)];
  const alike = old.map((one) => now.map((other) => likeness(one, other)));
  /** The best that can be had of the blocks from these on. */
  const best = Array.from({ length: was.length + 1 }, () => new Array<number>(is.length + 1).fill(0));
  const at = (row: number, column: number) => best[row]?.[column] ?? 0;
  const gain = (row: number, column: number) => alike[row]?.[column] ?? 0;
  for (let row = was.length - 1; row >= 0; row--)
    for (let column = is.length - 1; column >= 0; column--) {
      const together = gain(row, column) >= alikeFrom ? gain(row, column) + at(row + 1, column + 1) : 0;
      const line = best[row];
      if (line) line[column] = Math.max(together, at(row + 1, column), at(row, column + 1));
    }
  const changes: Change[] = [];
  let [row, column] = [0, 0];
  while (row < was.length || column < is.length) {
    const together = gain(row, column) >= alikeFrom ? gain(row, column) + at(row + 1, column + 1) : 0;
    if (row < was.length && column < is.length && together > 0 && together >= at(row, column))
      changes.push({ runs: runsIn(was[row++] ?? '', is[column++] ?? '', lang) });
    else if (row < was.length && (column === is.length || at(row + 1, column) >= at(row, column + 1)))
      changes.push(gone(was[row++] ?? ''));
    else changes.push(fresh(is[column++] ?? ''));
  }
  return changes;
}

const gone = (text: string): Change => ({ runs: [{ kind: 'gone', text }] });
const fresh = (text: string): Change => ({ runs: [{ kind: 'new', text }] });

/** How much of two blocks is the same, from 0 to 1 (Dice's coefficient of their words). */
function likeness(one: readonly string[], other: readonly string[]): number {
  const left = new Map<string, number>();
  for (const word of one) left.set(word, (left.get(word) ?? 0) + 1);
  let shared = 0;
  for (const word of other) {
    const count = left.get(word) ?? 0;
    if (count === 0) continue;
    left.set(word, count - 1);
    shared++;
  }
  return (2 * shared) / Math.max(1, one.length + other.length);
}

/** Word by word. */
export function runsIn(before: string, after: string, lang: string): Run[] {
  const [was, is] = [tokensOf(before, lang), tokensOf(after, lang)];
  const parts = partsOf(was, is, (token) => fold(token) || token.replace(/\s+/g, ' '), mostEdits);
  const whole: Run[] = [
    { kind: 'gone', text: before },
    { kind: 'new', text: after },
  ];
  if (!parts) return whole.filter(({ text }) => text !== '');
  return tidied(parts.map(({ kind, items }) => ({ kind, text: items.join('') })));
}

type Part = Readonly<{ kind: Run['kind']; items: string[] }>;

/** What stayed (as it is now), went and came among things that are the same if their keys are; nothing if too much is other. */
function partsOf(
  before: readonly string[],
  after: readonly string[],
  keyOf: (item: string) => string,
  maxEditLength = Number.POSITIVE_INFINITY,
): Part[] | undefined {
  const [old, now] = [before.map(keyOf), after.map(keyOf)];
  const parts = diffArrays(old, now, { maxEditLength });
  let [was, is] = [0, 0];
  return parts?.map(({ added, removed, count }): Part => {
    const part: Part = removed
      ? { kind: 'gone', items: before.slice(was, was + count) }
      : { kind: added ? 'new' : 'same', items: after.slice(is, is + count) };
    if (!added) was += count;
    if (!removed) is += count;
    return part;
  });
}

/** A space alone between two changes belongs to them: what went is read in one piece, and so is what came. */
function tidied(runs: readonly Run[]): Run[] {
  const tidy: Run[] = [];
  let [was, is] = ['', ''];
  const end = () => {
    if (was !== '') tidy.push({ kind: 'gone', text: was });
    if (is !== '') tidy.push({ kind: 'new', text: is });
    [was, is] = ['', ''];
  };
  for (const [index, { kind, text }] of runs.entries()) {
    const isBetween =
      kind === 'same' && text.trim() === '' && was !== '' && is !== '' && index < runs.length - 1;
    if (isBetween) [was, is] = [was + text, is + text];
    else if (kind === 'gone') was += text;
    else if (kind === 'new') is += text;
    else {
      end();
      tidy.push({ kind, text });
    }
  }
  end();
  return tidy;
}

const segmenters = new Map<string, Intl.Segmenter>();

/** Words, spaces and marks; Chinese by the words that the language's dictionary finds. */
function tokensOf(text: string, lang: string): string[] {
  const segmenter = segmenters.get(lang) ?? new Intl.Segmenter(lang, { granularity: 'word' });
  segmenters.set(lang, segmenter);
  return Array.from(segmenter.segment(text), ({ segment }) => segment);
}

/** Long passages that stayed, cut to what stands beside a change. */
export function folded(runs: readonly Run[], lang: string): Run[] {
  return runs.map((run, index) => {
    if (run.kind !== 'same') return run;
    const tokens = tokensOf(run.text, lang);
    const [isFirst, isLast] = [index === 0, index === runs.length - 1];
    const kept = 2 * context; // With the spaces between the words.
    if (tokens.length <= (isFirst || isLast ? 1.5 : 2.5) * kept) return run;
    const [head, tail] = [tokens.slice(0, isFirst ? 0 : kept), tokens.slice(isLast ? tokens.length : -kept)];
    return {
      kind: 'same',
      text: `${head.join('').trimEnd()}${isFirst || isLast ? '' : ' '}… ${tail.join('').trimStart()}`,
    };
  });
}
