/** The cycle of sixty year names: how two wheels of ten and twelve make it, and which years it names. */
import { createRequire } from 'node:module';
import { accents, palette, rect, sheetOf, text } from './kit/paper.ts';
import { table } from './kit/story.ts';

type LunarDay = { getSolar(): { toYmd(): string }; getYearInGanZhi(): string; getDayInGanZhi(): string };
const { Lunar, Solar } = createRequire(import.meta.url)('lunar-javascript') as {
  Lunar: { fromYmd(year: number, month: number, day: number): LunarDay };
  Solar: { fromYmd(year: number, month: number, day: number): { getLunar(): LunarDay } };
};

const stems = [...'甲乙丙丁戊己庚辛壬癸'];
const branches = [...'子丑寅卯辰巳午未申酉戌亥'];
const elements = ['Wood', 'Fire', 'Earth', 'Metal', 'Water'];
const animals = 'Rat Ox Tiger Rabbit Dragon Snake Horse Goat Monkey Rooster Dog Pig'.split(' ');
const pinyin = 'jiǎ yǐ bǐng dīng wù jǐ gēng xīn rén guǐ'.split(' ');
const signs = [...'木火土金水'];

/** Both wheels move on by one tooth a year; year 4 of the Western count was a 甲子. */
const wheels = (year: number) => ({ stem: (year - 4) % 10, branch: (year - 4) % 12 });
const name = (year: number) => `${stems[wheels(year).stem]}${branches[wheels(year).branch]}`;
const place = (year: number) => ((year - 4) % 60) + 1;
/** The place in the cycle from the numbers of stem and branch, each counted from one. */
const fromPair = (stem: number, branch: number) => ((((6 * stem - 5 * branch - 1) % 60) + 60) % 60) + 1;

const cycle = Array.from({ length: 60 }, (_, index) => ({ stem: index % 10, branch: index % 12 }));
const newYear = (year: number) => Lunar.fromYmd(year, 1, 1).getSolar().toYmd();
const day = 86_400_000;
const months = 'January February March April May June July August September October November December'.split(
  ' ',
);
const spoken = (ymd: string) => `${Number(ymd.slice(8))} ${months[Number(ymd.slice(5, 7)) - 1]}`;
const before = (ymd: string) => new Date(Date.parse(ymd) - day).toISOString().slice(0, 10);
const ordinal = (value: number) => {
  const ending = value % 10 === 3 && value !== 13 ? 'rd' : 'th';
  return `${value}${ending}`;
};

/** Years to turn until two wheels stand as at the start. */
function turns(a: number, b: number): number {
  let years = 1;
  while (years % a || years % b) years += 1;
  return years;
}

export function facts(): Record<string, string> {
  const years = Array.from({ length: 201 }, (_, index) => 1900 + index);
  const agreeing = years.filter((year) => Lunar.fromYmd(year, 1, 1).getYearInGanZhi() === name(year));
  const pairs = new Set(
    cycle.map(({ stem, branch }) => `${elements[Math.floor(stem / 2)]} ${animals[branch]}`),
  );
  const backwards = cycle.filter(({ stem, branch }, index) => fromPair(stem + 1, branch + 1) === index + 1);
  const odd = cycle.every(({ stem, branch }) => stem % 2 === branch % 2);
  const early = years.map((year) => (Date.parse(newYear(year)) - Date.parse(`${year}-01-01`)) / day);
  const daysInAll = (Date.parse('2101-01-01') - Date.parse('1900-01-01')) / day;
  const share = early.reduce((sum, days) => sum + days, 0) / daysInAll;
  const dayName = (year: number, month: number, date: number) =>
    Solar.fromYmd(year, month, date).getLunar().getDayInGanZhi();
  let next = Date.parse('2026-11-15');
  const at = (t: number) => new Date(t);
  while (dayName(at(next).getUTCFullYear(), at(next).getUTCMonth() + 1, at(next).getUTCDate()) !== '甲子')
    next += day;
  const placeOf = (pair: string) =>
    cycle.findIndex(({ stem, branch }) => pair === `${stems[stem]}${branches[branch]}`);
  const onward = placeOf(dayName(2027, 11, 14)) - placeOf(dayName(2026, 11, 14));
  const same = years.filter((year) => name(year) === name(2026));
  return {
    'turns of ten and twelve': `${turns(10, 12)} years`,
    'pairs in all': `${stems.length * branches.length === 120 ? 'a hundred and twenty' : '?'}`,
    'half never occur':
      odd && cycle.length * 2 === stems.length * branches.length ? 'the other sixty never come' : '?',
    'ten and thirteen': `${turns(10, 13)} years`,
    'element and animal': pairs.size === 60 ? 'meets each element exactly once' : '?',
    'name of 2026': name(2026),
    'place of 2026': `the ${ordinal(place(2026))}`,
    'name of 2027': name(2027),
    'place of 2027': `the ${ordinal(place(2027))}`,
    'begins 2026': spoken(newYear(2026)),
    'ends 2026': `${spoken(before(newYear(2027)))} 2027`,
    'begins 2027': `${spoken(newYear(2027))} 2027`,
    'ends 2027': `${spoken(before(newYear(2028)))} 2028`,
    'last and next': `${same.filter((year) => year < 2026).at(-1)} and comes again in ${same.find((year) => year > 2026)}`,
    'take four': `${2026 - 4}`,
    'remainder by ten': `leaves ${wheels(2026).stem} when divided by ten`,
    'remainder by twelve': `${wheels(2026).branch} when divided by twelve`,
    'third stem': ['first', 'second', 'third'][wheels(2026).stem]!,
    'seventh branch': ['first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh'][
      wheels(2026).branch
    ]!,
    'six times three': `6 × ${wheels(2026).stem + 1} − 5 × ${wheels(2026).branch + 1} = −17`,
    'plus sixty': `${-17 + 60} = ${fromPair(wheels(2026).stem + 1, wheels(2026).branch + 1)}`.split(
      ' = ',
    )[0]!,
    'works for all': backwards.length === 60 ? 'works for all sixty' : '?',
    'library agrees': `all ${agreeing.length} years from 1900 to 2100`,
    'born before the New Year': `${(share * 100).toFixed(1)} per cent`,
    'earliest and latest': `${Math.min(...early)} and ${Math.max(...early)} days`,
    'day 14 November': dayName(2026, 11, 14),
    'next first day': spoken(new Date(next).toISOString().slice(0, 10)),
    'a year on': dayName(2027, 11, 14),
    'five further': `${['no', 'one', 'two', 'three', 'four', 'five', 'six'][onward]} names on`,
    'horse years': `So was ${2026 - 12}, and so will ${2026 + 12} be`,
    'horses, but no fire': [2014, 2038].every((year) => wheels(year).branch === 6 && wheels(year).stem !== 2)
      ? 'none of those was a fire horse'
      : '?',
    '甲午 in': `甲午 could be ${years
      .map((year) => year - 10)
      .filter((year) => year < 2000 && name(year) === '甲午')
      .join(' or ')}`,
    'this cycle': [1984, 2026, 2044].every((year, index) => place(year) === [1, 43, 1][index])
      ? 'The present cycle begins'
      : '?',
    ...Object.fromEntries(
      [1894, 1898, 1911, 1984, 2026, 2044].map((year) => [
        `event ${year}`,
        `<Event date="${year}">${name(year)}`,
      ]),
    ),
    'elements table': table(
      ['The year ends in', 'Stems', 'Element'],
      elements.map((element, index) => {
        const digits = [0, 1].map((more) => (4 + 2 * index + more) % 10);
        const two = [0, 1].map((more) => `${stems[2 * index + more]} ${pinyin[2 * index + more]}`);
        return [digits.join(' or '), two.join(', '), `${element}, ${signs[index]}`];
      }),
    ),
  };
}

/** The board of ten stems and twelve branches. Every second square is used, as by a bishop. */
export async function draw(): Promise<string> {
  const [left, top, wide, high] = [636, 128, 92, 76];
  const squares = cycle.map(({ stem, branch }, index) => {
    const now = index + 1 === place(2026);
    const [x, y] = [left + stem * wide, top + branch * high];
    return (
      rect(x + 3, y + 3, wide - 6, high - 6, now ? accents.plum.strong : accents.plum.pale) +
      text(x + wide / 2, y + high / 2 + 14, String(index + 1), {
        size: 40,
        weight: now ? 700 : 500,
        anchor: 'middle',
        fill: now ? '#fff' : palette.ink,
        halo: null,
      })
    );
  });
  return sheetOf(
    ...elements.map((element, index) =>
      text(left + (2 * index + 1) * wide, top - 28, element, {
        size: 46,
        weight: 600,
        anchor: 'middle',
        fill: index === 1 ? accents.plum.strong : palette.ink,
      }),
    ),
    ...animals.map((animal, index) =>
      text(left - 26, top + (index + 0.5) * high + 15, animal, {
        size: 44,
        weight: 600,
        anchor: 'end',
        fill: index === 6 ? accents.plum.strong : palette.ink,
      }),
    ),
    ...squares,
  );
}
