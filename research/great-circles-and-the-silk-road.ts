/** Great-circle distances between old and new trading cities, and what the ways between them add. */
import { geoDistance, geoInterpolate } from 'd3-geo';
import { map, place, region } from './kit/map.ts';
import { accents, path, sheetOf } from './kit/paper.ts';
import { table, thousands } from './kit/story.ts';

/** IUGG mean radius in km. A sphere errs by up to about half a per cent against the real Earth. */
const radius = 6371.0088;

type Spot = readonly [name: string, lat: number, lon: number];
const xian: Spot = ['Xi’an', 34.27, 108.95];
const dunhuang: Spot = ['Dunhuang', 40.14, 94.66];
const kashgar: Spot = ['Kashgar', 39.47, 75.99];
const samarkand: Spot = ['Samarkand', 39.65, 66.96];
const merv: Spot = ['Merv', 37.66, 62.19];
const baghdad: Spot = ['Baghdad', 33.31, 44.37];
const istanbul: Spot = ['Istanbul', 41.01, 28.98];
const venice: Spot = ['Venice', 45.44, 12.32];
const shanghai: Spot = ['Shanghai', 31.23, 121.47];
const rotterdam: Spot = ['Rotterdam', 51.92, 4.48];

export const land = [xian, dunhuang, kashgar, samarkand, merv, baghdad, istanbul, venice];

/** Turning points of a passage by sea that keeps off the land: our choice, and coarse. */
export const sea: Spot[] = [
  shanghai,
  ['off the Yangtze', 30.8, 123],
  ['Taiwan Strait, north', 26, 121],
  ['Taiwan Strait, south', 22.5, 117.5],
  ['South China Sea', 11, 111.5],
  ['off Singapore', 1.25, 104.3],
  ['Singapore Strait', 1.15, 103.6],
  ['Malacca Strait, south', 2.1, 102],
  ['Malacca Strait, middle', 3.2, 100.6],
  ['Malacca Strait, north', 5.4, 98],
  ['off Aceh', 6.2, 95],
  ['off Sri Lanka', 5.7, 80.3],
  ['Gulf of Aden', 12.3, 48],
  ['Bab el-Mandeb', 12.5, 43.4],
  ['Red Sea', 20, 38.6],
  ['Gulf of Suez, south', 27.6, 34.05],
  ['Gulf of Suez, middle', 28.5, 33.1],
  ['Suez', 29.9, 32.55],
  ['Port Said', 31.4, 32.35],
  ['off Malta', 35.5, 14.5],
  ['Strait of Sicily', 37.5, 10.9],
  ['off Algiers', 37.3, 4],
  ['Gibraltar', 35.95, -5.6],
  ['Cape St Vincent', 36.8, -9.3],
  ['Cabo da Roca', 38.8, -9.9],
  ['Cape Finisterre', 43.2, -9.8],
  ['Ushant', 48.8, -5.8],
  ['Dover Strait', 51, 1.4],
  rotterdam,
];

const at = ([, lat, lon]: Spot): [number, number] => [lon, lat];
const km = (a: Spot, b: Spot) => geoDistance(at(a), at(b)) * radius;
const chain = (spots: readonly Spot[]) =>
  spots.slice(1).reduce((sum, spot, index) => sum + km(spots[index]!, spot), 0);
const say = (distance: number) => `${thousands(distance)} km`;
const round = (distance: number) => `${thousands(Math.round(distance / 100) * 100)} km`;

/** The northernmost point of the shortest way. */
function summit(a: Spot, b: Spot) {
  const between = geoInterpolate(at(a), at(b));
  return Array.from({ length: 1001 }, (_, i) => between(i / 1000)).reduce((p, q) => (q[1] > p[1] ? q : p));
}

export function facts(): Record<string, string> {
  const straight = km(xian, venice);
  const road = chain(land);
  const byAir = km(shanghai, rotterdam);
  const bySea = chain(sea);
  const top = summit(xian, venice);
  const topNow = summit(shanghai, rotterdam);
  return {
    'Xi’an to Venice': say(straight),
    'by the oases': say(road),
    'detour by the oases': `${((road / straight - 1) * 100).toFixed(0)} per cent`,
    'northernmost, Venice': `${top[1].toFixed(1)}° N`,
    'northernmost at': `${top[0].toFixed(0)}° E`,
    'Shanghai to Rotterdam': say(byAir),
    'by sea, rounded': round(bySea),
    'by sea, times': (bySea / byAir).toFixed(1),
    'northernmost, Rotterdam': `${topNow[1].toFixed(1)}° N`,
    'days at 25 km a day': `${Math.round(road / 25)} days`,
    'days at 16 knots': `${Math.round(bySea / (16 * 1.852 * 24))} days`,
    'legs table': table(
      ['Leg', 'Great circle, km', 'Total, km'],
      land
        .slice(1)
        .map((spot, index) => [
          `${land[index]![0]} – ${spot[0]}`,
          thousands(km(land[index]!, spot)),
          thousands(chain(land.slice(0, index + 2))),
        ]),
    ),
  };
}

export async function draw(): Promise<string> {
  const asia = map(region({ west: -10, south: 8, east: 136, north: 66 }), { borders: false });
  const way = (spots: readonly Spot[]) => asia.d({ type: 'LineString', coordinates: spots.map(at) });
  const sides = {
    'Xi’an': 'below',
    Dunhuang: 'below',
    Kashgar: 'below',
    Samarkand: 'above',
    Merv: 'below',
    Baghdad: 'below',
    Istanbul: 'below',
    Venice: 'below',
  } as const;
  return sheetOf(
    asia.base,
    path(way([xian, venice]), { stroke: accents.ochre.strong, width: 9 }),
    path(way(land), { stroke: '#1a1a1a', width: 6, dash: '2 14' }),
    ...land.map((spot) =>
      place(asia.xy(spot[2], spot[1]), spot[0], sides[spot[0] as keyof typeof sides], { size: 46 }),
    ),
  );
}
