/**
 * Fonts that cover every character of a card's text. @vercel/og asks a server on the internet
 * for any glyph it lacks, so text that no font here covers is an error, not a request.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';

export type CardFont = Readonly<{ name: string; data: Buffer; weight: 700; style: 'normal' }>;

const families = [
  { name: 'Source Serif 4', folder: 'source-serif-4', prefix: 'source-serif-4' },
  { name: 'Noto Sans SC', folder: 'noto-sans-sc', prefix: 'noto-sans-sc' },
];
type Subset = Readonly<{ name: string; file: string; ranges: readonly (readonly [number, number])[] }>;

const known: { subsets?: Subset[] } = {};

/** True if every character of a text is in one of the fonts here. */
export function covers(text: string): boolean {
  return [...text].every((character) => subsetWith(character) !== undefined);
}

/** The subset files that hold the text's characters. Throws if a character is in none of them. */
export function fontsFor(text: string): CardFont[] {
  const needed = new Set<Subset>();
  for (const character of new Set(`${text}…`)) {
    const subset = subsetWith(character);
    const code = character.codePointAt(0) ?? 0;
    if (!subset) throw new Error(`No font here has “${character}” (U+${code.toString(16).toUpperCase()})`);
    needed.add(subset);
  }
  return [...needed].map(({ name, file }) => ({
    name,
    data: readFileSync(/* turbopackIgnore: true */ file),
    weight: 700,
    style: 'normal',
  }));
}

function subsetWith(character: string): Subset | undefined {
  const code = character.codePointAt(0) ?? 0;
  return subsets().find(({ ranges }) => ranges.some(([from, to]) => code >= from && code <= to));
}

function subsets(): Subset[] {
  known.subsets ??= families.flatMap(({ name, folder, prefix }) => {
    const home = path.join(/* turbopackIgnore: true */ process.cwd(), 'node_modules', '@fontsource', folder);
    const listed = readFileSync(/* turbopackIgnore: true */ path.join(home, 'unicode.json'), 'utf8');
    return Object.entries(JSON.parse(listed) as Record<string, string>).map(([subset, ranges]) => ({
      name: `${name} ${subset}`, // The renderer takes one file a name.
      file: path.join(home, 'files', `${prefix}-${subset.replace(/[[\]]/g, '')}-700-normal.woff`),
      ranges: ranges.split(',').map(rangeOf),
    }));
  });
  return known.subsets;
}

/** `U+4E00-4E7F` or `U+20AC` */
function rangeOf(text: string): [number, number] {
  const [from = '0', to = from] = text.trim().replace(/^U\+/i, '').split('-');
  return [Number.parseInt(from, 16), Number.parseInt(to, 16)];
}
