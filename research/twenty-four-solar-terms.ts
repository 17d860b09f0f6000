/** The instants of the twenty-four solar terms, 1900 to 2100, and the gaps between them. */
import { createRequire } from 'node:module';
import { lines, plot } from './kit/chart.ts';
import { accents, line, type Point, palette, path, sheetOf, text } from './kit/paper.ts';
import { table, thousands } from './kit/story.ts';

type Instant = { toYmdHms(): string };
const { Solar } = createRequire(import.meta.url)('lunar-javascript') as {
  Solar: {
    fromYmd(y: number, m: number, d: number): { getLunar(): { getJieQiTable(): Record<string, Instant> } };
  };
};

/** In the order of a Western year, with the English names that the Hong Kong Observatory uses. */
const terms = [
  ['小寒', 'Moderate cold'],
  ['大寒', 'Severe cold'],
  ['立春', 'Spring commences'],
  ['雨水', 'Spring showers'],
  ['惊蛰', 'Insects waken'],
  ['春分', 'Vernal equinox'],
  ['清明', 'Bright and clear'],
  ['谷雨', 'Corn rain'],
  ['立夏', 'Summer commences'],
  ['小满', 'Corn forms'],
  ['芒种', 'Corn on ear'],
  ['夏至', 'Summer solstice'],
  ['小暑', 'Moderate heat'],
  ['大暑', 'Great heat'],
  ['立秋', 'Autumn commences'],
  ['处暑', 'End of heat'],
  ['白露', 'White dew'],
  ['秋分', 'Autumnal equinox'],
  ['寒露', 'Cold dew'],
  ['霜降', 'Frost'],
  ['立冬', 'Winter commences'],
  ['小雪', 'Light snow'],
  ['大雪', 'Heavy snow'],
  ['冬至', 'Winter solstice'],
] as const;

const day = 86_400_000;
/** `at` is the instant; `date` is midnight UTC of the day on which it falls in Beijing. */
type Term = { name: string; english: string; at: number; date: number; longitude: number };

function termsOf(year: number): Term[] {
  const found = Solar.fromYmd(year, 6, 1).getLunar().getJieQiTable();
  return terms.map(([name, english], index) => {
    // The table begins with the solstice of the year before; the one in December has a Latin name.
    const ymdhms = found[name === '冬至' ? 'DONG_ZHI' : name]!.toYmdHms();
    return {
      name,
      english,
      at: Date.parse(`${ymdhms.replace(' ', 'T')}+08:00`),
      date: Date.parse(ymdhms.slice(0, 10)),
      longitude: (285 + 15 * index) % 360,
    };
  });
}

const all = Array.from({ length: 201 }, (_, index) => termsOf(1900 + index)).flat();
const of2027 = termsOf(2027);
const next = termsOf(2028)[0]!;
const gaps = of2027.map((term, index) => ({ term, days: ((of2027[index + 1] ?? next).at - term.at) / day }));

/** The year that runs from the solstice of 2026 to that of 2027, cut into equal times. */
const solstice = termsOf(2026)[23]!.at;
const year = (of2027[23]!.at - solstice) / day;
/** Days by which a term comes before its place in the even cut; negative if after. */
const ahead = of2027.map((term, index) => ({
  term,
  days: (solstice + ((index + 1) * year * day) / 24 - term.at) / day,
}));

/** The sun's apparent longitude in degrees, by the short method of Meeus, chapter 25: good to 0.01°. */
function sunAt(at: number): number {
  const rad = Math.PI / 180;
  const years = (at - Date.UTC(2000, 0, 1, 12)) / day / 365.25;
  const deltaT = 62.92 + 0.32217 * years + 0.005589 * years ** 2;
  const t = ((at + deltaT * 1000) / day + 2440587.5 - 2451545) / 36525;
  const m = (357.52911 + 35999.05029 * t - 0.0001537 * t ** 2) * rad;
  const centre =
    (1.914602 - 0.004817 * t - 0.000014 * t ** 2) * Math.sin(m) +
    (0.019993 - 0.000101 * t) * Math.sin(2 * m) +
    0.000289 * Math.sin(3 * m);
  const node = (125.04 - 1934.136 * t) * rad;
  return 280.46646 + 36000.76983 * t + 0.0003032 * t ** 2 + centre - 0.00569 - 0.00478 * Math.sin(node);
}

/** Minutes by which the formula is off the library at a term. */
const checked = of2027.map(({ at, longitude }) => {
  const off = ((((sunAt(at) - longitude) % 360) + 540) % 360) - 180;
  return Math.abs((off / 360) * year * 1440);
});

const months = 'January February March April May June July August September October November December'.split(
  ' ',
);
/** The day in Beijing. */
const spoken = (at: number) => {
  const there = new Date(at + 8 * 3_600_000);
  return `${there.getUTCDate()} ${months[there.getUTCMonth()]}`;
};
/** Beijing time to the nearest minute. */
const clock = (at: number) =>
  new Date(Math.round(at / 60_000) * 60_000 + 8 * 3_600_000).toISOString().slice(11, 16);
const shortDate = (at: number) => spoken(at).replace(/ (...).*/, ' $1');
const spell = (days: number) => {
  const minutes = Math.round(days * 1440);
  return `${Math.floor(minutes / 1440)} days, ${Math.floor((minutes % 1440) / 60)} hours and ${minutes % 60} minutes`;
};
const named = (name: string, from = of2027) => from.find((one) => one.name === name)!;
const inWords = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight'];

export function facts(): Record<string, string> {
  const sorted = [...gaps].sort((a, b) => a.days - b.days);
  const [shortest, longest] = [sorted[0]!, sorted.at(-1)!];
  const whole = all.slice(1).map((term, index) => (term.date - all[index]!.date) / day);
  const count = (length: number) => whole.filter((one) => one === length).length;
  const thisYear = of2027.map((term, index) => ((of2027[index + 1] ?? next).date - term.date) / day);
  const fourteen = new Set(
    all
      .slice(0, -1)
      .filter((_, index) => whole[index] === 14)
      .map(({ name }) => name),
  );
  const dates = (name: string) => {
    const tally = new Map<string, number>();
    for (const one of all) {
      if (one.name === name) tally.set(spoken(one.date), (tally.get(spoken(one.date)) ?? 0) + 1);
    }
    return tally;
  };
  const qingming = dates('清明');
  const most = Math.max(...terms.map(([name]) => dates(name).size));
  const summerHalf = (named('秋分').at - named('春分').at) / day;
  const early = [...ahead].sort((a, b) => b.days - a.days)[0]!;
  const late = [...ahead].sort((a, b) => a.days - b.days)[0]!;
  const frost = named('霜降');
  const winter = named('立冬');
  const toMidnight = ({ at }: Term) => Math.round((day - ((at + 8 * 3_600_000) % day)) / 60_000);
  return {
    'Light snow 2026': `at ${clock(named('小雪', termsOf(2026)).at)}`,
    'winter begins': `${clock(winter.at)} on ${spoken(winter.at)}`,
    year: `${year.toFixed(2)} days`,
    'even step': `${(year / 24).toFixed(2)} days`,
    shortest: spell(shortest.days),
    'shortest from': shortest.term.name,
    longest: spell(longest.days),
    'longest from': longest.term.name,
    'no two alike':
      new Set(gaps.map(({ days }) => Math.round(days * 1440))).size === 24 ? 'no two take equal time' : '?',
    'longest less shortest': `${Math.round((longest.days - shortest.days) * 24)} hours`,
    'fifteen days in 2027': `${thisYear.filter((one) => one === 15).length} gaps of 15 days`,
    'sixteen days in 2027': `${thisYear.filter((one) => one === 16).length} of 16`,
    'gaps 1900 to 2100': `${thousands(whole.length)} gaps`,
    'fourteen days': `${count(14)} times`,
    'fifteen days': `${thousands(count(15))} times`,
    'sixteen days': `${thousands(count(16))} times`,
    'other lengths': whole.length === count(14) + count(15) + count(16) ? 'never' : 'sometimes',
    'fourteen only in winter': [...fourteen].every(
      (name) =>
        terms.findIndex(([one]) => one === name) <= 3 || terms.findIndex(([one]) => one === name) >= 20,
    )
      ? 'between 立冬 and 惊蛰'
      : '?',
    'summer half': `${summerHalf.toFixed(1)} days`,
    'winter half': `${(year - summerHalf).toFixed(1)} days`,
    'farthest ahead': `${early.days.toFixed(1)} days early`,
    'ahead at': spoken(early.term.at),
    'even equinox': spoken(early.term.at + early.days * day),
    'farthest behind': `${Math.abs(late.days).toFixed(1)} days late`,
    'behind at': spoken(late.term.at),
    'most dates': inWords[most]!,
    'Qingming on the 5th': `${qingming.get('5 April')} of the 201 years`,
    'Qingming on the 4th': `on 4 April in ${qingming.get('4 April')}`,
    'Qingming on the 6th': `on 6 April in ${qingming.get('6 April')}`,
    'Qingming, no other': qingming.size === 3 ? 'on no other day' : '?',
    frost: clock(frost.at),
    'frost before midnight': `${toMidnight(frost)} minutes`,
    'winter before midnight': `${toMidnight(winter)} minutes`,
    'formula off by': `${inWords[Math.ceil(Math.max(...checked))]} minutes`,
    table: table(
      ['Term', 'In English', 'Sun at', 'Beijing time, 2027'],
      of2027.map(({ name, english, longitude, at }) => [
        name,
        english,
        `${longitude}°`,
        `${spoken(at)}, ${clock(at)}`,
      ]),
    ),
    ...Object.fromEntries(
      ['立春', '春分', '立夏', '夏至', '立秋', '秋分', '立冬', '冬至'].map((name) => {
        const { at } = named(name);
        const iso = new Date(at + 8 * 3_600_000).toISOString().slice(0, 10);
        return [`event ${name}`, `<Event date="${iso}" label="${spoken(at)}, ${clock(at)}">`];
      }),
    ),
  };
}

export function charts(): Record<string, string> {
  return {
    'Days from each solar term to the next, 2027': table(
      ['Beginning', 'Days'],
      gaps.map(({ term, days }) => [shortDate(term.at), days.toFixed(2)]),
    ),
  };
}

/** Between two colours `#rrggbb`, `share` from 0 to 1. */
function blend(from: string, to: string, share: number): string {
  const part = (colour: string, index: number) =>
    Number.parseInt(colour.slice(1 + 2 * index, 3 + 2 * index), 16);
  return `#${[0, 1, 2]
    .map((index) =>
      Math.round(part(from, index) + (part(to, index) - part(from, index)) * share)
        .toString(16)
        .padStart(2, '0'),
    )
    .join('')}`;
}

/** The sun's circle, twenty-four equal sectors, the darker the longer the sun stays in one. */
export async function draw(): Promise<string> {
  const [x, y, inner, outer] = [1000, 562, 210, 372];
  /** The winter solstice stands at the foot, the year runs clockwise. */
  const on = (degrees: number, radius: number): Point => {
    const angle = ((degrees - 270 + 180) * Math.PI) / 180;
    return [x + radius * Math.sin(angle), y - radius * Math.cos(angle)];
  };
  const lengths = gaps.map(({ days }) => days);
  const [least, most] = [Math.min(...lengths), Math.max(...lengths)];
  const sectors = gaps.map(({ term, days }) => {
    const [a, b, c, d] = [
      on(term.longitude, inner),
      on(term.longitude, outer),
      on(term.longitude + 15, outer),
      on(term.longitude + 15, inner),
    ].map((point) => point.map((value) => value.toFixed(1)).join(' '));
    const share = (days - least) / (most - least);
    return path(`M${a}L${b}A${outer} ${outer} 0 0 1 ${c}L${d}A${inner} ${inner} 0 0 0 ${a}Z`, {
      fill: blend(accents.ochre.pale, accents.ochre.strong, share),
      stroke: palette.paper,
      width: 5,
    });
  });
  const sides = [
    ['立春', 'Spring commences', 'end'],
    ['春分', 'Vernal equinox', 'end'],
    ['立夏', 'Summer commences', 'end'],
    ['夏至', 'Summer solstice', 'middle'],
    ['立秋', 'Autumn commences', 'start'],
    ['秋分', 'Autumnal equinox', 'start'],
    ['立冬', 'Winter commences', 'start'],
    ['冬至', 'Winter solstice', 'middle'],
  ] as const;
  const labels = sides.flatMap(([name, english, anchor]) => {
    const term = named(name);
    const from = on(term.longitude, outer + 4);
    const to = on(term.longitude, outer + 34);
    const [left, top] = on(term.longitude, outer + 52);
    if (anchor === 'middle') {
      const base = name === '夏至' ? top - 8 : top + 34;
      return [
        line(from, to, palette.edge, 4),
        text(left, base, `${english}, ${spoken(term.at)}`, { size: 44, weight: 600, anchor }),
      ];
    }
    return [
      line(from, to, palette.edge, 4),
      text(left, top - 6, english, { size: 44, weight: 600, anchor }),
      text(left, top + 46, spoken(term.at), { size: 42, anchor, fill: palette.grey }),
    ];
  });
  return sheetOf(
    ...sectors,
    ...labels,
    text(x, y - 20, `${least.toFixed(1)} days`, { size: 52, weight: 700, anchor: 'middle', family: 'serif' }),
    text(x, y + 28, 'at the foot,', { size: 38, anchor: 'middle', fill: palette.grey }),
    text(x, y + 78, `${most.toFixed(1)} at the top`, { size: 38, anchor: 'middle', fill: palette.grey }),
  );
}

/** How far each term comes before or after its place in a year cut into equal times. */
async function evenCut(): Promise<string> {
  const points: Point[] = [[0, 0], ...ahead.map(({ days }, index): Point => [index + 1, days])];
  const x = {
    from: 0,
    to: 24,
    ticks: [0, 6, 12, 18, 24].map((at) => ({ at, label: shortDate(at ? of2027[at - 1]!.at : solstice) })),
  };
  const y = {
    from: -2.5,
    to: 2.5,
    ticks: [
      { at: 2, label: '2 days early' },
      { at: 1, label: '1' },
      { at: 0, label: 'on time' },
      { at: -1, label: '1' },
      { at: -2, label: '2 days late' },
    ],
  };
  return sheetOf(
    lines(
      x,
      y,
      [
        {
          points,
          colour: accents.ochre.strong,
          width: 10,
          name: { words: 'the true sun', at: [10.4, 1.6], shift: [24, 0] },
        },
        {
          points: [
            [0, 0],
            [24, 0],
          ],
          colour: palette.ink,
          width: 5,
          dash: '4 14',
          name: { words: 'the even cut', at: [14.4, 0], shift: [20, -30] },
        },
      ],
      { ...plot, left: 500, right: 1660 },
    ),
  );
}

export const pictures = () => ({ 'even-cut.png': evenCut });
