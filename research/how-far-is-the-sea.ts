/** The point of Eurasia farthest from any coast, searched on ever finer grids over Natural Earth's coastline. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { geoCircle } from 'd3-geo';
import type { FeatureCollection, MultiPolygon, Position } from 'geojson';
import { feature } from 'topojson-client';
import type { Topology } from 'topojson-specification';
import { cities } from './kit/clock.ts';
import { label, land, map, place, region } from './kit/map.ts';
import { accents, path, sheetOf } from './kit/paper.ts';
import { table, thousands } from './kit/story.ts';

/** IUGG mean radius in km. */
const radius = 6371.0088;
const rad = Math.PI / 180;
/** No two neighbouring points of our coast are farther apart than this, in km. */
const spacing = 5;

type Vector = readonly [number, number, number];
const vector = (lon: number, lat: number): Vector => [
  Math.cos(lat * rad) * Math.cos(lon * rad),
  Math.cos(lat * rad) * Math.sin(lon * rad),
  Math.sin(lat * rad),
];
const dot = (a: Vector, b: Vector) => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
const arc = (cosine: number) => Math.acos(Math.min(1, Math.max(-1, cosine))) * radius;

/** Every shore that could matter to inner Asia, as points on the unit sphere. The Caspian Sea is a lake here. */
function shore(shape: MultiPolygon): Vector[] {
  const near = ([lon, lat]: Position) => lon! > 15 && lon! < 150 && lat! > -5 && lat! < 83;
  const caspian = (ring: Position[]) =>
    ring.every(([lon, lat]) => lon! > 46 && lon! < 55.5 && lat! > 36 && lat! < 48);
  const points: Vector[] = [];
  for (const ring of shape.coordinates.flat()) {
    if (caspian(ring)) continue;
    for (let i = 1; i < ring.length; i++) {
      if (!near(ring[i]!)) continue;
      const a = vector(ring[i - 1]![0]!, ring[i - 1]![1]!);
      const b = vector(ring[i]![0]!, ring[i]![1]!);
      const steps = Math.max(1, Math.ceil(arc(dot(a, b)) / spacing));
      for (let step = 0; step < steps; step++) {
        const t = step / steps;
        const between = [0, 1, 2].map((axis) => a[axis]! * (1 - t) + b[axis]! * t);
        const length = Math.hypot(...between);
        points.push([between[0]! / length, between[1]! / length, between[2]! / length]);
      }
    }
  }
  return points;
}

type Found = { lon: number; lat: number; km: number };

function nearest(points: readonly Vector[], lon: number, lat: number): Found {
  const here = vector(lon, lat);
  let best = -2;
  let at: Vector = points[0]!;
  for (const point of points) {
    const cosine = dot(point, here);
    if (cosine > best) [best, at] = [cosine, point];
  }
  return { lon: Math.atan2(at[1], at[0]) / rad, lat: Math.asin(at[2]) / rad, km: arc(best) };
}

/** The farthest point within a box of degrees, and the steps of the search: the grid's step and the best of it. */
function farthest(points: readonly Vector[], box = { west: 60, south: 35, east: 110, north: 60 }) {
  const steps: { step: number; best: Found }[] = [];
  let { west, south, east, north } = box;
  for (const step of [1, 0.25, 0.0625, 0.015625, 0.00390625]) {
    let best: Found = { lon: 0, lat: 0, km: 0 };
    for (let lon = west; lon <= east + 1e-9; lon += step) {
      for (let lat = south; lat <= north + 1e-9; lat += step) {
        const { km } = nearest(points, lon, lat);
        if (km > best.km) best = { lon, lat, km };
      }
    }
    steps.push({ step, best });
    [west, south, east, north] = [
      best.lon - 2 * step,
      best.lat - 2 * step,
      best.lon + 2 * step,
      best.lat + 2 * step,
    ];
  }
  return { steps, best: steps.at(-1)!.best };
}

/** The three shores that hold the farthest point: the nearest point of each, at least 1,000 km apart. */
function holders(points: readonly Vector[], from: Found): Found[] {
  const here = vector(from.lon, from.lat);
  const ranked = points
    .map((point) => ({ point, cosine: dot(point, here) }))
    .sort((a, b) => b.cosine - a.cosine);
  const chosen: typeof ranked = [];
  for (const one of ranked) {
    if (chosen.every(({ point }) => arc(dot(point, one.point)) > 1000)) chosen.push(one);
    if (chosen.length === 3) break;
  }
  return chosen.map(({ point, cosine }) => ({
    lon: Math.atan2(point[1], point[0]) / rad,
    lat: Math.asin(point[2]) / rad,
    km: arc(cosine),
  }));
}

function fine(): MultiPolygon {
  const atlas = JSON.parse(
    readFileSync(createRequire(import.meta.url).resolve('world-atlas/land-10m.json'), 'utf8'),
  ) as Topology;
  const shapes = feature(atlas, atlas.objects.land!) as unknown as FeatureCollection<MultiPolygon>;
  return { type: 'MultiPolygon', coordinates: shapes.features.flatMap((one) => one.geometry.coordinates) };
}

let done: ReturnType<typeof search> | undefined;
const result = () => (done ??= search());

function search() {
  const coarse = shore(land());
  const { steps, best } = farthest(coarse);
  const finer = shore(fine());
  return {
    points: coarse.length,
    steps,
    best,
    shores: holders(coarse, best),
    west: farthest(coarse, { west: 80, south: 42, east: 84.5, north: 46.5 }).best,
    fine: farthest(finer, { west: 78, south: 42, east: 92, north: 48 }).best,
    urumqi: arc(dot(vector(best.lon, best.lat), vector(cities.urumqi.lon, cities.urumqi.lat))),
    urumqiSea: nearest(coarse, cities.urumqi.lon, cities.urumqi.lat).km,
    published: nearest(coarse, 88.14, 45.28),
  };
}

const degrees = ({ lat, lon }: Found) => `${lat.toFixed(2)}° N, ${lon.toFixed(2)}° E`;

export function facts(): Record<string, string> {
  const { points, steps, best, shores, west, fine: finer, urumqi, urumqiSea, published } = result();
  return {
    where: degrees(best),
    distance: `${thousands(best.km)} km`,
    'coast points': thousands(points),
    'from Ürümqi': `${thousands(urumqi)} km`,
    'Ürümqi to the sea': `${thousands(urumqiSea)} km`,
    ...Object.fromEntries(shores.map((one, index) => [`shore ${index + 1}`, degrees(one)])),
    'shores differ by': `${(Math.max(...shores.map(({ km }) => km)) - Math.min(...shores.map(({ km }) => km))).toFixed(1)} km`,
    'finer coast': degrees(finer),
    'finer distance': `${thousands(finer.km)} km`,
    'finer, difference': `${Math.abs(Math.round(finer.km) - Math.round(best.km))} km`,
    'western candidate': degrees(west),
    'western distance': `${thousands(west.km)} km`,
    'at the published point': `${thousands(published.km)} km`,
    'shore nearest the published point': degrees(published),
    'short of the published figure': `${Math.round(2514 - best.km)} km`,
    'steps table': table(
      ['Grid step', 'Best point', 'Distance, km'],
      steps.map(({ step, best: one }) => [`${step}°`, degrees(one), one.km.toFixed(1)]),
    ),
  };
}

export async function draw(): Promise<string> {
  const { best, shores } = result();
  const asia = map(region({ west: 46, south: 14, east: 132, north: 68 }, 10), { borders: false });
  const circle = (km: number) =>
    asia.d(
      geoCircle()
        .center([best.lon, best.lat])
        .radius(km / radius / rad)
        .precision(1)(),
    );
  const here = asia.xy(best.lon, best.lat);
  return sheetOf(
    asia.base,
    ...[best.km].map((km) =>
      path(circle(km), { fill: `${accents.teal.strong}22`, stroke: accents.teal.strong, width: 6 }),
    ),
    ...[500, 1000, 1500, 2000].map((km) =>
      path(circle(km), { stroke: accents.teal.strong, width: 2, dash: '4 14' }),
    ),
    ...shores.map(({ lon, lat }) =>
      path(
        asia.d({
          type: 'LineString',
          coordinates: [
            [best.lon, best.lat],
            [lon, lat],
          ],
        }),
        { stroke: accents.teal.strong, width: 5 },
      ),
    ),
    ...shores.map(({ lon, lat }) => place(asia.xy(lon, lat), '', 'right', { colour: accents.teal.strong })),
    place(here, '', 'right'),
    label([here[0] - 4, here[1] - 44], `${thousands(best.km)} km`, 'right', {
      size: 66,
      weight: 700,
      family: 'serif',
    }),
  );
}
