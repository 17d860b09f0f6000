/** Where the words of a question stand in a text: marked, and for a long text the passage that has most of them. */
import { isInSigns, simplified, type Term, termsOf } from './terms.ts';

/** A piece of a text; `marked` if it is a word that was looked for. */
export type Piece = Readonly<{ text: string; marked: boolean }>;

type Place = Readonly<{ from: number; to: number; term: string }>;

/** Some two lines, and how much of them may stand before the first marked word; Chinese signs take twice the room. */
const measures = { letters: { longest: 220, before: 60 }, signs: { longest: 110, before: 30 } } as const;

/** The whole text in pieces. `terms`: what is marked. */
export function marked(text: string, terms: ReadonlySet<string>): Piece[] {
  return piecesOf(text, 0, text.length, placesIn(text, terms));
}

/** The passage with most of the different words, the first of equal ones; nothing if none of them is in the text. */
export function excerpt(text: string, terms: ReadonlySet<string>): Piece[] | undefined {
  const words = termsOf(text);
  const places = placesIn(text, terms, words);
  const { longest, before } = measures[isInSigns(places[0]?.term ?? '') ? 'signs' : 'letters'];
  let best: Readonly<{ first: Place; different: number }> | undefined;
  for (const [index, first] of places.entries()) {
    const near = new Set<string>();
    for (let next = index; next < places.length; next++) {
      const place = places[next];
      if (!place || place.to > first.from + longest - before) break;
      near.add(place.term);
    }
    if (!best || near.size > best.different) best = { first, different: near.size };
  }
  if (!best) return undefined;
  const from = beginning(text, best.first.from, before, words);
  const to = ending(from + longest, text, words);
  const pieces = piecesOf(text, from, to, places);
  return [
    ...(from > 0 ? [{ text: '… ', marked: false }] : []),
    ...pieces,
    ...(to < text.length ? [{ text: ' …', marked: false }] : []),
  ];
}

/** The beginning of the sentence or paragraph, if it is near, else of a word. */
function beginning(text: string, place: number, before: number, words: readonly Term[]): number {
  const earliest = Math.max(0, place - before);
  const sentence = Math.max(
    ...['. ', '! ', '? ', '\n', '。', '！', '？'].map((end) => {
      const at = text.lastIndexOf(end, place - 1);
      return at === -1 ? -1 : at + end.length;
    }),
  );
  if (sentence >= earliest) return sentence;
  if (earliest === 0) return 0;
  return words.find(({ from }) => from >= earliest)?.from ?? place;
}

function ending(limit: number, text: string, words: readonly Term[]): number {
  if (limit >= text.length) return text.length;
  return words.findLast(({ to }) => to <= limit)?.to ?? limit;
}

/** Where words stand that were looked for, in their order. */
function placesIn(text: string, terms: ReadonlySet<string>, words = termsOf(text)): Place[] {
  const places: Place[] = words.filter(({ term }) => !isInSigns(term) && terms.has(term));
  const inSigns = [...terms].filter(isInSigns);
  if (inSigns.length > 0) {
    const folded = simplified(text);
    for (const term of inSigns)
      for (let from = folded.indexOf(term); from !== -1; from = folded.indexOf(term, from + term.length))
        places.push({ from, to: from + term.length, term });
    places.sort((a, b) => a.from - b.from);
  }
  return places;
}

function piecesOf(text: string, from: number, to: number, places: readonly Place[]): Piece[] {
  const pieces: Piece[] = [];
  let done = from;
  const add = (end: number, isMarked: boolean) => {
    if (end > done) pieces.push({ text: text.slice(done, end), marked: isMarked });
    done = Math.max(done, end);
  };
  for (const place of places) {
    if (place.from < done || place.to > to) continue;
    add(place.from, false);
    add(place.to, true);
  }
  add(to, false);
  return pieces;
}
