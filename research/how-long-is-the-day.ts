/** The length of the day from Mohe to the south of Hainan, on every day of 2026. */
import { getTimes } from 'suncalc';
import { lines, type Plot } from './kit/chart.ts';
import { type City, cities, spell, sun } from './kit/clock.ts';
import { accents, type Point, palette, sheetOf } from './kit/paper.ts';
import { table, thousands } from './kit/story.ts';

/** Coordinates to a hundredth of a degree, as in the kit. */
const mohe: City = { name: 'Mohe', lat: 52.97, lon: 122.54 };
const sanya: City = { name: 'Sanya', lat: 18.25, lon: 109.51 };
const { beijing } = cities;

const months = 'January February March April May June July August September October November December'.split(
  ' ',
);
const days = Array.from({ length: 365 }, (_, index) => new Date(Date.UTC(2026, 0, 1 + index)));
const words = (day: Date) => `${day.getUTCDate()} ${months[day.getUTCMonth()]}`;
const at = (day: string) => days.findIndex((one) => words(one) === day);

function long(city: City, day: Date): number {
  const { sunrise, sunset } = sun(city, 2026, day.getUTCMonth() + 1, day.getUTCDate());
  return (sunset - sunrise + 24) % 24;
}
const year = (city: City) => days.map((day) => long(city, day));
const total = (city: City) => year(city).reduce((sum, hours) => sum + hours, 0);
const minutes = (hours: number) => Math.round(hours * 60);
const hours = (city: City) => `${thousands(Math.round(total(city)))} hours`;

/** Nights on which the sun stays within eighteen degrees of the horizon. */
const bright = ({ lat, lon }: City) =>
  days.filter((day) => !getTimes(new Date(day.getTime() + 4 * 3_600_000), lat, lon).night);

/** Hours from the end of dusk to the beginning of dawn, on every day of June. */
const dark = ({ lat, lon }: City) =>
  days.slice(at('1 June'), at('1 July')).map((day) => {
    const { night, nightEnd } = getTimes(new Date(day.getTime() + 4 * 3_600_000), lat, lon);
    return night && nightEnd ? 24 - (night.getTime() - nightEnd.getTime()) / 3_600_000 : 0;
  });

/** The year of a latitude on the meridian of China's south and middle. */
const latitude = (lat: number) => year({ name: '', lat, lon: 110 });

export function facts(): Record<string, string> {
  const [north, middle, south] = [year(mohe), year(beijing), year(sanya)];
  const [june, december] = [at('21 June'), at('22 December')];
  const top = (one: number[]) => Math.max(...one);
  const low = (one: number[]) => Math.min(...one);
  /** Between the two as they are printed, so that a reader can subtract. */
  const swing = (one: number[]) => spell((minutes(top(one)) - minutes(low(one))) / 60);
  const gaps = north.map((one, index) => Math.abs(one - south[index]!));
  const equal = (from: string, to: string) => {
    const some = days.slice(at(from), at(to)).map((day) => ({ day, gap: gaps[days.indexOf(day)]! }));
    return words(some.reduce((a, b) => (b.gap < a.gap ? b : a)).day);
  };
  const gain = (one: number[]) => minutes(one[at('24 March')]! - one[at('17 March')]!);
  const nights = bright(mohe);
  const [near, far] = [north[at('20 March')]!, south[at('20 March')]!];
  return {
    'degrees between': `${Math.round(mohe.lat - sanya.lat)} degrees`,
    'Mohe longest': spell(top(north)),
    'Mohe shortest': spell(low(north)),
    'Mohe swing': swing(north),
    'Beijing longest': spell(top(middle)),
    'Beijing shortest': spell(low(middle)),
    'Sanya longest': spell(top(south)),
    'Sanya shortest': spell(low(south)),
    'Sanya swing': swing(south),
    'gap in June': spell(north[june]! - south[june]!),
    'gap in December': spell(south[december]! - north[december]!),
    'longest on 21 June': [north, south].every((one) => minutes(one[june]!) === minutes(top(one)))
      ? 'On 21 June'
      : '?',
    'shortest on 22 December': [north, south].every((one) => minutes(one[december]!) === minutes(low(one)))
      ? 'On 22 December'
      : '?',
    'over sixteen hours': `${north.filter((one) => one > 16).length} days`,
    'under eight hours': `${north.filter((one) => one < 8).length} days`,
    'equal in spring': equal('1 February', '1 May'),
    'equal in autumn': equal('1 August', '1 November'),
    'equinox, north': spell(near),
    'equinox, south': spell(far),
    'Mohe in a week of March': `${gain(north)} minutes`,
    'Beijing in a week of March': `${gain(middle)} minutes`,
    'Sanya in a week of March': `${gain(south)} minutes`,
    'Mohe, the year': hours(mohe),
    'Beijing, the year': hours(beijing),
    'Sanya, the year': hours(sanya),
    'half of the year': `${thousands((365 * 24) / 2)} hours`,
    'more in the north': `${Math.round(total(mohe)) - Math.round(total(sanya))} hours more`,
    'per cent': `${((total(mohe) / total(sanya) - 1) * 100).toFixed(1)} per cent`,
    'as far south': hours({ ...mohe, lat: -mohe.lat }),
    'nights without darkness': `${nights.length} nights`,
    'from and to': `from ${words(nights[0]!)} to ${words(nights.at(-1)!)}`,
    'without a gap':
      at(words(nights.at(-1)!)) - at(words(nights[0]!)) === nights.length - 1 ? 'in a row' : '?',
    'darkness in Harbin':
      Math.min(...dark(cities.harbin), ...dark(beijing)) >= 2 ? 'at least two hours' : '?',
    'none in Beijing': bright(beijing).length || bright(cities.harbin).length ? '?' : 'Beijing and Harbin',
    'Mohe lies at': `${mohe.lat}° N, ${mohe.lon}° E`,
    'Beijing lies at': `${beijing.lat.toFixed(2)}° N, ${beijing.lon}° E`,
    'Sanya lies at': `${sanya.lat}° N, ${sanya.lon}° E`,
    'step at the south': `${minutes(top(latitude(25)) - top(latitude(20)))} minutes`,
    'step at the north': `${minutes(top(latitude(50)) - top(latitude(45)))} minutes`,
  };
}

export function charts(): Record<string, string> {
  return {
    'Longest and shortest day of 2026 by latitude': table(
      ['Latitude', 'Longest', 'Shortest'],
      [18, 20, 25, 30, 35, 40, 45, 50, 53].map((lat) => {
        const lengths = latitude(lat);
        return [`${lat}° N`, Math.max(...lengths).toFixed(1), Math.min(...lengths).toFixed(1)];
      }),
    ),
  };
}

export async function draw(): Promise<string> {
  const x = {
    from: 0,
    to: 364,
    ticks: ['1 January', '1 April', '1 July', '1 October', '31 December'].map((day, index) => ({
      at: at(day),
      label: ['Jan', 'Apr', 'Jul', 'Oct', 'Dec'][index]!,
    })),
  };
  const y = {
    from: 7,
    to: 17.6,
    ticks: [8, 10, 12, 14, 16].map((hour) => ({ at: hour, label: `${hour} h` })),
  };
  const points = (city: City): Point[] => year(city).map((length, index) => [index, length]);
  const june = at('21 June');
  const box: Plot = { left: 520, top: 70, right: 1540, bottom: 970 };
  return sheetOf(
    lines(
      x,
      y,
      [
        {
          points: points(sanya),
          colour: palette.ink,
          name: { words: 'Sanya', at: [june, long(sanya, days[june]!)], shift: [0, -36], anchor: 'middle' },
        },
        {
          points: points(beijing),
          colour: palette.grey,
          name: {
            words: 'Beijing',
            at: [june, long(beijing, days[june]!)],
            shift: [0, -36],
            anchor: 'middle',
          },
        },
        {
          points: points(mohe),
          colour: accents.blue.strong,
          width: 13,
          name: { words: 'Mohe', at: [june, long(mohe, days[june]!)], shift: [0, -40], anchor: 'middle' },
        },
      ],
      box,
    ),
  );
}
