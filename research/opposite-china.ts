/** What lies on the far side of the globe from China, and how much of any country has land opposite. */
import { geoAzimuthalEqualArea, geoContains, geoDistance } from 'd3-geo';
import type { MultiPolygon, Polygon, Position } from 'geojson';
import { getTimes } from 'suncalc';
import { cities, offsetAt, sun } from './kit/clock.ts';
import { boundaries, countries, label, land, landOf, map, place } from './kit/map.ts';
import { accents, palette, path, sheet, sheetOf, text } from './kit/paper.ts';
import { table, thousands } from './kit/story.ts';

/** IUGG mean radius in km. */
const radius = 6371.0088;
const rad = Math.PI / 180;
const globe = 4 * Math.PI * radius ** 2;

type Spot = { name: string; lat: number; lon: number };
const spots: Spot[] = [
  cities.beijing,
  cities.shanghai,
  { name: 'Guangzhou', lat: 23.13, lon: 113.26 },
  { name: 'Wuhan', lat: 30.59, lon: 114.31 },
  { name: 'Xi’an', lat: 34.27, lon: 108.95 },
  cities.chengdu,
  cities.lhasa,
  cities.kashgar,
  cities.harbin,
];
const santiago: Spot = { name: 'Santiago', lat: -33.45, lon: -70.67 };

const opposite = ({ name, lat, lon }: Spot): Spot => ({
  name,
  lat: -lat,
  lon: lon > 0 ? lon - 180 : lon + 180,
});
const km = (a: Spot, b: Spot) => geoDistance([a.lon, a.lat], [b.lon, b.lat]) * radius;

/** Degrees of latitude in a strip. The area of a shape is the sum of what its strips hold. */
const step = 0.05;
type Span = readonly [west: number, east: number];
/** For each strip from the South Pole up, where the shape lies in it. */
type Strips = Span[][];

/** Longitudes run on past 180° where the ring does; one that goes round the pole is closed along it. */
function unrolled(ring: Position[]): [number, number][] {
  const points: [number, number][] = [];
  for (const [x, y] of ring as [number, number][]) {
    const before = points.at(-1)?.[0] ?? x;
    points.push([x + Math.round((before - x) / 360) * 360, y]);
  }
  const [first, last] = [points[0]!, points.at(-1)!];
  if (Math.abs(last[0] - first[0]) > 180) {
    const pole = first[1] < 0 ? -90 : 90;
    points.push([last[0], pole], [first[0], pole], first);
  }
  return points;
}

const within = (west: number, east: number): Span[] => {
  const turn = Math.floor((west + 180) / 360) * 360;
  const [a, b] = [west - turn, east - turn];
  return b <= 180
    ? [[a, b]]
    : [
        [a, 180],
        [-180, b - 360],
      ];
};

function strips(shape: Polygon | MultiPolygon): Strips {
  const found: Strips = Array.from({ length: Math.round(180 / step) }, () => []);
  for (const rings of shape.type === 'Polygon' ? [shape.coordinates] : shape.coordinates) {
    const crossings = new Map<number, number[]>();
    let start: number | undefined;
    for (const ring of rings) {
      const points = unrolled(ring);
      start ??= points[0]![0];
      const shift = Math.round((start - points[0]![0]) / 360) * 360;
      for (let i = 1; i < points.length; i++) {
        const [from, to] = [points[i - 1]!, points[i]!];
        const [a, b] = from[1] < to[1] ? [from, to] : [to, from];
        const strip = (lat: number) => Math.ceil((lat + 90) / step - 0.5);
        for (let k = strip(a[1]); k < strip(b[1]); k++) {
          const share = (-90 + (k + 0.5) * step - a[1]) / (b[1] - a[1]);
          crossings.set(k, [...(crossings.get(k) ?? []), a[0] + share * (b[0] - a[0]) + shift]);
        }
      }
    }
    for (const [k, lons] of crossings) {
      lons.sort((p, q) => p - q);
      for (let i = 1; i < lons.length; i += 2) found[k]!.push(...within(lons[i - 1]!, lons[i]!));
    }
  }
  return found;
}

/** The same shape on the far side. */
const flipped = (shape: Strips): Strips =>
  shape.map((_, k) => shape[shape.length - 1 - k]!.flatMap(([west, east]) => within(west + 180, east + 180)));

const shared = (a: Strips, b: Strips): Strips =>
  a.map((spans, k) =>
    spans.flatMap(([w, e]) =>
      b[k]!.flatMap(([v, f]): Span[] =>
        Math.max(w, v) < Math.min(e, f) ? [[Math.max(w, v), Math.min(e, f)]] : [],
      ),
    ),
  );

/** In square kilometres. */
const area = (shape: Strips) =>
  radius ** 2 *
  shape.reduce((sum, spans, k) => {
    const south = (-90 + k * step) * rad;
    const tall = Math.sin(south + step * rad) - Math.sin(south);
    return sum + tall * rad * spans.reduce((degrees, [west, east]) => degrees + east - west, 0);
  }, 0);

/** China with Hong Kong and Macao, which Natural Earth draws apart. */
const china = () => landOf('156', '344', '446');

function compute() {
  const dry = strips(land());
  const behind = flipped(dry);
  const own = strips(china());
  const met = shared(own, behind);
  const from = flipped(own);
  const taiwan = strips(landOf('158'));
  const every = countries().features.map((one) => {
    const shape = one.id === '156' ? own : strips(one.geometry);
    return {
      name: one.properties.name,
      area: area(shape),
      share: area(shared(shape, behind)) / area(shape),
      underChina: area(shared(strips(one.geometry), from)),
    };
  });
  return {
    landShare: area(dry) / globe,
    landLand: area(shared(dry, behind)) / area(dry),
    china: area(own),
    dry: area(met),
    taiwanShare: area(shared(taiwan, behind)) / area(taiwan),
    withTaiwan: (area(met) + area(shared(taiwan, behind))) / (area(own) + area(taiwan)),
    every,
    under: every.filter((one) => one.underChina > 100).sort((a, b) => b.underChina - a.underChina),
  };
}

let done: ReturnType<typeof compute> | undefined;
const result = () => (done ??= compute());

const names: Record<string, string> = { 'Falkland Is.': 'Falkland Islands (Malvinas)' };
const percent = (share: number, digits = 1) => `${(share * 100).toFixed(digits)} per cent`;
const degrees = ({ lat, lon }: Spot) =>
  `${Math.abs(lat).toFixed(2)}° ${lat < 0 ? 'S' : 'N'}, ${Math.abs(lon).toFixed(2)}° ${lon < 0 ? 'W' : 'E'}`;

function lies({ lat, lon }: Spot): string {
  const country = countries().features.find((one) => geoContains(one, [lon, lat]));
  return country?.properties.name ?? (lon < -69 ? 'the Pacific' : 'the Atlantic');
}

const hm = (at: Date, offset: number) =>
  new Date(at.getTime() + offset * 1000 + 30_000).toISOString().slice(11, 16);

export function facts(): Record<string, string> {
  const { landShare, landLand, china: whole, dry, under, taiwanShare, withTaiwan, every } = result();
  const far = opposite(cities.beijing);
  const large = every.filter((one) => one.area > 1_000_000 && one.name !== 'Antarctica');
  const { sunrise } = sun(cities.beijing, 2026, 12, 22);
  const rises = new Date(Date.UTC(2026, 11, 22) + (sunrise - 8) * 3_600_000);
  const sets = getTimes(new Date(Date.UTC(2026, 11, 21, 16)), far.lat, far.lon).sunset!;
  const zone = offsetAt('America/Argentina/Buenos_Aires')(rises.getTime());
  return {
    'opposite Beijing': degrees(far),
    'half way round': `${thousands(Math.PI * radius)} km`,
    share: percent(dry / whole),
    'dry area': `${(dry / 1e6).toFixed(2)} million square kilometres`,
    whole: `${(whole / 1e6).toFixed(2)} million`,
    'Argentina’s part': percent(under[0]!.underChina / dry, 0),
    'Chile’s part': percent(under[1]!.underChina / dry, 0),
    'share of the globe that is land': percent(landShare),
    'land opposite land': percent(landLand),
    'no land opposite': `${large.filter((one) => one.share < 0.0005).length} of the ${large.length}`,
    'Xi’an and Santiago': `${thousands(km(opposite(spots[4]!), santiago))} km`,
    'sunrise in Beijing': hm(rises, 8 * 3600),
    'sunset opposite': hm(sets, zone),
    'minutes apart': `${Math.round(Math.abs(sets.getTime() - rises.getTime()) / 60_000)} minutes`,
    'hours apart': `${8 - zone / 3600 === 11 ? 'eleven' : '?'} hours`,
    'Taiwan’s share': percent(taiwanShare, 0),
    'with Taiwan': percent(withTaiwan),
    'under table': table(
      ['On the far side of China', 'Square kilometres'],
      under.map(({ name, underChina }) => [
        names[name] ?? name,
        thousands(Math.round(underChina / (underChina > 1e5 ? 1000 : 100)) * (underChina > 1e5 ? 1000 : 100)),
      ]),
    ),
    'cities table': table(
      ['City', 'Opposite', 'Which is in'],
      spots.map((one) => [one.name, degrees(opposite(one)), lies(opposite(one))]),
    ),
  };
}

export function charts(): Record<string, string> {
  return {
    'Countries and territories with land on the far side': table(
      ['Country or territory', 'Share'],
      result()
        .every.filter((one) => one.area > 1_000_000 && one.name !== 'Antarctica' && one.share > 0.02)
        .sort((a, b) => b.share - a.share)
        .map((one) => [one.name, (one.share * 100).toFixed(1)]),
    ),
  };
}

/** China pressed through the globe onto South America: dark where it meets land. */
export async function draw(): Promise<string> {
  const through: MultiPolygon = {
    type: 'MultiPolygon',
    // A reflection in the centre turns rings inside out, so they are read backwards.
    coordinates: china().coordinates.map((rings) =>
      rings.map((ring) => ring.map(([lon, lat]) => [lon! - 180, -lat!]).reverse()),
    ),
  };
  const projection = geoAzimuthalEqualArea()
    .rotate([75, 36])
    .fitExtent(
      [
        [300, 70],
        [sheet.width - 300, sheet.height - 70],
      ],
      through,
    )
    .clipExtent([
      [-20, -20],
      [sheet.width + 20, sheet.height + 20],
    ]);
  const south = map(projection);
  const outline = south.d(through);
  const at = (city: Spot) => south.xy(opposite(city).lon, opposite(city).lat);
  const on = (words: string, lat: number, lon: number, fill: string, size = 54) => {
    const [x, y] = south.xy(lon, lat);
    return text(x, y, words, { size, weight: 600, family: 'serif', anchor: 'middle', fill, halo: null });
  };
  return sheetOf(
    south.base,
    path(outline, { fill: `${accents.blue.strong}33` }),
    `<clipPath id="through"><path d="${outline}"/></clipPath><g clip-path="url(#through)">`,
    path(south.d(land()), { fill: accents.blue.strong }),
    path(south.d(boundaries()), { stroke: palette.paper, width: 3 }),
    '</g>',
    path(outline, { stroke: accents.blue.strong, width: 5 }),
    on('Argentina', -30.4, -64.9, '#fff', 46),
    on('Brazil', -19.5, -52, palette.grey),
    place(at(cities.beijing), '', 'right', { colour: palette.ink }),
    label(at(cities.beijing), 'opposite Beijing', 'right', { size: 46, weight: 700 }),
    place(at(cities.shanghai), '', 'right', { colour: palette.ink }),
    label(at(cities.shanghai), 'Shanghai', 'right', { size: 46, weight: 700 }),
    place(at(spots[4]!), '', 'left', { colour: palette.ink }),
    label(at(spots[4]!), 'Xi’an', 'left', { size: 46, weight: 700 }),
    place(at(cities.lhasa), '', 'left', { colour: palette.ink }),
    label(at(cities.lhasa), 'Lhasa', 'right', { size: 46, weight: 700 }),
    place(at(cities.kashgar), '', 'left', { colour: palette.ink }),
    label(at(cities.kashgar), 'Kashgar', 'right', { size: 46, weight: 700 }),
    place(at(cities.harbin), '', 'left', { colour: palette.ink }),
    label(at(cities.harbin), 'Harbin', 'right', { size: 46, weight: 700 }),
  );
}
