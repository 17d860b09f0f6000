/** Country codes of two letters: how many pairs are taken, what hangs on them, and how a flag is made of them. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { domainToASCII } from 'node:url';
import { accents, forReaders, line, palette, rect, sheetOf, text } from './kit/paper.ts';
import { table } from './kit/story.ts';

type Country = {
  name: { common: string; native: Record<string, { common: string }> };
  cca2: string;
  independent: boolean | null;
  status: string;
  tld: string[];
  latlng: [number, number];
};
const require = createRequire(import.meta.url);
const countries = JSON.parse(
  readFileSync(require.resolve('world-countries/countries.json'), 'utf8'),
) as Country[];
const { supplemental } = require('cldr-core/supplemental/aliases.json') as {
  supplemental: { metadata: { alias: { territoryAlias: Record<string, { _replacement: string }> } } };
};
const aliases = supplemental.metadata.alias.territoryAlias;

const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
const pairs = letters.flatMap((first) => letters.map((second) => first + second));
const by = new Map(countries.map((one) => [one.cca2, one]));
const name = (code: string) => by.get(code)!.name.common;

/** Pairs that CLDR leads to a successor. */
const former = Object.keys(aliases).filter((code) => /^[A-Z]{2}$/.test(code) && !by.has(code));
/** ISO 3166-1 leaves these to its users for good: AA, QM to QZ, XA to XZ, ZZ. */
const users = pairs.filter((code) => /^(AA|Q[M-Z]|X[A-Z]|ZZ)$/.test(code));

/** Letters A to Z of a name, without accents. */
const plain = (words: string) =>
  words
    .normalize('NFD')
    .replace(/[^A-Za-z]/g, '')
    .toUpperCase();
/** Whether both letters stand in the name, the second after the first. */
function inOrder([first, second]: string, words: string): boolean {
  const at = plain(words).indexOf(first!);
  return at >= 0 && plain(words).indexOf(second!, at + 1) > at;
}
const natives = (code: string) => Object.values(by.get(code)!.name.native).map(({ common }) => common);

const turned = (code: string) => code[1]! + code[0]!;
const reversible = countries.filter(({ cca2 }) => cca2 !== turned(cca2) && by.has(turned(cca2)));

/** The codes that one wrong letter makes of a code; fifty are possible. */
const slips = (code: string) =>
  letters.flatMap((letter) =>
    [letter + code[1]!, code[0]! + letter].filter((other) => other !== code && by.has(other)),
  );
const ranked = countries
  .map(({ cca2 }) => ({ code: cca2, slips: slips(cca2).length }))
  .sort((a, b) => b.slips - a.slips || a.code.localeCompare(b.code));

/** A flag as it is stored: two regional indicator symbols, U+1F1E6 for A and so on. */
const flag = (code: string) =>
  String.fromCodePoint(...[...code].map((letter) => 0x1f1e6 + letters.indexOf(letter)));
const read = (flags: string) =>
  [...flags].map((symbol) => letters[symbol.codePointAt(0)! - 0x1f1e6]!).join('');
const hex = (words: string) =>
  [...new TextEncoder().encode(words)].map((byte) => byte.toString(16).toUpperCase());

const own = ({ cca2, tld }: Country) => tld.includes(`.${cca2.toLowerCase()}`);
const others = countries.filter(({ tld }) => tld.some((ending) => /[^\p{ASCII}]/u.test(ending)));
const endings = [
  ['China', '中国'],
  ['China', '中國'],
  ['Kazakhstan', 'қаз'],
  ['Russia', 'рф'],
  ['South Korea', '한국'],
  ['Thailand', 'ไทย'],
] as const;

const starts = letters.map((letter) => ({
  letter,
  count: countries.filter(({ cca2 }) => cca2.startsWith(letter)).length,
}));
const inWords = 'none one two three four five six seven eight nine ten eleven twelve'.split(' ');
const list = (words: readonly string[]) => `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;

export function facts(): Record<string, string> {
  const ordered = countries.filter(({ cca2, name: { common } }) => inOrder(cca2, common));
  const initial = countries.filter(({ cca2, name: { common } }) => plain(common).startsWith(cca2));
  const strange = ['DE', 'ES', 'HR'].filter(
    (code) => !inOrder(code, name(code)) && natives(code).some((native) => inOrder(code, native)),
  );
  const average = ranked.reduce((sum, one) => sum + one.slips, 0) / ranked.length;
  const slipped = (code: string) => ranked.find((one) => one.code === code)!.slips;
  const [most, least] = [ranked[0]!, ranked.at(-1)!];
  const rest = pairs.filter((code) => !by.has(code) && !former.includes(code) && !users.includes(code));
  const withoutOwn = countries.filter((one) => !own(one));
  const cut = read(flag('CN') + flag('CH') + flag('FR')).slice(1);
  return {
    pairs: `${pairs.length} pairs`,
    taken: `${countries.length} of them`,
    'share taken': `${Math.round((countries.length / pairs.length) * 100)} per cent`,
    former: `${former.length} pairs`,
    users: `${users.length} pairs`,
    XK: by.get('XK')!.status === 'user-assigned' ? 'XK' : '?',
    rest: `${rest.length} pairs`,
    states: `${countries.filter(({ independent }) => independent).length} are independent`,
    'first two letters': `${initial.length} codes`,
    'in order': `${ordered.length} of the ${countries.length}`,
    'not in order': `other ${countries.length - ordered.length}`,
    'own names': list(strange.map((code) => `${code} is ${natives(code).find((one) => inOrder(code, one))}`)),
    'most frequent initials': starts
      .filter(({ count }) => count > 20)
      .map(({ letter }) => letter)
      .join(', '),
    'every letter': starts.every(({ count }) => count > 0) ? 'every letter of the alphabet' : '?',
    'slips from CN': `${slipped('CN')} of the 50`,
    'slips possible': String(2 * (letters.length - 1)),
    'slips on average': `${average.toFixed(1)} of the 50`,
    'slips most': `${most.code}, ${name(most.code)}, with ${most.slips}`,
    'slips least': `${least.code}, ${name(least.code)}, with ${inWords[least.slips]}`,
    reversible: `${reversible.length} codes`,
    'CN turned': `${turned('CN')} is ${name(turned('CN'))}`,
    'CH is': `CH is ${name('CH')}`,
    'own ending': `${countries.length - withoutOwn.length} of the ${countries.length} entries`,
    'without own':
      withoutOwn.map((one) => one.name.common).sort()[2] === 'United States Minor Outlying Islands'
        ? `${inWords[withoutOwn.length]} exceptions`
        : '?',
    uk: by.get('GB')!.tld.join() === '.uk' ? '.uk' : '?',
    SU: by.get('RU')!.tld.includes('.su') && former.includes('SU') ? '.su' : '?',
    'successors of SU': `${aliases.SU!._replacement.split(' ').length} successors`,
    'successors of YU': `YU to ${aliases.YU!._replacement.replace(' ', ' and ')}`,
    'other scripts': `${others.length} entries`,
    'endings table': table(
      ['Listed for', 'As written', 'As sent'],
      endings.map(([of, ending]) => {
        const listed = countries.find((one) => one.name.common === of)!.tld.includes(`.${ending}`);
        return [of, listed ? `.${ending}` : '?', `.${domainToASCII(ending)}`];
      }),
    ),
    indicators: `${letters.length} symbols`,
    'first indicator': `U+${flag('A').codePointAt(0)!.toString(16).toUpperCase()}`,
    'last indicator': `U+${flag('Z').codePointAt(0)!.toString(16).toUpperCase()}`,
    'bytes of a flag': `${inWords[hex(flag('CN')).length]} bytes`,
    'units of a flag': flag('CN').length === 4 ? 'a length of four' : '?',
    'flag turned': read([...flag('CN')].reverse().join('')) === 'NC' ? 'New Caledonia' : '?',
    'flags cut':
      by.has(cut.slice(0, 2)) && !by.has(cut.slice(2, 4))
        ? `${cut.slice(0, 2)}, ${cut.slice(2, 4)} and a lone ${cut.slice(4)}`
        : '?',
    'places on the map': ['CH', 'CN', 'NC']
      .map((code) => `lat="${by.get(code)!.latlng[0]}" lon="${by.get(code)!.latlng[1]}"`)
      .at(-1)!,
    'place CN': `lat="${by.get('CN')!.latlng[0]}" lon="${by.get('CN')!.latlng[1]}"`,
    'place CH': `lat="${by.get('CH')!.latlng[0]}" lon="${by.get('CH')!.latlng[1]}"`,
    // Editions and documents by the dates in their own names and headings.
    'first edition': 'ISO 3166:1974',
    'in parts': 'ISO 3166-1:1997',
    'this edition': 'ISO 3166-1:2020',
    'names of the net': 'RFC 920',
    'who decides': 'RFC 1591',
    'other scripts in the net': 'RFC 3490',
    'flags in Unicode': 'Unicode 6.0',
  };
}

export function charts(): Record<string, string> {
  return {
    'Country codes by their first letter': table(
      ['Letter', 'Codes'],
      starts.map(({ letter, count }) => [letter, count]),
    ),
  };
}

/** All pairs as a square, the first letter down and the second across. */
export async function draw(): Promise<string> {
  const [left, top, step] = [330, 62, 39];
  const { strong } = accents.teal;
  const middle = '#86b5b0';
  const squares = pairs.map((code) => {
    const fill = by.has(code)
      ? strong
      : former.includes(code)
        ? middle
        : users.includes(code)
          ? palette.edge
          : palette.land;
    const [y, x] = [...code].map((letter) => letters.indexOf(letter)) as [number, number];
    return rect(left + x * step, top + y * step, step - 4, step - 4, fill);
  });
  const heads = letters.flatMap((letter, index) => [
    text(left + index * step + 17, top - 14, letter, {
      size: 34,
      anchor: 'middle',
      fill: palette.grey,
      weight: 600,
    }),
    text(left - 30, top + index * step + 30, letter, {
      size: 34,
      anchor: 'middle',
      fill: palette.grey,
      weight: 600,
    }),
  ]);
  const key = (y: number, fill: string, count: number, words: string) =>
    forReaders(rect(1400, y, 44, 44, fill)) +
    text(1464, y + 40, String(count), { size: 56, weight: 700, family: 'serif' }) +
    text(1464, y + 92, words, { size: 38, fill: palette.grey });
  const free = pairs.filter((code) => !by.has(code) && !former.includes(code) && !users.includes(code));
  const kept = users.filter((code) => !by.has(code) && !former.includes(code));
  return sheetOf(
    ...squares,
    ...heads,
    key(270, strong, countries.length, 'in use'),
    key(430, middle, former.length, 'superseded'),
    key(590, palette.edge, kept.length, 'private use'),
    key(750, palette.land, free.length, 'not taken'),
  );
}

/** Two symbols, eight bytes, one flag. */
async function flagInBytes(): Promise<string> {
  const { strong, pale } = accents.teal;
  const half = (letter: string, x: number) => {
    const symbol = flag(letter);
    return (
      rect(x, 120, 520, 330, pale) +
      text(x + 260, 370, letter, {
        size: 270,
        weight: 700,
        family: 'serif',
        anchor: 'middle',
        fill: strong,
        halo: null,
      }) +
      text(x + 260, 540, `U+${symbol.codePointAt(0)!.toString(16).toUpperCase()}`, {
        size: 62,
        weight: 600,
        anchor: 'middle',
      }) +
      hex(symbol)
        .map(
          (byte, index) =>
            rect(x + index * 133, 660, 121, 120, index === 3 ? strong : palette.edge) +
            text(x + index * 133 + 60, 740, byte, {
              size: 58,
              weight: 600,
              anchor: 'middle',
              fill: index === 3 ? '#fff' : palette.ink,
              halo: null,
            }),
        )
        .join('')
    );
  };
  return sheetOf(
    half('C', 450),
    half('N', 1030),
    line([450, 840], [1550, 840], palette.edge, 4),
    text(1000, 930, 'Two symbols, eight bytes, one flag', {
      size: 56,
      anchor: 'middle',
      fill: palette.grey,
    }),
  );
}

export const pictures = () => ({ 'flag-in-bytes.png': flagInBytes });
