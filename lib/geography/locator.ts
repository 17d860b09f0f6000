/** Draws coastlines and borders around named places: Natural Earth, as shipped by world-atlas. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { type GeoProjection, geoMercator, geoNaturalEarth1, geoPath } from 'd3-geo';
import type { Feature, MultiPoint } from 'geojson';
import { feature, mesh } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';

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

type World = Topology<{ land: GeometryCollection; countries: GeometryCollection }>;
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
  return {
    width,
    height,
    land: pathData(projection, feature(world, world.objects.land)),
    borders: pathData(
      projection,
      mesh(world, world.objects.countries, (a, b) => a !== b),
    ),
    places: places.map((place) => {
      const [x = 0, y = 0] = projection([place.lon, place.lat]) ?? [];
      return { ...place, x: Math.round(x), y: Math.round(y) };
    }),
  };
}

function load(scale: '50m' | '110m'): World {
  const known = worlds.get(scale);
  if (known) return known;
  const name = `countries-${scale}.json`;
  const file = createRequire(`${process.cwd()}/package.json`).resolve(
    /* turbopackIgnore: true */ `world-atlas/${name}`,
  );
  const world = JSON.parse(readFileSync(/* turbopackIgnore: true */ file, 'utf8')) as World;
  worlds.set(scale, world);
  return world;
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
