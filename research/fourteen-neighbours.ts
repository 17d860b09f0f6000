/** Land neighbours by two data sets: the lists of world-countries and the lines of Natural Earth. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { geoArea } from 'd3-geo';
import { neighbors } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';
import { label, landOf, map, region } from './kit/map.ts';
import { accents, forReaders, line, palette, sheetOf, text } from './kit/paper.ts';
import { table, thousands } from './kit/story.ts';

type Country = {
  name: { common: string };
  cca3: string;
  ccn3: string;
  borders: string[];
  landlocked: boolean;
  unMember: boolean;
};
const read = createRequire(import.meta.url);
const countries = JSON.parse(
  readFileSync(read.resolve('world-countries/countries.json'), 'utf8'),
) as Country[];
const named = new Map(countries.map((one) => [one.cca3, one]));
const name = (code: string) => named.get(code)!.name.common;

/** Listed apart in the data set though they belong to China. */
const regions = ['HKG', 'MAC'];
const china = named.get('CHN')!;
const neighbours = china.borders
  .filter((code) => !regions.includes(code))
  .sort((a, b) => name(a).localeCompare(name(b), 'en'));

/** Neighbours of each country: the two regions folded into China, and a border counts if either side lists it. */
const counted = countries
  .filter(({ cca3 }) => !regions.includes(cca3))
  .map((one) => {
    const all = new Set(one.borders);
    for (const other of countries) if (other.borders.includes(one.cca3)) all.add(other.cca3);
    for (const region of one.cca3 === 'CHN' ? regions : []) all.delete(region);
    return { name: one.name.common, count: all.size };
  })
  .sort((a, b) => b.count - a.count || a.name.localeCompare(b.name, 'en'));

/** What touches China in Natural Earth at 1:50 million. */
function drawn(): string[] {
  const atlas = JSON.parse(readFileSync(read.resolve('world-atlas/countries-50m.json'), 'utf8')) as Topology<{
    countries: GeometryCollection<{ name: string }>;
  }>;
  const shapes = atlas.objects.countries.geometries;
  const at = shapes.findIndex(({ id }) => id === '156');
  return neighbors(shapes)[at]!.map((index) => (shapes[index]!.properties as { name: string }).name);
}

const km2 = (code: string) =>
  geoArea({ type: 'Feature', properties: {}, geometry: landOf(named.get(code)!.ccn3) }) * 6371.0088 ** 2;

const list = (words: readonly string[]) => `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;

export function facts(): Record<string, string> {
  const outlines = drawn();
  const more = outlines.filter((one) => !neighbours.some((code) => name(code) === one));
  const smallest = [...neighbours].sort((a, b) => km2(a) - km2(b));
  const atLeast = counted.filter(({ count }) => count >= 8).slice(2);
  const none = counted.filter(({ count }) => count === 0).length;
  const two = counted.filter(({ count }) => count === 1).length;
  const sorted = counted.map(({ count }) => count).sort((a, b) => a - b);
  return {
    neighbours: neighbours.length === 14 ? 'fourteen' : String(neighbours.length),
    names: list(neighbours.map(name)),
    listed: `${china.borders.length} entries`,
    landlocked: `${neighbours.filter((code) => named.get(code)!.landlocked).length === 8 ? 'Eight' : '?'} of the fourteen`,
    'landlocked names': list(neighbours.filter((code) => named.get(code)!.landlocked).map(name)),
    'Russia too': `${counted.find((one) => one.name === 'Russia')!.count === 14 ? 'Russia has fourteen as well' : '?'}`,
    third: `${counted[2]!.name}, with ${counted[2]!.count === 10 ? 'ten' : counted[2]!.count}`,
    outlines: `${outlines.length} shapes`,
    'more than the list': list(more),
    islands: `${none} of ${counted.length}`,
    single: `${two} more`,
    middle:
      sorted[Math.floor(sorted.length / 2)] === 2
        ? 'two neighbours'
        : String(sorted[Math.floor(sorted.length / 2)]),
    smallest: `${name(smallest[0]!)}, at about ${thousands(Math.round(km2(smallest[0]!) / 1000) * 1000)} square kilometres`,
    'next below': String(atLeast.length),
  };
}

export function charts(): Record<string, string> {
  return {
    'Countries with the most land neighbours': table(
      ['Country', 'Neighbours'],
      counted.filter(({ count }) => count >= 8).map((one) => [one.name, one.count]),
    ),
  };
}

export async function draw(): Promise<string> {
  const ids = new Set(neighbours.map((code) => named.get(code)!.ccn3));
  const asia = map(region({ west: 58, south: 6, east: 142, north: 62 }, 0), {
    tint: (id) => (id === '156' ? accents.plum.strong : ids.has(id) ? accents.plum.pale : undefined),
  });
  const at = (words: string, lat: number, lon: number) => {
    const [x, y] = asia.xy(lon, lat);
    return text(x, y + 13, words, { size: 36, weight: 600, anchor: 'middle', halo: accents.plum.pale });
  };
  /** A name in the sea or across a border, with a line to its country. */
  const off = (
    words: string,
    from: [number, number],
    to: [number, number],
    side: 'left' | 'right' | 'below' | 'above',
  ) => {
    const [a, b] = [asia.xy(from[1], from[0]), asia.xy(to[1], to[0])];
    return forReaders(line(b, a, palette.ink, 3)) + label(b, words, side, { size: 36, weight: 600 }, 12);
  };
  return sheetOf(
    asia.base,
    at('Russia', 57.5, 104),
    at('Kazakhstan', 48.3, 68.5),
    at('Mongolia', 46.8, 103.5),
    at('India', 22.5, 78.5),
    at('Pakistan', 29.3, 67.5),
    at('Afghanistan', 33.8, 66),
    off('Myanmar', [20.5, 95.3], [13.2, 92.4], 'left'),
    off('Kyrgyzstan', [41.5, 74.5], [44, 66.6], 'left'),
    off('Tajikistan', [38.6, 71], [40, 63.2], 'left'),
    off('North Korea', [40, 127.2], [39.9, 134], 'right'),
    off('Nepal', [28.2, 84], [25.2, 84.6], 'below'),
    off('Bhutan', [27.4, 90.4], [19.4, 87.6], 'below'),
    off('Laos', [18.8, 103], [10.5, 99.2], 'left'),
    off('Vietnam', [15.2, 108.3], [14.8, 112.6], 'right'),
    text(...asia.xy(102, 35), 'China', {
      size: 64,
      weight: 700,
      family: 'serif',
      anchor: 'middle',
      fill: '#fff',
      halo: null,
    }),
  );
}
