/** Why all of China keeps one clock: the time zone database read through Intl, the sun through suncalc. */
import { geoBounds } from 'd3-geo';
import { changes, cities, hm, offsetAt, offsetWords, spell, sun } from './kit/clock.ts';
import { label, landOf, map, place, region } from './kit/map.ts';
import { accents, path, sheetOf } from './kit/paper.ts';
import { table } from './kit/story.ts';

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
/** 1 January 2026, noon in Beijing: a day without significance. */
const now = Date.UTC(2026, 0, 1, 4);

const day = (at: Date) =>
  at.toLocaleDateString('en-GB', {
    timeZone: 'Asia/Shanghai',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
  });

export function facts(): Record<string, string> {
  const shanghai = changes('Asia/Shanghai', 1890, 2026);
  const urumqi = changes('Asia/Urumqi', 1890, 2026);
  const summers = shanghai.filter(({ at }) => at.getUTCFullYear() >= 1986);
  const [[west], [east]] = geoBounds(landOf('156'));
  const solstice = row.map((city) => sun(city, 2026, 12, 22).noon);
  const first = shanghai[0]!;
  return {
    'changes in Shanghai': `${shanghai.length} changes`,
    'changes in Ürümqi': urumqi.length === 1 ? 'a single change' : `${urumqi.length} changes`,
    'Shanghai now': offsetWords(offsetAt('Asia/Shanghai')(now)),
    'Ürümqi now': offsetWords(offsetAt('Asia/Urumqi')(now)),
    'Shanghai by its own sun': offsetWords(first.before),
    'Shanghai, first change': `${Math.floor((first.before - first.after) / 60)} minutes and ${(first.before - first.after) % 60} seconds`,
    'Ürümqi by its own sun': offsetWords(urumqi[0]!.before),
    'Ürümqi, first change': day(urumqi[0]!.at),
    'changes before 1986': `${shanghai.length - summers.length} changes`,
    'first summer from': day(summers[0]!.at),
    'first summer to': day(summers[1]!.at),
    'last summer from': day(summers.at(-2)!.at),
    'last summer to': day(summers.at(-1)!.at),
    'summers, changes': `${summers.length} changes`,
    west: `${west.toFixed(1)}° E`,
    east: `${east.toFixed(1)}° E`,
    width: `${(east - west).toFixed(1)} degrees`,
    'the sun needs': spell((east - west) / 15),
    'noon in Kashgar': hm(solstice[0]!),
    'noon in Beijing': hm(solstice[4]!),
    'noon in Fuyuan': hm(solstice.at(-1)!),
    'noon, spread': spell(solstice[0]! - solstice.at(-1)!),
    database: 'release 2025c',
  };
}

export function charts(): Record<string, string> {
  return {
    'Noon by the sun, on Beijing’s clock': table(
      ['City', 'Hours after midnight'],
      row.map((city) => [city.name, sun(city, 2026, 12, 22).noon.toFixed(2)]),
    ),
  };
}

export async function draw(): Promise<string> {
  const china = map(region({ west: 64, south: 15, east: 144, north: 57 }, 10), {
    tint: (id) => (id === '156' ? accents.blue.pale : undefined),
  });
  const lines = [75, 90, 105, 120, 135].map((lon, index) => {
    const d = china.d({
      type: 'LineString',
      coordinates: Array.from({ length: 26 }, (_, i) => [lon, 21 + i * 1.16]),
    });
    const [x, y] = china.xy(lon, 21 + 25 * 1.16);
    return (
      path(d, {
        stroke: accents.blue.strong,
        width: lon === 120 ? 8 : 4,
        dash: lon === 120 ? undefined : '4 14',
      }) + label([x, y], `${index + 9}:00`, 'above', { size: 58, weight: 700, fill: accents.blue.strong })
    );
  });
  const { kashgar, beijing } = cities;
  return sheetOf(
    china.base,
    ...lines,
    place(china.xy(kashgar.lon, kashgar.lat), 'Kashgar', 'below', { size: 46 }),
    place(china.xy(beijing.lon, beijing.lat), 'Beijing', 'left', { size: 46 }),
  );
}
