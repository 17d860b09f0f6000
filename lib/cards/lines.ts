/** Sets a text into lines that are measured, not guessed: the largest size at which it fits. */
import LineBreaker from 'linebreak';
import { asSet, type Letter, lettersOf } from './letters.ts';

export type SetText = Readonly<{
  /** Pixels. */
  size: number;
  lines: readonly (readonly Letter[])[];
  /** False if it ends with an ellipsis because it didn't fit. */
  whole: boolean;
}>;

export type Room = Readonly<{
  /** Pixels. */
  width: number;
  height: number;
  /** Sizes to try, in pixels, largest first. */
  sizes: readonly number[];
  /** Distance of baselines divided by size. */
  leading: number;
}>;

/** The renderer may kern a pair a little wider than its letters measure. */
const caution = 0.98;

/**
 * A text in a room. If it doesn't fit at the smallest size it ends with an ellipsis after a whole letter;
 * nothing if a letter of it can't be drawn.
 */
export function setText(text: string, lang: string, room: Room): SetText | undefined {
  const letters = lettersOf(text, lang);
  if (!letters) return undefined;
  const pieces = piecesOf(letters);
  for (const size of room.sizes) {
    const most = Math.floor(room.height / (size * room.leading));
    const lines = breakLines(pieces, (room.width * caution) / size);
    const isBroken = lines.broken && size !== room.sizes.at(-1);
    if (lines.lines.length <= most && !isBroken)
      return { size, lines: balanced(pieces, lines.lines, (room.width * caution) / size), whole: true };
  }
  const size = room.sizes.at(-1) ?? 0;
  const most = Math.max(1, Math.floor(room.height / (size * room.leading)));
  return {
    size,
    lines: cut(breakLines(pieces, (room.width * caution) / size).lines, most, room, size, lang),
    whole: false,
  };
}

/** Width of some letters, as a multiple of their size. */
export function widthOf(letters: readonly Letter[]): number {
  return letters.reduce((sum, { width }) => sum + width, 0);
}

type Piece = readonly Letter[];

/** The parts between which a line may break (Unicode line breaking, UAX 14). A piece ends with its spaces. */
function piecesOf(letters: readonly Letter[]): Piece[] {
  const breaker = new LineBreaker(letters.map(({ text }) => text).join(''));
  const places = new Set<number>();
  for (let place = breaker.nextBreak(); place; place = breaker.nextBreak()) places.add(place.position);
  const pieces: Letter[][] = [[]];
  let position = 0;
  for (const letter of letters) {
    pieces.at(-1)?.push(letter);
    position += letter.text.length;
    if (places.has(position)) pieces.push([]);
  }
  return pieces.filter((piece) => piece.length > 0);
}

/** Lines no wider than `width` (a multiple of the size). `broken`: a word had to be broken where no line may break. */
function breakLines(pieces: readonly Piece[], width: number): { lines: Letter[][]; broken: boolean } {
  const lines: Letter[][] = [[]];
  let broken = false;
  for (const piece of pieces) {
    const line = lines.at(-1) ?? [];
    if (widthOf(trimmed([...line, ...piece])) <= width) line.push(...piece);
    else if (widthOf(trimmed(piece)) <= width) lines.push([...piece]);
    else {
      broken = true;
      if (line.length > 0) lines.push([]);
      for (const letter of piece) {
        const last = lines.at(-1) ?? [];
        if (last.length > 0 && widthOf([...last, letter]) > width) lines.push([letter]);
        else last.push(letter);
      }
    }
  }
  return { lines: lines.map(trimmed).filter((line) => line.length > 0), broken };
}

/** The same number of lines, as even as they can be: no single word on the last one. */
function balanced(pieces: readonly Piece[], lines: Letter[][], width: number): Letter[][] {
  let [low, high, best] = [width / 2, width, lines];
  for (let step = 0; step < 8; step++) {
    const middle = (low + high) / 2;
    const tried = breakLines(pieces, middle);
    if (tried.lines.length === lines.length && !tried.broken) [high, best] = [middle, tried.lines];
    else low = middle;
  }
  return best;
}

function cut(lines: Letter[][], most: number, room: Room, size: number, lang: string): Letter[][] {
  const shown = lines.slice(0, most);
  const ellipsis = lettersOf('…', lang) ?? [];
  const last = [...(shown.at(-1) ?? [])];
  while (last.length > 0 && widthOf([...last, ...ellipsis]) * size > room.width * caution) last.pop();
  return [...shown.slice(0, -1), [...trimmed(last), ...ellipsis]];
}

function trimmed(line: readonly Letter[]): Letter[] {
  const end = line.findLastIndex(({ text }) => text !== ' ');
  return line.slice(0, end + 1);
}

/** One line of a text, shortened to a width in pixels; nothing if it can't be drawn. */
export function setLine(text: string, lang: string, size: number, width: number): SetText | undefined {
  return asSet(text) === ''
    ? undefined
    : setText(text, lang, { width, height: size, sizes: [size], leading: 1 });
}
