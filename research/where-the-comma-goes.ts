/** How a hundred languages group the digits of a number, and after how many zeros each has a new word. */
import { createRequire } from 'node:module';
import { dots } from './kit/chart.ts';
import { kept } from './kit/kept.ts';
import { accents, palette, sheetOf, text } from './kit/paper.ts';
import { table } from './kit/story.ts';

const require = createRequire(import.meta.url);
const { effectiveCoverageLevels: coverage } = require('cldr-core/coverageLevels.json') as {
  effectiveCoverageLevels: Record<string, string>;
};
const { supplemental } = require('cldr-core/supplemental/territoryInfo.json') as {
  supplemental: { territoryInfo: Record<string, { _population: string }> };
};
const people = (country: string) => Number(supplemental.territoryInfo[country]!._population);

/** Those of CLDR's languages, without regions and scripts, whose data are complete for modern use. */
const languages = Object.keys(coverage).filter(
  (code) => coverage[code] === 'modern' && /^[a-z]{2,3}$/.test(code),
);

type Language = {
  name: string;
  /** Lengths of the groups of 1234567890, e.g. `1-3-3-3`, and the mark between them. */
  groups: string;
  mark: string;
  /** How many zeros a round number has where a word begins at one again: 3, 6, 9, 12 in English. */
  words: number[];
};
type Written = {
  languages: Record<string, Language>;
  /** A one with so many zeros, in words, by locale. */
  rounds: Record<string, Record<number, string>>;
  china: Record<string, string>;
  megabyte: string;
};

const zeros = [4, 5, 6, 7, 8, 9, 12];
const locales = ['en', 'zh', 'en-IN', 'de', 'es', 'fr', 'ja', 'zh-Hant-TW'];
const latin = (code: string) => `${code}-u-nu-latn`;
/** No-break spaces of any width as plain ones. */
const plain = (words: string) => words.replaceAll(/[\u00a0\u202f\u2009]/g, ' ');

const data = kept<Written>('number-grouping-icu-78.2', { icu: '78.2' }, () => {
  const known = languages.filter((code) => new Intl.NumberFormat(code).resolvedOptions().locale === code);
  const english = new Intl.DisplayNames('en', { type: 'language' });
  const compact = { notation: 'compact', compactDisplay: 'long' } as const;
  const kinds = (parts: Intl.NumberFormatPart[], type: string) =>
    parts.filter((part) => part.type === type).map(({ value }) => value);
  return {
    languages: Object.fromEntries(
      known.map((code) => {
        const whole = new Intl.NumberFormat(latin(code), { useGrouping: 'always' }).formatToParts(
          1_234_567_890,
        );
        const short = new Intl.NumberFormat(latin(code), { ...compact, useGrouping: false });
        const words = Array.from({ length: 10 }, (_, index) => index + 3).filter((power) => {
          const parts = short.formatToParts(10 ** power);
          return kinds(parts, 'integer').join('') === '1' && kinds(parts, 'compact').length > 0;
        });
        return [
          code,
          {
            name: english.of(code)!,
            groups: kinds(whole, 'integer')
              .map(({ length }) => length)
              .join('-'),
            mark: plain(kinds(whole, 'group')[0]!),
            words,
          },
        ];
      }),
    ),
    rounds: Object.fromEntries(
      locales.map((code) => [
        code,
        Object.fromEntries(
          zeros.map((power) => [
            power,
            plain(new Intl.NumberFormat(latin(code), compact).format(10 ** power)),
          ]),
        ),
      ]),
    ),
    china: Object.fromEntries(
      [...locales, 'whole'].map((code) => [
        code,
        code === 'whole'
          ? new Intl.NumberFormat('en').format(people('CN'))
          : plain(
              new Intl.NumberFormat(latin(code), { ...compact, maximumSignificantDigits: 4 }).format(
                people('CN'),
              ),
            ),
      ]),
    ),
    megabyte: new Intl.NumberFormat('zh', { style: 'unit', unit: 'megabyte', unitDisplay: 'long' }).format(1),
  };
});

const all = Object.entries(data.languages).map(([code, one]) => ({ code, ...one }));
const list = (words: readonly string[]) => `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
const inWords = 'none one two three four five six seven eight nine ten eleven twelve'.split(' ');

/** The name of a one with so many zeros. */
const tens: Record<number, string> = { 1: 'ten', 3: 'thousand', 6: 'million' };

const threes = all.filter(({ groups }) => groups === '1-3-3-3');
const twos = all.filter(({ groups }) => groups === '1-2-2-2-3');
const byThousand = all.filter(({ words }) => words.join() === '3,6,9,12');
const begins = (words: readonly number[], yes: readonly number[], no: readonly number[]) =>
  yes.every((power) => words.includes(power)) && !no.some((power) => words.includes(power));
const byMyriad = all.filter(({ words }) => begins(words, [4, 8, 12], [5, 6, 9]));
const byLakh = all.filter(({ words }) => begins(words, [5, 7], [6]));
const everyPower = all.filter(({ words }) => begins(words, [4, 5, 6], []));
const marked = (mark: string) => all.filter((one) => one.mark === mark).length;

export function facts(): Record<string, string> {
  const { rounds, china } = data;
  const names = (some: readonly Language[]) => list(some.map(({ name }) => name).sort());
  const byFours = String(people('CN')).replaceAll(/\B(?=(\d{4})+$)/g, ' ');
  return {
    languages: all.length === 100 ? 'a hundred languages' : `${all.length} languages`,
    whole: china.whole!,
    ...Object.fromEntries(['en', 'zh', 'en-IN', 'de'].map((code) => [`China in ${code}`, china[code]!])),
    'by threes': `${threes.length} of the hundred`,
    'by twos': `${inWords[twos.length]} languages`,
    'by twos, names': names(twos),
    'by fours': all.length === threes.length + twos.length ? 'Nobody groups by four' : '?',
    'recut by fours': byFours,
    'new word every three zeros': `In ${byThousand.length} of them`,
    'new word every four': `${inWords[byMyriad.length]} languages, ${names(byMyriad)}`,
    'lakh and crore': names(byLakh),
    'lakh and crore, number': `${inWords[byLakh.length]} of the languages`,
    'lakh in words, threes in digits': byLakh
      .filter(({ groups }) => groups === '1-3-3-3')
      .map(({ name }) => `${name} has the words`)
      .join(' and '),
    'lakh in digits, million in words': names(twos.filter(({ words }) => words.join() === '3,6,9,12')),
    'own words for each': names(everyPower),
    comma: `comma in ${marked(',')}`,
    'full stop': `full stop in ${marked('.')}`,
    space: `space in ${marked(' ')}`,
    'German trillion': rounds.de![12]!,
    'French trillion': rounds.fr![12]!,
    'Spanish trillion': rounds.es![12]!,
    '兆 in Japan': `${rounds.ja![12]} in Japan`,
    '兆 in Taiwan': rounds['zh-Hant-TW']![12] === rounds.ja![12] ? 'and in Taiwan' : '?',
    'no 兆 on the mainland': rounds.zh![12]!,
    megabyte: data.megabyte,
    'billion to billion': `factor of a ${tens[12 - 9]}`,
    '兆 to 兆': `factor of a ${tens[12 - 6]}`,
    'thousands into 万': `divide by ${tens[4 - 3]} for 万`,
    'millions into 亿': `${inWords[8 - 6]} places to the left`,
    'billions into 亿': `${inWords[9 - 8]} to the right`,
    'meet again': `after ${inWords[[...Array(13).keys()].find((power) => power && power % 3 === 0 && power % 4 === 0)!]}`,
    'words table': table(
      ['Zeros', 'English', 'Chinese', 'English (India)', 'German', 'Spanish'],
      zeros.map((power) => [
        power,
        ...['en', 'zh', 'en-IN', 'de', 'es'].map((code) => rounds[code]![power]!),
      ]),
    ),
  };
}

export function charts(): Record<string, string> {
  return {
    'The mark between groups of digits in a hundred languages': table(
      ['Mark', 'Languages'],
      [
        ['Comma', marked(',')],
        ['Space', marked(' ')],
        ['Full stop', marked('.')],
        ['Other', all.length - marked(',') - marked(' ') - marked('.')],
      ].filter(([, count]) => count !== 0),
    ),
  };
}

/** Where three ways of counting have a new word, on one scale of zeros. */
export async function draw(): Promise<string> {
  const x = {
    from: 2,
    to: 12.2,
    ticks: [3, 4, 5, 6, 7, 8, 9, 10, 11, 12].map((at) => ({ at, label: String(at) })),
  };
  const row = (label: string, colour: string, words: readonly (readonly [number, string])[]) => ({
    label,
    dots: words.map(([at, name]) => ({ at, colour, words: name })),
  });
  const box = { left: 530, top: 90, right: 1600, bottom: 870 };
  return sheetOf(
    dots(
      x,
      [
        row('English', palette.ink, [
          [3, 'thousand'],
          [6, 'million'],
          [9, 'billion'],
          [12, 'trillion'],
        ]),
        row('Chinese', accents.blue.strong, [
          [4, 'wàn'],
          [8, 'yì'],
          [12, 'wàn yì'],
        ]),
        row('India', palette.ink, [
          [3, 'thousand'],
          [5, 'lakh'],
          [7, 'crore'],
          [12, 'lakh crore'],
        ]),
      ],
      box,
    ),
    text(1107, box.bottom + 150, 'zeros', { anchor: 'middle', fill: palette.grey }),
  );
}
