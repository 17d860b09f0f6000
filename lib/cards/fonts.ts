/**
 * The fonts that cards are set in, known by the characters that really are in their files.
 *
 * A font package lists a range of characters for each of its files, but not every character of a range
 * is in the file, and a few files can't be read at all: what a file has is read from the file itself.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import opentype from 'opentype.js';

/** One file of a font. The renderer takes one file a name, so that each has a name of its own. */
export type FontFile = Readonly<{
  name: string;
  family: Family;
  bytes: Buffer;
  /** Widths of the characters that are in the file, as multiples of the size. */
  widths: ReadonlyMap<string, number>;
}>;

type Slice = Readonly<{
  name: string;
  family: Family;
  file: string;
  ranges: readonly (readonly [from: number, to: number])[];
}>;
type Family = 'source-serif-4' | 'noto-sans-sc' | 'noto-sans-tc' | 'noto-sans-jp' | 'noto-sans-kr';

/** Regional forms of one character differ: a Japanese headline is set in the Japanese font first. */
const ideographs: readonly [language: RegExp, families: readonly Family[]][] = [
  [/^zh\b.*\b(Hant|TW|HK|MO)\b/, ['noto-sans-tc', 'noto-sans-sc', 'noto-sans-jp', 'noto-sans-kr']],
  [/^zh\b/, ['noto-sans-sc', 'noto-sans-tc', 'noto-sans-jp', 'noto-sans-kr']],
  [/^ja\b/, ['noto-sans-jp', 'noto-sans-tc', 'noto-sans-sc', 'noto-sans-kr']],
  [/^ko\b/, ['noto-sans-kr', 'noto-sans-jp', 'noto-sans-tc', 'noto-sans-sc']],
];
const elsewhere: readonly Family[] = [
  'source-serif-4',
  'noto-sans-sc',
  'noto-sans-jp',
  'noto-sans-tc',
  'noto-sans-kr',
];

/** Font families in the order in which a language's text looks for a character. */
function familiesFor(lang: string): readonly Family[] {
  const regional = ideographs.find(([language]) => language.test(lang))?.[1];
  return regional ? [...regional, 'source-serif-4'] : elsewhere;
}

/** The file that a character of a language's text is set from; nothing if no font here has it. */
export function fontWith(character: string, lang: string): FontFile | undefined {
  const code = character.codePointAt(0) ?? 0;
  for (const family of familiesFor(lang)) {
    for (const slice of slicesOf(family)) {
      if (!slice.ranges.some(([from, to]) => code >= from && code <= to)) continue;
      const file = open(slice);
      if (file?.widths.has(character)) return file;
    }
  }
  return undefined;
}

/** The different files among some, in the order in which a language's text looks for a character. */
export function fontsInOrder(files: readonly FontFile[], lang: string): FontFile[] {
  const order = familiesFor(lang);
  return [...new Set(files)].sort((a, b) => order.indexOf(a.family) - order.indexOf(b.family));
}

/** Versions of what draws: other fonts, emoji or renderers make another card. */
export function drawingVersions(): string {
  versions ??= [...elsewhere.map((family) => `@fontsource/${family}`), '@twemoji/svg', 'next', 'sharp']
    .map((name) => {
      const text = readText(path.join(modules(), name, 'package.json'));
      return `${name} ${(JSON.parse(text) as { version: string }).version}`;
    })
    .join(', ');
  return versions;
}

let versions: string | undefined;
const slices = new Map<Family, readonly Slice[]>();
const files = new Map<string, FontFile | undefined>();

function slicesOf(family: Family): readonly Slice[] {
  const known = slices.get(family);
  if (known) return known;
  const home = homeOf(family);
  const listed = JSON.parse(readText(path.join(home, 'unicode.json'))) as Record<string, string>;
  const read = Object.entries(listed).map(([subset, ranges]) => ({
    name: `${family} ${subset}`,
    family,
    file: path.join(home, 'files', `${family}-${subset.replace(/[[\]]/g, '')}-700-normal.woff`),
    ranges: ranges.split(',').map(rangeOf),
  }));
  slices.set(family, read);
  return read;
}

/** Nothing for a file that can't be read: its characters are looked for in the next family. */
function open({ name, family, file }: Slice): FontFile | undefined {
  if (files.has(name)) return files.get(name);
  let opened: FontFile | undefined;
  try {
    const bytes = readFileSync(/* turbopackIgnore: true */ file);
    opened = { name, family, bytes, widths: widthsIn(bytes) };
  } catch {
    opened = undefined;
  }
  files.set(name, opened);
  return opened;
}

/** The font itself isn't kept: it takes many times the memory. */
function widthsIn(bytes: Buffer): Map<string, number> {
  const { glyphs, tables, unitsPerEm } = opentype.parse(new Uint8Array(bytes).buffer);
  const indexes = Object.entries(tables.cmap?.glyphIndexMap as Record<string, number>);
  const there = indexes.filter(([, index]) => index > 0); // 0 is the box for a missing one.
  return new Map(
    there.map(([code, index]) => {
      const width = glyphs.get(index).advanceWidth ?? unitsPerEm;
      return [String.fromCodePoint(Number(code)), width / unitsPerEm];
    }),
  );
}

const modules = () => path.join(/* turbopackIgnore: true */ process.cwd(), 'node_modules');

function homeOf(family: Family): string {
  return path.join(/* turbopackIgnore: true */ modules(), '@fontsource', family);
}

function readText(file: string): string {
  return readFileSync(/* turbopackIgnore: true */ file, 'utf8');
}

/** `U+4E00-4E7F` or `U+20AC` */
function rangeOf(text: string): [number, number] {
  const [from = '0', to = from] = text.trim().replace(/^U\+/i, '').split('-');
  return [Number.parseInt(from, 16), Number.parseInt(to, 16)];
}
