/** Draws the house: each room stands on the floor above all that it uses. */
import type { Element } from 'hast';
import { toHtml } from 'hast-util-to-html';
import { s } from 'hastscript';
import { capabilities, components } from './rooms.ts';

type Box = Readonly<{ name: string; says: string; uses: readonly string[] }>;

/** In the drawing's units. */
const width = 1000;
const gap = 12;
const nameHeight = 18;
const lineHeight = 17;
/** So many stand side by side before a floor gets a second row. */
const mostInRow = 5;
/** Of letters of 13 units, a little more than they take in common fonts. */
const letterWidth = 6.9;

const style = `
text { font: 13px system-ui, sans-serif; fill: #1b1b1b }
.name { font-weight: 600; font-size: 16px }
.uses { fill: #8f1d14 }
rect { fill: #f6f3ee; stroke: #8a8378 }
@media (prefers-color-scheme: dark) {
  text { fill: #ece8e1 }
  .uses { fill: #f2a79c }
  rect { fill: #24221f; stroke: #8a8378 }
}`;

/** The text of docs/pictures/house.svg. */
export function drawing(): string {
  const rows = [
    [
      { name: 'app', says: 'routes: wiring', uses: ['components', 'lib'] },
      { name: 'cli', says: 'the newsroom command', uses: ['lib'] },
      { name: 'reader', says: 'what browsers run', uses: [] },
    ],
    ...inRows(
      Object.entries(components).map(([room, { beside }]) => ({
        name: `components/${room}`,
        says: '',
        uses: beside,
      })),
    ),
    ...floors().flatMap(inRows),
  ];
  let top = gap;
  const drawn = rows.flatMap((row) => {
    const own = (width - gap * (row.length + 1)) / row.length;
    const texts = row.map((box) => linesOf(box, own));
    const height = gap + nameHeight + lineHeight * Math.max(...texts.map((lines) => lines.length)) + gap / 2;
    const boxes = texts.map((lines, place) =>
      boxAt(row[place]?.name ?? '', lines, { left: gap + place * (own + gap), top, own, height }),
    );
    top += height + gap;
    return boxes;
  });
  const label = 'The rooms of the house, each on the floor above all that it uses';
  const viewBox = `0 0 ${width} ${top}`;
  return `${toHtml(
    s('svg', { xmlns: 'http://www.w3.org/2000/svg', viewBox, role: 'img', ariaLabel: label }, [
      s('style', style),
      ...drawn,
    ]),
    { space: 'svg' },
  )}\n`;
}

/** Capabilities from the top floor down: those of one floor don't use each other. */
export function floors(): Box[][] {
  const level = (room: string): number =>
    Math.max(0, ...(capabilities[room]?.uses ?? []).map((used) => level(used) + 1));
  const byLevel: Box[][] = [];
  for (const [name, { says, uses }] of Object.entries(capabilities)) {
    const floor = byLevel[level(name)] ?? [];
    byLevel[level(name)] = [...floor, { name, says, uses: withoutImplied(uses) }];
  }
  return byLevel.reverse();
}

/** Of what a room uses, that which nothing else it uses needs anyway. */
function withoutImplied(uses: readonly string[]): string[] {
  const under = (room: string): string[] =>
    (capabilities[room]?.uses ?? []).flatMap((used) => [used, ...under(used)]);
  const implied = new Set(uses.flatMap(under));
  return uses.filter((used) => !implied.has(used));
}

function inRows(floor: readonly Box[]): Box[][] {
  const count = Math.ceil(floor.length / mostInRow);
  const size = Math.ceil(floor.length / count);
  return Array.from({ length: count }, (_, row) => floor.slice(row * size, (row + 1) * size));
}

type Line = Readonly<{ text: string; className: string }>;

function linesOf({ says, uses }: Box, own: number): Line[] {
  const letters = Math.floor((own - 2 * gap) / letterWidth);
  return [
    ...broken(says, letters).map((text) => ({ text, className: 'says' })),
    ...broken(uses.length > 0 ? `on ${uses.join(', ')}` : '', letters).map((text) => ({
      text,
      className: 'uses',
    })),
  ];
}

type Place = Readonly<{ left: number; top: number; own: number; height: number }>;

function boxAt(name: string, lines: readonly Line[], { left, top, own, height }: Place): Element {
  const x = left + gap;
  const first = top + gap + nameHeight;
  return s('g', [
    s('rect', { x: left, y: top, width: own, height, rx: 3 }),
    s('text', { className: 'name', x, y: first - 7 }, name),
    ...lines.map(({ text, className }, index) =>
      s('text', { className, x, y: first + lineHeight * (index + 1) - 5 }, text),
    ),
  ]);
}

function broken(text: string, letters: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ').filter(Boolean)) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + word.length < letters)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}
