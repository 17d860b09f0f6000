/** The dates of the lunisolar New Year, 1900 to 2100, from two programs and an astronomer's formula. */
import { createRequire } from 'node:module';
import { axes, plot, scale } from './kit/chart.ts';
import { kept } from './kit/kept.ts';
import { newMoon } from './kit/moon.ts';
import { accents, dot, palette, polyline, sheetOf, text } from './kit/paper.ts';
import { table } from './kit/story.ts';

type LunarDay = { getSolar(): { toYmd(): string } };
const { Lunar, LunarYear } = createRequire(import.meta.url)('lunar-javascript') as {
  Lunar: { fromYmd(year: number, month: number, day: number): LunarDay };
  LunarYear: { fromYear(year: number): { getLeapMonth(): number } };
};

const years = Array.from({ length: 201 }, (_, index) => 1900 + index);
const newYears = new Map(years.map((year) => [year, Lunar.fromYmd(year, 1, 1).getSolar().toYmd()]));
const leaps = new Map(
  years
    .map((year) => [year, LunarYear.fromYear(year).getLeapMonth()] as const)
    .filter(([, month]) => month > 0),
);

type Icu = { newYears: Record<string, string>; leaps: Record<string, number> };
/** The same from ICU's chinese calendar. */
const icu = kept<Icu>('chinese-calendar-icu-78.2', { icu: '78.2' }, () => {
  const format = new Intl.DateTimeFormat('en-u-ca-chinese', {
    timeZone: 'Asia/Shanghai',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
  });
  const found: Icu = { newYears: {}, leaps: {} };
  for (let t = Date.UTC(1900, 0, 31, 4); t < Date.UTC(2101, 0, 28); t += 86_400_000) {
    const part = Object.fromEntries(
      format.formatToParts(t).map(({ type, value }) => [type as string, value]),
    );
    const year = part.relatedYear!;
    if (part.month === '1' && part.day === '1') found.newYears[year] = new Date(t).toISOString().slice(0, 10);
    if (/\D/.test(part.month!)) found.leaps[year] = Number.parseInt(part.month!, 10);
  }
  return found;
});

/** Days after 1 January. */
const dayOf = (ymd: string) => (Date.parse(ymd) - Date.parse(`${ymd.slice(0, 4)}-01-01`)) / 86_400_000;
const spoken = (ymd: string) =>
  new Date(ymd).toLocaleDateString('en-GB', { timeZone: 'UTC', day: 'numeric', month: 'long' });
const list = (words: readonly (string | number)[]) => `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;

/** Which years begin on each day, `01-21` to `02-20`. */
const byDay = new Map<string, number[]>();
for (const [year, ymd] of newYears) byDay.set(ymd.slice(5), [...(byDay.get(ymd.slice(5)) ?? []), year]);
const days = [...byDay.keys()].sort();
const byMonth = Array.from({ length: 12 }, (_, index) =>
  [...leaps].filter(([, month]) => month === index + 1).map(([year]) => year),
);

export function facts(): Record<string, string> {
  const apart = years.filter((year) => newYears.get(year) !== icu.newYears[year]);
  const leapApart = [...new Set([...leaps.keys(), ...Object.keys(icu.leaps).map(Number)])].filter(
    (year) => leaps.get(year) !== icu.leaps[year],
  );
  const most = days.reduce((a, b) => (byDay.get(b)!.length > byDay.get(a)!.length ? b : a));
  const moon = (year: number) => {
    const at = newMoon(new Date(`${newYears.get(year)}T04:00Z`));
    return at.toLocaleTimeString('en-GB', { timeZone: 'Asia/Shanghai', hour: '2-digit', minute: '2-digit' });
  };
  const nineteen = years.filter(
    (year) =>
      year + 19 <= 2100 && Math.abs(dayOf(newYears.get(year)!) - dayOf(newYears.get(year + 19)!)) <= 1,
  );
  const length = (year: number) =>
    (Date.parse(newYears.get(year + 1)!) - Date.parse(newYears.get(year)!)) / 86_400_000;
  const lengths = years.slice(0, -1).map(length);
  return {
    earliest: spoken(`2026-${days[0]}`),
    'earliest in': list(byDay.get(days[0]!)!),
    latest: spoken(`2026-${days.at(-1)}`),
    'latest in': list(byDay.get(days.at(-1)!)!),
    'most frequent': spoken(`2026-${most}`),
    'most frequent, times': `${byDay.get(most)!.length} times`,
    'different days': `${days.length} different days`,
    'this year': spoken(newYears.get(2026)!),
    'next year': spoken(newYears.get(2027)!),
    'leap years': `${leaps.size} of the 201 years`,
    'leap eleven': list(byMonth[10]!.length > 1 ? byMonth[10]! : ['', byMonth[10]![0]!]).replace(' and ', ''),
    'after four or five': `${byMonth[3]!.length + byMonth[4]!.length}`,
    'after one or twelve': byMonth[0]!.length + byMonth[11]!.length === 0 ? 'none at all' : 'some',
    'nineteen years': `${nineteen.length} of ${years.length - 19}`,
    shortest: `${Math.min(...lengths)}`,
    longest: `${Math.max(...lengths)}`,
    'programs agree': `${years.length - apart.length} New Years`,
    'programs differ': `${apart.length === 3 ? 'three' : apart.length} years`,
    'differ in': list(apart),
    'moon 1954': moon(1954),
    'moon 2027': moon(2027),
    'moon 2030': moon(2030),
    'ICU 1954': spoken(icu.newYears[1954]!),
    'ICU 2027': spoken(icu.newYears[2027]!),
    'ICU 2030': spoken(icu.newYears[2030]!),
    'lunar-javascript 1954 and 2030': spoken(newYears.get(1954)!),
    'leap months differ in': list(leapApart),
  };
}

export function charts(): Record<string, string> {
  return {
    'New Years on each day, 1900 to 2100': table(
      ['Day', 'New Years'],
      days.map((day) => [
        new Date(`2026-${day}`).toLocaleDateString('en-GB', {
          timeZone: 'UTC',
          day: 'numeric',
          month: 'short',
        }),
        byDay.get(day)!.length,
      ]),
    ),
  };
}

/** Four times nineteen years of New Years: the date falls by eleven days, is thrown forward, and the whole pattern returns after nineteen years. */
export async function draw(): Promise<string> {
  const x = {
    from: 1988,
    to: 2064,
    ticks: [1988, 2007, 2026, 2045, 2064].map((at) => ({ at, label: String(at) })),
  };
  const y = {
    from: 52,
    to: 18,
    ticks: [
      [20, '21 Jan'],
      [35, '5 Feb'],
      [50, '20 Feb'],
    ].map(([at, label]) => ({ at: Number(at), label: String(label) })),
  };
  const box = { ...plot, left: 380, right: 1680, top: 100 };
  const at = scale(x, y, box);
  const shown = years
    .filter((year) => year >= 1988 && year <= 2064)
    .map((year) => at(year, dayOf(newYears.get(year)!)));
  const now = at(2026, dayOf(newYears.get(2026)!));
  return sheetOf(
    axes(x, y, box),
    polyline(shown, accents.plum.pale, 5),
    ...shown.map((point) => dot(point, 12, accents.plum.strong)),
    dot(now, 26, palette.ink),
    text(now[0] + 38, now[1] + 18, '17 February', { size: 46, weight: 700 }),
  );
}
