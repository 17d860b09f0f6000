/** Where the week begins, which days are free, and how many working days two territories share: by CLDR. */
import { createRequire } from 'node:module';
import { accents, forReaders, type Point, palette, rect, sheetOf, text } from './kit/paper.ts';
import { table } from './kit/story.ts';

const require = createRequire(import.meta.url);
type ByTerritory = Record<string, string>;
const { weekData } = require('cldr-core/supplemental/weekData.json').supplemental as {
  weekData: Record<'minDays' | 'firstDay' | 'weekendStart' | 'weekendEnd', ByTerritory>;
};
const { territoryInfo } = require('cldr-core/supplemental/territoryInfo.json').supplemental as {
  territoryInfo: Record<string, { _population: string }>;
};

/** Monday first, as in ISO 8601. */
const days = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
const names = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

/** Territories that have inhabitants in CLDR, without the unknown one. */
const all = Object.keys(territoryInfo).filter((code) => /^[A-Z]{2}$/.test(code) && code !== 'ZZ');
const people = (codes: readonly string[]) =>
  codes.reduce((sum, code) => sum + Number(territoryInfo[code]!._population), 0);
const billions = (count: number) => `${(count / 1e9).toFixed(2)} billion`;
const millions = (count: number) => Math.round(count / 1e6);

/** What the table says of a territory, or else of the world. */
const said = (part: keyof typeof weekData, code: string) => weekData[part][code] ?? weekData[part]['001']!;
const first = (code: string) => days.indexOf(said('firstDay', code));

/** The days off, counted from Monday. */
function off(code: string): number[] {
  const [start, end] = [said('weekendStart', code), said('weekendEnd', code)].map((day) => days.indexOf(day));
  return Array.from({ length: ((end! - start! + 7) % 7) + 1 }, (_, index) => (start! + index) % 7);
}
const work = (code: string) => days.map((_, day) => day).filter((day) => !off(code).includes(day));
const shared = (a: string, b: string) => work(a).filter((day) => work(b).includes(day));

const beginning = (day: string) => all.filter((code) => names[first(code)] === day);
const free = (...some: string[]) =>
  all.filter(
    (code) =>
      off(code)
        .map((day) => names[day])
        .join() === some.join(),
  );

const satSun = free('Saturday', 'Sunday');
const friSat = free('Friday', 'Saturday');
/** The week begins on the second day of the weekend, and so a row of the calendar has half of it at each end. */
const torn = all.filter((code) => off(code).length === 2 && off(code)[1] === first(code));

const inWords = 'none one two three four five six seven eight nine ten eleven twelve thirteen fourteen'.split(
  ' ',
);
const list = (words: readonly string[]) => `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;

/** The number of the week by a territory's own first day and its own first week of the year. */
function week(code: string, year: number, month: number, day: number): number {
  const start = (of: number) => {
    const january = new Date(Date.UTC(of, 0, 1));
    const before = ((january.getUTCDay() + 6) % 7) - first(code);
    const begins = january.getTime() / 86_400_000 - ((before + 7) % 7);
    const inYear = 7 - ((before + 7) % 7);
    return inYear >= Number(said('minDays', code)) ? begins : begins + 7;
  };
  const at = Date.UTC(year, month - 1, day) / 86_400_000;
  const from = [start(year + 1), start(year), start(year - 1)].find((begins) => begins <= at)!;
  return Math.floor((at - from) / 7) + 1;
}
const weeks = (year: number, month: number, day: number) =>
  ['DE', 'CN', 'US'].map((code) => week(code, year, month, day));

const five = ['CN', 'IN', 'SA', 'IR', 'AF'];
const called: Record<string, string> = {
  CN: 'China',
  IN: 'India',
  SA: 'Saudi Arabia',
  IR: 'Iran',
  AF: 'Afghanistan',
};

const together = days.map((_, day) => day).filter((day) => all.every((code) => work(code).includes(day)));

export function facts(): Record<string, string> {
  const [monday, sunday, saturday] = [beginning('Monday'), beginning('Sunday'), beginning('Saturday')];
  const start = (code: string) => names[first(code)];
  const [one, other] = [weeks(2027, 5, 16), weeks(2026, 5, 20)];
  return {
    territories: `${all.length} territories`,
    'Monday, territories': `In ${monday.length} of them`,
    'Monday, people': billions(people(monday)),
    'Sunday, territories': `In ${sunday.length}`,
    'Sunday, people': billions(people(sunday)),
    'Saturday, territories': `${inWords[saturday.length]} territories`,
    'Saturday, people': `${millions(people(saturday))} million people`,
    'Friday, the only one': beginning('Friday').join() === 'MV' ? 'only in the Maldives' : '?',
    China: `China begins on ${start('CN')}`,
    'begins on Sunday': ['HK', 'MO', 'TW', 'JP', 'KR', 'IN', 'US'].every((code) => start(code) === 'Sunday')
      ? 'Hong Kong, Macau, Taiwan, Japan, South Korea, India and the United States'
      : '?',
    'many people': ['ID', 'PK', 'BR'].every((code) => start(code) === 'Sunday')
      ? 'Indonesia, Pakistan and Brazil'
      : '?',
    'begins on Saturday': ['DZ', 'AF'].every((code) => saturday.includes(code))
      ? 'from Algeria to Afghanistan'
      : '?',
    'begins on Monday': ['MN', 'VN', 'RU', 'KZ'].every((code) => start(code) === 'Monday')
      ? 'Mongolia, Vietnam, Russia and Kazakhstan'
      : '?',
    'from the default': `For ${all.filter((code) => !weekData.firstDay[code]).length} of the territories`,
    'Saturday and Sunday': `${satSun.length} territories`,
    'Friday and Saturday': `${inWords[friSat.length]} territories`,
    'among them': ['EG', 'SA', 'IL', 'IQ'].every((code) => friSat.includes(code))
      ? 'Egypt, Iraq, Israel and Saudi Arabia'
      : '?',
    'Sunday alone': free('Sunday').join() === 'IN,UG' ? 'India and Uganda' : '?',
    'Sunday alone, people': billions(people(free('Sunday'))),
    'Friday alone': free('Friday').join() === 'IR' ? 'Iran keeps only Friday free' : '?',
    'Thursday and Friday':
      free('Thursday', 'Friday').join() === 'AF' ? 'Afghanistan Thursday and Friday' : '?',
    'torn weekend, territories': `${torn.length} territories`,
    'torn weekend, people': billions(people(torn)),
    'all at work': list(together.map((day) => names[day]!)),
    'China and Saudi Arabia': `${inWords[shared('CN', 'SA').length]} working days in common`,
    'China and Afghanistan': `only ${inWords[shared('CN', 'AF').length]} remain`,
    'India and Iran': `${inWords[work('IN').length]} days in both`,
    'India and Iran, shared': `share ${inWords[shared('IN', 'IR').length]}`,
    'pairs table': table(
      ['Shared days', ...five.map((code) => called[code]!)],
      five.map((a) => [called[a]!, ...five.map((b) => shared(a, b).length)]),
    ),
    'first week of four days': `in ${all.filter((code) => said('minDays', code) === '4').length} territories`,
    'one day, three weeks': `week ${one[0]} in Germany, week ${one[1]} in China and week ${one[2]} in the United States`,
    'the year before': new Set(other).size === 1 ? `is week ${other[0]} in all three` : '?',
    'not on Monday': `${billions(people(all.filter((code) => start(code) !== 'Monday')))} of ${billions(people(all))}`,
    'first of January 2027': `1 January 2027 is a ${names[(new Date(Date.UTC(2027, 0, 1)).getUTCDay() + 6) % 7]}`,
  };
}

export function charts(): Record<string, string> {
  return {
    'For how many people each day is free': table(
      ['Day', 'Million people'],
      names.map((name, day) => [name, millions(people(all.filter((code) => off(code).includes(day))))]),
    ),
  };
}

/** The five kinds of week, from Monday to Sunday: days at work pale, days off strong. */
export async function draw(): Promise<string> {
  const rows = [
    [`China and ${satSun.length - 1} others`, 'CN'],
    ['India and Uganda', 'IN'],
    [`Egypt and ${friSat.length - 1} others`, 'EG'],
    ['Iran', 'IR'],
    ['Afghanistan', 'AF'],
  ] as const;
  const [left, top, wide, high, step]: [number, number, number, number, number] = [900, 170, 88, 104, 162];
  const at = (day: number, row: number): Point => [left + day * 94, top + row * step];
  return sheetOf(
    ...names.map((name, day) =>
      text(at(day, 0)[0] + wide / 2, top - 36, name.slice(0, 3), {
        anchor: 'middle',
        size: 38,
        fill: palette.grey,
      }),
    ),
    ...rows.map(
      ([words, code], row) =>
        text(left - 36, at(0, row)[1] + high / 2 + 15, words, { anchor: 'end', size: 40, weight: 600 }) +
        days
          .map((_, day) =>
            rect(...at(day, row), wide, high, off(code).includes(day) ? accents.teal.strong : palette.land),
          )
          .join(''),
    ),
    forReaders(rect(left, 1000, 38, 38, palette.land)),
    text(left + 54, 1034, 'at work'),
    forReaders(rect(left + 260, 1000, 38, 38, accents.teal.strong)),
    text(left + 314, 1034, 'free'),
  );
}
