/** Maps of the world and of its parts: Natural Earth 4.1 at 1:50 million (world-atlas), through d3-geo. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import * as geo from 'd3-geo';
import { type GeoPermissibleObjects, type GeoProjection, geoGraticule, geoPath } from 'd3-geo';
import type { Feature, FeatureCollection, MultiLineString, MultiPolygon, Polygon } from 'geojson';
import { feature, merge, mesh } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';
import { dot, type Point, palette, path, sheet, type TextStyle, text } from './paper.ts';

const require = createRequire(import.meta.url);

type Country = { name: string };
type Atlas = Topology<{ countries: GeometryCollection<Country>; land: GeometryCollection }>;

let read: Atlas | undefined;
const atlas = (): Atlas =>
  (read ??= JSON.parse(readFileSync(require.resolve('world-atlas/countries-50m.json'), 'utf8')) as Atlas);

/** Every country; `id` is its ISO 3166-1 numeric code as three digits ('156'), missing for a few areas. */
export function countries(): FeatureCollection<Polygon | MultiPolygon, Country> {
  return feature(atlas(), atlas().objects.countries) as FeatureCollection<Polygon | MultiPolygon, Country>;
}

/** All land as one shape. Inland water is not cut out, except the Caspian Sea. */
export function land(): MultiPolygon {
  const shape = feature(atlas(), atlas().objects.land) as
    | FeatureCollection<MultiPolygon>
    | Feature<MultiPolygon>;
  if (shape.type === 'Feature') return shape.geometry;
  return { type: 'MultiPolygon', coordinates: shape.features.flatMap((one) => one.geometry.coordinates) };
}

/** The land of some countries as one shape, by ISO numeric code. */
export function landOf(...ids: string[]): MultiPolygon {
  const chosen = atlas().objects.countries.geometries.filter((one) => ids.includes(String(one.id)));
  return merge(atlas(), chosen as Parameters<typeof merge>[1]);
}

/** The lines where two countries meet, without coasts. Natural Earth draws who controls, not who claims. */
export function boundaries(): MultiLineString {
  return mesh(atlas(), atlas().objects.countries, (a, b) => a !== b);
}

/** The lines where land meets the sea. */
function coastlines(): MultiLineString {
  return mesh(atlas(), atlas().objects.land as never);
}

export type Frame = { west: number; south: number; east: number; north: number };

/**
 * A conic equal-area projection of a region that fills the whole sheet. Good from about 10° to 70° of
 * latitude; `east` may be greater than 180.
 */
export function region({ west, south, east, north }: Frame, margin = 0): GeoProjection {
  const projection = geo
    .geoConicEqualArea()
    .parallels([south + (north - south) / 6, north - (north - south) / 6])
    .rotate([-(west + east) / 2, 0])
    .center([0, (south + north) / 2]);
  const along = (from: number, to: number) =>
    Array.from({ length: 21 }, (_, i) => from + ((to - from) * i) / 20);
  const coordinates = [
    ...along(west, east).flatMap((lon) => [
      [lon, south],
      [lon, north],
    ]),
    ...along(south, north).flatMap((lat) => [
      [west, lat],
      [east, lat],
    ]),
  ];
  return projection
    .fitExtent(
      [
        [margin, margin],
        [sheet.width - margin, sheet.height - margin],
      ],
      { type: 'MultiPoint', coordinates },
    )
    .clipExtent([
      [-20, -20],
      [sheet.width + 20, sheet.height + 20],
    ]);
}

export type Map = {
  /** Land, borders and, if asked for, the graticule. */
  base: string;
  /** A place on the sheet. Throws for a place that the projection hides. */
  xy(lon: number, lat: number): Point;
  /** SVG path data of any shape in degrees; lines between points follow great circles. */
  d(shape: GeoPermissibleObjects): string | null;
};

/** The base of a map. `tint` gives the fill of a country by its ISO numeric code; `borders: false` leaves them out. */
export function map(
  projection: GeoProjection,
  style: {
    graticule?: number;
    borders?: boolean;
    tint?: (id: string, name: string) => string | undefined;
    ground?: string;
  } = {},
): Map {
  const draw = geoPath(projection).digits(1);
  const { graticule, borders = true, tint, ground } = style;
  let base = ground ? path(draw({ type: 'Sphere' }), { fill: ground }) : '';
  if (graticule) {
    base += path(draw(geoGraticule().step([graticule, graticule])()), { stroke: palette.hair, width: 2 });
  }
  base += path(draw(land()), { fill: palette.land, stroke: palette.edge, width: 2 });
  if (tint) {
    for (const country of countries().features) {
      const fill = tint(String(country.id), country.properties.name);
      if (fill) base += path(draw(country), { fill, stroke: fill, width: 1 });
    }
    base += path(draw(coastlines()), { stroke: palette.edge, width: 2 });
  }
  if (borders) base += path(draw(boundaries()), { stroke: palette.paper, width: 3 });
  return {
    base,
    xy(lon, lat) {
      const at = projection([lon, lat]);
      if (!at) throw new RangeError(`${lon}, ${lat} is not on this map`);
      return at;
    },
    d: (shape) => draw(shape),
  };
}

export type Side = 'right' | 'left' | 'above' | 'below';

/** A name beside a point of the sheet. */
export function label(
  [x, y]: Point,
  name: string,
  side: Side = 'right',
  style: TextStyle = {},
  gap = 24,
): string {
  const size = style.size ?? 42;
  switch (side) {
    case 'right':
      return text(x + gap, y + size * 0.34, name, { ...style, size, anchor: 'start' });
    case 'left':
      return text(x - gap, y + size * 0.34, name, { ...style, size, anchor: 'end' });
    case 'above':
      return text(x, y - gap, name, { ...style, size, anchor: 'middle' });
    case 'below':
      return text(x, y + gap + size * 0.72, name, { ...style, size, anchor: 'middle' });
  }
}

/** A dot with its name. */
export function place(
  at: Point,
  name: string,
  side: Side = 'right',
  style: TextStyle & { colour?: string } = {},
): string {
  return dot(at, 13, style.colour ?? palette.ink) + label(at, name, side, { weight: 600, ...style });
}
