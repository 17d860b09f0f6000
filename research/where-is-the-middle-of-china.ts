/** The middle of China by several definitions, on Natural Earth's outlines at three scales. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { geoArea, geoCentroid, geoCircle, geoDistance, geoMercator, geoPath } from 'd3-geo';
import type { MultiPolygon } from 'geojson';
import { merge } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';
import { label, landOf, map, region } from './kit/map.ts';
import { accents, dot, palette, path, sheetOf, text } from './kit/paper.ts';
import { table, thousands } from './kit/story.ts';

/** IUGG mean radius in km. */
const radius = 6371.0088;
const rad = Math.PI / 180;
/** No two neighbouring points of an outline are farther apart than this, in km. */
const spacing = 5;

type Vector = readonly [number, number, number];
type Spot = { lon: number; lat: number };
const vector = ({ lon, lat }: Spot): Vector => [
  Math.cos(lat * rad) * Math.cos(lon * rad),
  Math.cos(lat * rad) * Math.sin(lon * rad),
  Math.sin(lat * rad),
];
const inner = (a: Vector, b: Vector) => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
const angle = (a: Vector, b: Vector) => Math.acos(Math.min(1, Math.max(-1, inner(a, b))));
const spot = ([x, y, z]: Vector): Spot => ({
  lon: Math.atan2(y, x) / rad,
  lat: Math.atan2(z, Math.hypot(x, y)) / rad,
});
const km = (a: Spot, b: Spot) => geoDistance([a.lon, a.lat], [b.lon, b.lat]) * radius;

/** The country with Hong Kong and Macao, which the finer two files draw apart. */
const china = ['156', '344', '446'];
const taiwan = '158';
const scales = ['110m', '50m', '10m'] as const;
type Scale = (typeof scales)[number];

function outline(scale: Scale, ids: readonly string[]): MultiPolygon {
  const atlas = JSON.parse(
    readFileSync(createRequire(import.meta.url).resolve(`world-atlas/countries-${scale}.json`), 'utf8'),
  ) as Topology<{ countries: GeometryCollection }>;
  const chosen = atlas.objects.countries.geometries.filter((one) => ids.includes(String(one.id)));
  return merge(atlas, chosen as Parameters<typeof merge>[1]);
}

/** Pairs of neighbouring corners. */
const edges = (shape: MultiPolygon) =>
  shape.coordinates.flat().flatMap((ring) =>
    ring.slice(1).map((point, index) => {
      const [a, b] = [ring[index]!, point];
      return [vector({ lon: a[0]!, lat: a[1]! }), vector({ lon: b[0]!, lat: b[1]! })] as const;
    }),
  );

/**
 * The centre of gravity of a thin curved shell: half the sum over its edges of the edge's length times the
 * pole of its great circle, divided by the area. It lies under the ground.
 */
function gravity(shape: MultiPolygon): Spot & { depth: number } {
  const sum = [0, 0, 0];
  for (const [a, b] of edges(shape)) {
    const pole = [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]];
    const size = Math.hypot(...pole);
    if (size === 0) continue;
    const long = Math.atan2(size, inner(a, b));
    // Rings run clockwise, as d3-geo wants them, so the poles point the other way.
    for (const axis of [0, 1, 2]) sum[axis]! -= (long * pole[axis]!) / size / 2;
  }
  const area = geoArea(shape);
  const centre = sum.map((value) => value / area) as unknown as Vector;
  return { ...spot(centre), depth: (1 - Math.hypot(...centre)) * radius };
}

/** Corners alone, in degrees. */
function box(shape: MultiPolygon) {
  const points = shape.coordinates.flat(2);
  const [lons, lats] = [points.map(([lon]) => lon!), points.map(([, lat]) => lat!)];
  const [west, east] = [Math.min(...lons), Math.max(...lons)];
  const [south, north] = [Math.min(...lats), Math.max(...lats)];
  return { west, east, south, north, lon: (west + east) / 2, lat: (south + north) / 2 };
}

/** Where a cut-out of the country from Mercator's map would balance on a needle. */
function mercator(shape: MultiPolygon): Spot {
  const projection = geoMercator();
  const [lon, lat] = projection.invert!(geoPath(projection).centroid(shape))!;
  return { lon, lat };
}

/** The point inside that is farthest from every edge, and the three places of the edge that hold it. */
function deepest(shape: MultiPolygon) {
  const marks = edges(shape).flatMap(([a, b]) => {
    const steps = Math.max(1, Math.ceil((angle(a, b) * radius) / spacing));
    return Array.from({ length: steps }, (_, step): Vector => {
      const between = [0, 1, 2].map((axis) => a[axis]! + ((b[axis]! - a[axis]!) * step) / steps);
      const size = Math.hypot(...between);
      return [between[0]! / size, between[1]! / size, between[2]! / size];
    });
  });
  const room = (here: Vector) => {
    let most = -2;
    for (const mark of marks) most = Math.max(most, inner(mark, here));
    return Math.acos(most) * radius;
  };
  let best = { lon: 0, lat: 0, km: 0 };
  let [west, south, east, north] = [85, 28, 115, 42];
  for (const step of [1, 0.25, 0.0625, 0.015625, 0.00390625]) {
    best = { ...best, km: 0 };
    for (let lon = west; lon <= east + 1e-9; lon += step) {
      for (let lat = south; lat <= north + 1e-9; lat += step) {
        const here = room(vector({ lon, lat }));
        if (here > best.km) best = { lon, lat, km: here };
      }
    }
    [west, south, east, north] = [
      best.lon - 2 * step,
      best.lat - 2 * step,
      best.lon + 2 * step,
      best.lat + 2 * step,
    ];
  }
  const ranked = [...marks].sort((a, b) => inner(b, vector(best)) - inner(a, vector(best)));
  const holders: Vector[] = [];
  for (const mark of ranked) {
    if (holders.length < 3 && holders.every((one) => angle(one, mark) * radius > 500)) holders.push(mark);
  }
  return { ...best, holders: holders.map(spot) };
}

function compute() {
  const at = (scale: Scale) => {
    const shape = outline(scale, china);
    return {
      gravity: gravity(shape),
      d3: geoCentroid(shape),
      box: box(shape),
      mercator: mercator(shape),
      deepest: deepest(shape),
      corners: shape.coordinates.flat().reduce((sum, ring) => sum + ring.length - 1, 0),
      length: edges(shape).reduce((sum, [a, b]) => sum + angle(a, b) * radius, 0),
    };
  };
  const more = outline('50m', [...china, taiwan]);
  return {
    '110m': at('110m'),
    '50m': at('50m'),
    '10m': at('10m'),
    withTaiwan: { gravity: gravity(more), deepest: deepest(more) },
  };
}

let done: ReturnType<typeof compute> | undefined;
const result = () => (done ??= compute());

const lanzhou: Spot = { lat: 36.06, lon: 103.83 };
const degrees = ({ lat, lon }: Spot) => `${lat.toFixed(2)}° N, ${lon.toFixed(2)}° E`;
const said = { '110m': '1:110 million', '50m': '1:50 million', '10m': '1:10 million' };

export function facts(): Record<string, string> {
  const found = result();
  const { '110m': coarse, '50m': middle, '10m': fine, withTaiwan } = found;
  const spread = (of: (scale: Scale) => Spot) =>
    Math.max(...scales.flatMap((a) => scales.map((b) => km(of(a), of(b)))));
  const d3 = { lon: middle.d3[0], lat: middle.d3[1] };
  const rooms = scales.map((scale) => found[scale].deepest.km);
  const holds = middle.deepest.holders.map((one) => km(one, middle.deepest));
  return {
    'balance point': degrees(middle.gravity),
    'from Lanzhou': `${thousands(km(middle.gravity, lanzhou))} km`,
    depth: `${thousands(middle.gravity.depth)} km`,
    'same as d3-geo': km(middle.gravity, d3) < 0.1 ? 'to within a hundred metres' : '?',
    farthest: degrees(middle.deepest),
    room: `${thousands(middle.deepest.km)} km`,
    ...Object.fromEntries(middle.deepest.holders.map((one, index) => [`edge ${index + 1}`, degrees(one)])),
    'edges differ by': `${(Math.max(...holds) - Math.min(...holds)).toFixed(1)} km`,
    'balance to farthest': `${thousands(km(middle.gravity, middle.deepest))} km`,
    'box middle': degrees(middle.box),
    'box to balance': `${thousands(km(middle.box, middle.gravity))} km`,
    'box middle, finest': degrees(fine.box),
    'box moves': `${thousands(km(fine.box, middle.box))} km`,
    'southern edge': `${middle.box.south.toFixed(1)}° N`,
    'southern edge, finest': `${fine.box.south.toFixed(1)}° N`,
    'Mercator off by': `${thousands(km(middle.mercator, middle.gravity))} km`,
    'balance spread': `${spread((scale) => found[scale].gravity).toFixed(0)} km`,
    'balance, two finer': `${km(middle.gravity, fine.gravity).toFixed(1)} km`,
    'farthest spread': `${spread((scale) => found[scale].deepest).toFixed(1)} km`,
    'room spread': `${(Math.max(...rooms) - Math.min(...rooms)).toFixed(0)} km`,
    'corners, coarse': `${thousands(coarse.corners)} corners`,
    'corners, fine': `${thousands(fine.corners)}`,
    'length, coarse': `${thousands(coarse.length)} km`,
    'length, fine': `${thousands(fine.length)} km`,
    'length grows': `${((fine.length / coarse.length - 1) * 100).toFixed(0)} per cent`,
    'with Taiwan': degrees(withTaiwan.gravity),
    'with Taiwan, moves': `${km(withTaiwan.gravity, middle.gravity).toFixed(0)} km`,
    'with Taiwan, farthest': km(withTaiwan.deepest, middle.deepest) < 0.01 ? 'does not move at all' : '?',
    'times the detail':
      fine.corners / coarse.corners > 60 && fine.corners / coarse.corners < 62
        ? 'sixty times the detail'
        : '?',
    'one per cent': `${thousands(Math.round((geoArea(outline('50m', china)) * radius ** 2) / 1e5) * 1000)} square kilometres`,
    lever: `${thousands(2000 * 0.01)} km`,
    'scales table': table(
      ['Scale', 'Balance point', 'Farthest from an edge', 'Room, km'],
      scales.map((scale) => [
        said[scale],
        degrees(found[scale].gravity),
        degrees(found[scale].deepest),
        thousands(found[scale].deepest.km),
      ]),
    ),
  };
}

export function charts(): Record<string, string> {
  return {
    'Length of China’s outline on three maps': table(
      ['Scale', 'Length'],
      scales.map((scale) => [said[scale], Math.round(result()[scale].length)]),
    ),
  };
}

export async function draw(): Promise<string> {
  const { gravity: balance, deepest: room } = result()['50m'];
  const asia = map(region({ west: 70, south: 16, east: 139, north: 55 }, 10), {
    tint: (id) => (china.includes(id) ? accents.teal.pale : undefined),
  });
  const xy = ({ lon, lat }: Spot) => asia.xy(lon, lat);
  const circle = geoCircle()
    .center([room.lon, room.lat])
    .radius(room.km / radius / rad)
    .precision(1)();
  const [x, y] = xy(room);
  const big = { size: 44, weight: 700 } as const;
  return sheetOf(
    asia.base,
    path(asia.d(landOf(...china)), { stroke: accents.teal.strong, width: 3 }),
    path(asia.d(circle), { fill: `${accents.teal.strong}22`, stroke: accents.teal.strong, width: 5 }),
    ...room.holders.map((one) =>
      path(
        asia.d({
          type: 'LineString',
          coordinates: [
            [room.lon, room.lat],
            [one.lon, one.lat],
          ],
        }),
        { stroke: accents.teal.strong, width: 4, dash: '4 14' },
      ),
    ),
    ...room.holders.map((one) => dot(xy(one), 12, accents.teal.strong)),
    dot(xy(room), 18, accents.teal.strong),
    text(x + 74, y + 72, 'farthest', { ...big, anchor: 'middle', fill: accents.teal.strong }),
    text(x + 74, y + 122, 'from any edge', { ...big, anchor: 'middle', fill: accents.teal.strong }),
    dot(xy(balance), 18, palette.ink),
    label(xy(balance), 'balance point', 'left', big, 30),
  );
}
