/** Draws coastlines and borders around named places: Natural Earth, as shipped by world-atlas. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { type GeoProjection, geoBounds, geoMercator, geoNaturalEarth1, geoPath } from 'd3-geo';
import type { Feature, MultiPoint, Position } from 'geojson';
import { merge, mesh } from 'topojson-client';
import type { GeometryCollection, MultiPolygon, Polygon, Topology } from 'topojson-specification';

export type Place = Readonly<{
  name: string;
  /** Degrees, north positive. */
  lat: number;
  /** Degrees, east positive. */
  lon: number;
  side?: 'left' | 'right' | 'above' | 'below';
  kind?: string;
}>;
export type Frame = Readonly<{ west?: number; south?: number; east?: number; north?: number }>;

export type Drawing = Readonly<{
  width: number;
  height: number;
  /** SVG path data, whole units. */
  land: string;
  borders: string;
  places: readonly (Place & Readonly<{ x: number; y: number }>)[];
}>;

type Atlas = Topology<{ land: GeometryCollection; countries: GeometryCollection }>;
type Bounds = ReturnType<typeof geoBounds>;
type Part<Coordinates> = Readonly<{ coordinates: Coordinates; bounds: Bounds }>;
type World = Readonly<{ land: readonly Part<Position[][]>[]; borders: readonly Part<Position[]>[] }>;

const width = 640;
const worlds = new Map<string, World>();

/** The map in a frame 640 units wide, between 300 and 560 high. */
export function drawLocator(places: readonly Place[], frame: Frame = {}): Drawing {
  const box = boxAround(places, frame);
  const wide = box.east - box.west;
  // Mercator stretches the far north and south without end.
  const polar = Math.max(-box.south, box.north) > 80;
  const projection = wide > 100 || polar ? geoNaturalEarth1() : geoMercator();
  projection.rotate([-(box.west + box.east) / 2, 0]);
  const corners = cornersOf(box);
  projection.fitWidth(width, corners);
  const [[, top], [, bottom]] = geoPath(projection).bounds(corners);
  const height = Math.round(Math.min(560, Math.max(300, bottom - top)));
  projection.fitExtent(
    [
      [8, 8],
      [width - 8, height - 8],
    ],
    corners,
  );
  projection.clipExtent([
    [-4, -4],
    [width + 4, height + 4],
  ]);
  const world = load(wide > 60 ? '110m' : '50m');
  const seen = wide > 100 || polar ? undefined : seenBy(projection, height);
  return {
    width,
    height,
    land: pathData(projection, { type: 'MultiPolygon', coordinates: within(world.land, seen) }),
    borders: pathData(projection, { type: 'MultiLineString', coordinates: within(world.borders, seen) }),
    places: places.map((place) => {
      const [x = 0, y = 0] = projection([place.lon, place.lat]) ?? [];
      return { ...place, x: Math.round(x), y: Math.round(y) };
    }),
  };
}

/** The parts of a scale's coastlines and borders, made once: a map then takes milliseconds. */
function load(scale: '50m' | '110m'): World {
  const known = worlds.get(scale);
  if (known) return known;
  const name = `countries-${scale}.json`;
  const file = createRequire(`${process.cwd()}/package.json`).resolve(
    /* turbopackIgnore: true */ `world-atlas/${name}`,
  );
  const atlas = JSON.parse(readFileSync(/* turbopackIgnore: true */ file, 'utf8')) as Atlas;
  const { coordinates: polygons } = merge(atlas, atlas.objects.land.geometries as (Polygon | MultiPolygon)[]);
  const { coordinates: lines } = mesh(atlas, atlas.objects.countries, (a, b) => a !== b);
  const world = {
    land: polygons.map((coordinates) => ({
      coordinates,
      bounds: geoBounds({ type: 'Polygon', coordinates }),
    })),
    borders: lines.map((coordinates) => ({
      coordinates,
      bounds: geoBounds({ type: 'LineString', coordinates }),
    })),
  };
  worlds.set(scale, world);
  return world;
}

/** What a Mercator frame shows, in degrees: two of its corners say it all. */
function seenBy(projection: GeoProjection, height: number): Bounds | undefined {
  const [west, north] = projection.invert?.([-4, -4]) ?? [];
  const [east, south] = projection.invert?.([width + 4, height + 4]) ?? [];
  const corners = [west, north, east, south].every((degrees) => degrees !== undefined);
  if (!corners || Number(west) > Number(east)) return undefined;
  return [
    [Number(west), Number(south)],
    [Number(east), Number(north)],
  ];
}

/** The parts that may show in a frame; all of them if what it shows isn't known. */
function within<Coordinates>(parts: readonly Part<Coordinates>[], seen: Bounds | undefined): Coordinates[] {
  if (!seen) return parts.map(({ coordinates }) => coordinates);
  const [[west, south], [east, north]] = seen;
  const shows = ({ bounds: [[left, bottom], [right, top]] }: Part<Coordinates>) =>
    bottom <= north && top >= south && (left > right || (left <= east && right >= west));
  return parts.filter(shows).map(({ coordinates }) => coordinates);
}

/**
 * The given frame, or the places with a quarter of their spread around them and no less than four degrees.
 * What is added stays between 60° S and 80° N, where there is something to see; a place beyond draws the frame to itself.
 */
function boxAround(places: readonly Place[], frame: Frame) {
  const lons = places.map(({ lon }) => lon);
  const lats = places.map(({ lat }) => lat);
  const [west, east, south, north] = [
    Math.min(...lons),
    Math.max(...lons),
    Math.min(...lats),
    Math.max(...lats),
  ];
  const margin = (spread: number) => Math.max(4, spread * 0.25);
  return {
    west: frame.west ?? Math.max(-180, west - margin(east - west)),
    east: frame.east ?? Math.min(180, east + margin(east - west)),
    south: frame.south ?? Math.min(south, Math.max(-60, south - margin(north - south))),
    north: frame.north ?? Math.max(north, Math.min(80, north + margin(north - south))),
  };
}

/** Points along the edges of the box; its corners alone would miss the bulge of a curved projection. */
function cornersOf({ west, east, south, north }: Required<Frame>): Feature<MultiPoint> {
  const along = [0, 0.25, 0.5, 0.75, 1];
  const coordinates = along.flatMap((part) => {
    const lon = west + (east - west) * part;
    const lat = south + (north - south) * part;
    return [
      [lon, south],
      [lon, north],
      [west, lat],
      [east, lat],
    ];
  });
  return { type: 'Feature', properties: {}, geometry: { type: 'MultiPoint', coordinates } };
}

/** Path data in whole units, relative, without points that would fall on the one before: a few kilobytes. */
function pathData(projection: GeoProjection, shape: Parameters<ReturnType<typeof geoPath>>[0]): string {
  const parts: string[] = [];
  let x = 0;
  let y = 0;
  let pending: [number, number] | undefined;
  const context = {
    moveTo(toX: number, toY: number) {
      pending = [Math.round(toX), Math.round(toY)];
    },
    lineTo(toX: number, toY: number) {
      const [nextX, nextY] = [Math.round(toX), Math.round(toY)];
      if (pending) {
        [x, y] = pending;
        if (Math.abs(nextX - x) + Math.abs(nextY - y) < 2) return;
        parts.push(`M${x} ${y}`);
        pending = undefined;
      }
      if (Math.abs(nextX - x) + Math.abs(nextY - y) < 2) return;
      parts.push(`l${nextX - x} ${nextY - y}`);
      [x, y] = [nextX, nextY];
    },
    closePath() {
      if (!pending) parts.push('z');
      pending = undefined;
    },
    arc() {},
    beginPath() {},
  };
  geoPath(projection, context)(shape);
  return parts.join('').replace(/ -/g, '-');
}
