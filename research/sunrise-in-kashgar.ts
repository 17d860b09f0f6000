/** Sunrise through the year in Kashgar and in Harbin, by the one clock of both. */

import { lines, type Plot, plot } from './kit/chart.ts';
import { cities, hm, spell, sun } from './kit/clock.ts';
import { accents, line, type Point, palette, rect, sheetOf, text } from './kit/paper.ts';
import { table } from './kit/story.ts';

const { kashgar, harbin } = cities;
const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];
export const days = Array.from({ length: 365 }, (_, index) => new Date(Date.UTC(2026, 0, 1 + index)));
export const of = (city: typeof kashgar) =>
  days.map((day) => ({ day, ...sun(city, 2026, day.getUTCMonth() + 1, day.getUTCDate()) }));
const words = (day: Date) => `${day.getUTCDate()} ${months[day.getUTCMonth()]}`;

export function facts(): Record<string, string> {
  const [west, east] = [of(kashgar), of(harbin)];
  const latest = (year: typeof west) => year.reduce((a, b) => (b.sunrise > a.sunrise ? b : a));
  const earliest = (year: typeof west) => year.reduce((a, b) => (b.sunrise < a.sunrise ? b : a));
  const gaps = west.map((one, index) => one.sunrise - east[index]!.sunrise);
  const at = (day: string) => days.findIndex((one) => words(one) === day);
  const solstice = at('22 December');
  return {
    'Kashgar latest': hm(latest(west).sunrise),
    'Kashgar latest day': words(latest(west).day),
    'Kashgar earliest': hm(earliest(west).sunrise),
    'Kashgar earliest day': words(earliest(west).day),
    'Harbin latest': hm(latest(east).sunrise),
    'Harbin earliest': hm(earliest(east).sunrise),
    'Harbin earliest day': words(earliest(east).day),
    'widest gap': spell(Math.max(...gaps)),
    'narrowest gap': spell(Math.min(...gaps)),
    'by longitude alone': spell((harbin.lon - kashgar.lon) / 15),
    'Kashgar dark at nine': `${west.filter(({ sunrise }) => sunrise > 9).length} days`,
    'Kashgar dark at ten': `${west.filter(({ sunrise }) => sunrise > 10).length} days`,
    'Harbin up before four': `${east.filter(({ sunrise }) => sunrise < 4).length} days`,
    'Kashgar solstice rise': hm(west[solstice]!.sunrise),
    'Kashgar solstice set': hm(west[solstice]!.sunset),
    'Harbin solstice rise': hm(east[solstice]!.sunrise),
    'Harbin solstice set': hm(east[solstice]!.sunset),
    'Kashgar solstice day': spell(west[solstice]!.sunset - west[solstice]!.sunrise),
    'Harbin solstice day': spell(east[solstice]!.sunset - east[solstice]!.sunrise),
    'Kashgar at UTC+6': hm(latest(west).sunrise - 2),
    'latest summer sunset': hm(Math.max(...west.map(({ sunset }) => sunset))),
  };
}

export function charts(): Record<string, string> {
  const firsts = months.map((name, index) => [
    name.slice(0, 3),
    sun(kashgar, 2026, index + 1, 1).sunrise.toFixed(2),
    sun(harbin, 2026, index + 1, 1).sunrise.toFixed(2),
  ]);
  return {
    'Sunrise on the first of each month, Beijing time': table(['Month', 'Kashgar', 'Harbin'], firsts),
  };
}

export const draw = () => curves(['Jan', 'Apr', 'Jul', 'Oct'], { harbin: 'Harbin', kashgar: 'Kashgar' });

/** With names of four months beneath, and of the cities, if the type has them. */
export async function curves(
  quarters: readonly string[],
  names?: Readonly<{ harbin: string; kashgar: string }>,
): Promise<string> {
  const x = {
    from: 0,
    to: 364,
    ticks: [0, 90, 181, 273].map((at, i) => ({ at: at + 14, label: quarters[i]! })),
  };
  const y = { from: 11, to: 3, ticks: [4, 6, 8, 10].map((at) => ({ at, label: `${at}:00` })) };
  const points = (city: typeof kashgar): Point[] => of(city).map(({ sunrise }, index) => [index, sunrise]);
  return sheetOf(
    lines(
      x,
      y,
      [
        {
          points: points(harbin),
          colour: palette.grey,
          name: names && { words: names.harbin, at: [181, 3.8], shift: [0, 84], anchor: 'middle' },
        },
        {
          points: points(kashgar),
          colour: accents.ochre.strong,
          width: 13,
          name: names && { words: names.kashgar, at: [181, 7.45], shift: [0, 96], anchor: 'middle' },
        },
      ],
      { ...plot, top: 90 },
    ),
  );
}

/** The shortest day in eight cities as bars of daylight on Beijing's clock. */
async function shortest(): Promise<string> {
  const row = [
    cities.kashgar,
    cities.urumqi,
    cities.lhasa,
    cities.chengdu,
    cities.beijing,
    cities.shanghai,
    cities.harbin,
    cities.fuyuan,
  ];
  const box: Plot = { left: 480, top: 60, right: 1720, bottom: 980 };
  const across = (hour: number) => box.left + ((hour - 6) / 14) * (box.right - box.left);
  const step = (box.bottom - box.top) / row.length;
  const grid = [6, 8, 10, 12, 14, 16, 18, 20].map(
    (hour) =>
      line([across(hour), box.top], [across(hour), box.bottom]) +
      text(across(hour), box.bottom + 66, `${hour}:00`, { anchor: 'middle', fill: palette.grey, size: 36 }),
  );
  const bars = row.map((city, index) => {
    const { sunrise, noon, sunset } = sun(city, 2026, 12, 22);
    const y = box.top + step * index + step * 0.2;
    const fill = city === cities.kashgar ? accents.ochre.strong : palette.edge;
    return (
      text(box.left - 30, y + step * 0.42, city.name, { size: 44, weight: 600, anchor: 'end' }) +
      rect(across(sunrise), y, across(sunset) - across(sunrise), step * 0.6, fill) +
      rect(across(noon) - 3, y, 6, step * 0.6, palette.paper)
    );
  });
  return sheetOf(...grid, ...bars);
}

export const pictures = () => ({ 'shortest-day.png': shortest });
