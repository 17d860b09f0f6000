/** Landlocked countries: who they are, whose coast they depend on, and how far from their border the sea lies. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { MultiPolygon, Position } from 'geojson';
import { label, land, landOf, map, region } from './kit/map.ts';
import { accents, forReaders, line, rect, sheetOf, text } from './kit/paper.ts';
import { table, thousands } from './kit/story.ts';

type Country = {
  name: { common: string };
  cca2: string;
  cca3: string;
  ccn3: string;
  independent: boolean | null;
  region: string;
  landlocked: boolean;
  borders: string[];
  area: number;
};
const require = createRequire(import.meta.url);
const countries = JSON.parse(
  readFileSync(require.resolve('world-countries/countries.json'), 'utf8'),
) as Country[];
const { supplemental } = require('cldr-core/supplemental/territoryInfo.json') as {
  supplemental: { territoryInfo: Record<string, { _population: string; _gdp: string }> };
};
const named = new Map(countries.map((one) => [one.cca3, one]));

/** Sovereign states by the list, whose coast or lack of one is compared. */
const states = countries.filter(({ independent }) => independent);
const listed = countries.filter(({ landlocked }) => landlocked);
const inland = listed.filter(({ independent }) => independent);

/** A border counts if either side lists it. */
const neighbours = (one: Country) =>
  countries.filter(({ cca3, borders }) => one.borders.includes(cca3) || borders.includes(one.cca3));
const coastal = (one: Country) => neighbours(one).filter(({ landlocked }) => !landlocked);
const doubly = inland.filter((one) => coastal(one).length === 0);
const captive = inland.filter((one) => coastal(one).length === 1);

/** Coastal countries by the number of landlocked neighbours. */
const served = countries
  .filter(({ landlocked }) => !landlocked)
  .map((one) => ({
    code: one.cca3,
    name: one.name.common,
    count: inland.filter((other) => neighbours(other).includes(one)).length,
  }))
  .filter(({ count }) => count > 0)
  .sort((a, b) => b.count - a.count || a.name.localeCompare(b.name, 'en'));

const people = ({ cca2 }: Country) => Number(supplemental.territoryInfo[cca2]?._population ?? 0);
const product = ({ cca2 }: Country) => Number(supplemental.territoryInfo[cca2]?._gdp ?? 0);
const total = (some: readonly Country[], of: (one: Country) => number) =>
  some.reduce((sum, one) => sum + of(one), 0);
const percent = (part: number, whole: number) => `${((part / whole) * 100).toFixed(1)} per cent`;
function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}
const perHead = (some: readonly Country[]) => median(some.map((one) => product(one) / people(one)));

/** IUGG mean radius in km. */
const radius = 6371.0088;
const rad = Math.PI / 180;
type Vector = readonly [number, number, number];
const vector = ([lon, lat]: Position): Vector => [
  Math.cos(lat! * rad) * Math.cos(lon! * rad),
  Math.cos(lat! * rad) * Math.sin(lon! * rad),
  Math.sin(lat! * rad),
];
const arc = (a: Vector, b: Vector) =>
  Math.acos(Math.min(1, a[0] * b[0] + a[1] * b[1] + a[2] * b[2])) * radius;

/** Points along every ring, no two farther apart than `spacing` km. */
function along(shape: MultiPolygon, spacing: number, keep: (ring: Position[]) => boolean): Vector[] {
  return shape.coordinates
    .flat()
    .filter(keep)
    .flatMap((ring) =>
      ring.slice(1).flatMap((end, index) => {
        const [a, b] = [vector(ring[index]!), vector(end)];
        const steps = Math.max(1, Math.ceil(arc(a, b) / spacing));
        return Array.from({ length: steps }, (_, step): Vector => {
          const t = step / steps;
          const [x, y, z] = [0, 1, 2].map((axis) => a[axis]! * (1 - t) + b[axis]! * t) as [
            number,
            number,
            number,
          ];
          const length = Math.hypot(x, y, z);
          return [x / length, y / length, z / length];
        });
      }),
    );
}

/** The shore of the Caspian Sea, which is a lake here. */
const caspian = (ring: Position[]) =>
  ring.every(([lon, lat]) => lon! > 46 && lon! < 55.5 && lat! > 36 && lat! < 48);

/** Kilometres from the nearest point of a country's outline to the sea, straight. The shortest first. */
function measure(): { name: string; km: number }[] {
  const shore = along(land(), 4, (ring) => !caspian(ring));
  return inland
    .map((one) => {
      const outline = along(landOf(one.ccn3), 20, () => true);
      // From any point of it, the nearest shore is no farther than that point's own plus the whole country.
      const far = shore.map((point) => arc(outline[0]!, point));
      const width = Math.max(...outline.map((point) => arc(outline[0]!, point)));
      const reach = far.reduce((a, b) => Math.min(a, b)) + width;
      const near = shore.filter((_, index) => far[index]! <= reach);
      const km = outline.reduce(
        (least, point) => near.reduce((best, other) => Math.min(best, arc(point, other)), least),
        Infinity,
      );
      return { name: one.name.common, km };
    })
    .sort((a, b) => a.km - b.km);
}
let measured: ReturnType<typeof measure> | undefined;
const gaps = () => (measured ??= measure());

const inWords = 'none one two three four five six seven eight nine ten eleven twelve'.split(' ');
const list = (words: readonly string[]) => `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
const names = (some: readonly Country[]) => list(some.map((one) => one.name.common).sort());
const rounded = (km: number) => `${thousands(km)} km`;

export function facts(): Record<string, string> {
  const china = named.get('CHN')!;
  const around = inland.filter((one) => neighbours(one).includes(china));
  const onlyChina = captive.filter((one) => coastal(one)[0] === china);
  const uzbekistan = doubly.find(({ cca3 }) => cca3 === 'UZB')!;
  const liechtenstein = doubly.find(({ cca3 }) => cca3 === 'LIE')!;
  const by = gaps();
  const most = by.at(-1)!;
  const within = by.filter(({ km }) => km < 100);
  const middle = by[Math.floor(by.length / 2) - 1]!.km;
  const upper = by[Math.floor(by.length / 2)]!.km;
  const of = (wanted: string) => rounded(by.find((one) => one.name === wanted)!.km);
  const inlandIn = (part: string) => inland.filter((one) => one.region === part);
  const coastIn = (part: string) => states.filter((one) => one.region === part && !one.landlocked);
  const dollars = (value: number) => `${thousands(Math.round(value / 100) * 100)} dollars`;
  return {
    inland: inland.length === 44 ? 'Forty-four countries have no coast' : String(inland.length),
    'inland in digits': `${inland.length} of ${states.length} countries`,
    'list itself': `${listed.length} entries`,
    doubly: doubly.length === 2 ? `${uzbekistan.name.common} and ${liechtenstein.name.common}` : '?',
    'Liechtenstein between': names(neighbours(liechtenstein)),
    'Uzbekistan between': names(neighbours(uzbekistan)),
    'Uzbek neighbours': `${inWords[neighbours(uzbekistan).length]} neighbours`,
    Africa: `${inlandIn('Africa').length} of them in Africa`,
    Europe: `${inlandIn('Europe').length === 14 ? 'fourteen' : inlandIn('Europe').length} in Europe`,
    Asia: `${inWords[inlandIn('Asia').length]} in Asia`,
    Americas: `${inWords[inlandIn('Americas').length]} in the Americas, ${names(inlandIn('Americas'))}`,
    people: `${Math.round(total(inland, people) / 1_000_000)} million people`,
    'share of people': percent(total(inland, people), total(countries, people)),
    'share of area': percent(
      total(inland, ({ area }) => area),
      total(
        countries.filter(({ cca3 }) => cca3 !== 'ATA'),
        ({ area }) => area,
      ),
    ),
    'share of product': percent(total(inland, product), total(countries, product)),
    'African median inland': dollars(perHead(inlandIn('Africa'))),
    'African median coast': dollars(perHead(coastIn('Africa'))),
    'European median inland': dollars(perHead(inlandIn('Europe'))),
    'European median coast': dollars(perHead(coastIn('Europe'))),
    'around China': `${inWords[around.length]} landlocked neighbours`,
    'around China, names': names(around),
    second: `${served[1]!.name} has ${inWords[served[1]!.count]}`,
    third: `${served[2]!.name} ${inWords[served[2]!.count]}`,
    'four each': `${inWords[served.filter(({ count }) => count === served[3]!.count).length]} countries with ${inWords[served[3]!.count]}`,
    captive: `${captive.length === 6 ? 'Six' : captive.length} countries`,
    'captive to South Africa and Italy': `Lesotho${coastal(named.get('LSO')!)[0]!.cca3 === 'ZAF' ? ' lies inside South Africa' : '?'}`,
    'captive in Italy': names(captive.filter((one) => coastal(one)[0]!.cca3 === 'ITA')),
    'captive to China': names(onlyChina),
    'captive to Iran': captive.find((one) => coastal(one)[0]!.cca3 === 'IRN')!.name.common,
    shortest: of('San Marino'),
    'within a hundred km': `${within.length === 8 ? 'Eight' : within.length} of the 44`,
    'half of them': `${rounded((middle + upper) / 2)}`,
    farthest: `${most.name}, ${rounded(most.km)}`,
    'next farthest': `${by.at(-2)!.name} at ${rounded(by.at(-2)!.km)}`,
    Ethiopia: of('Ethiopia'),
    Mongolia: of('Mongolia'),
    'law, part': 'Part X',
    'law, article': 'article 125',
  };
}

export function charts(): Record<string, string> {
  const chosen = [
    'Ethiopia',
    'Bhutan',
    'Laos',
    'Nepal',
    'Afghanistan',
    'Mongolia',
    'Turkmenistan',
    'Uzbekistan',
    'Tajikistan',
    'Kyrgyzstan',
    'Kazakhstan',
  ];
  const by = gaps().filter((one) => chosen.includes(one.name));
  return {
    'Coastal countries with the most landlocked neighbours': table(
      ['Country', 'Landlocked neighbours'],
      served.filter(({ count }) => count >= 4).map((one) => [one.name, one.count]),
    ),
    'From the border straight to the sea': table(
      ['Country', 'Distance'],
      by.map((one) => [one.name, Math.round(one.km)]),
    ),
  };
}

/** Landlocked countries pale, the two among landlocked ones dark. */
export async function draw(): Promise<string> {
  const pale = new Set(inland.map(({ ccn3 }) => ccn3));
  const dark = new Set(doubly.map(({ ccn3 }) => ccn3));
  const middle = '#8fb0cf';
  const earth = map(region({ west: -22, south: -34, east: 122, north: 62 }, 0), {
    tint: (id) => (dark.has(id) ? accents.blue.strong : pale.has(id) ? middle : undefined),
  });
  const style = { size: 50, weight: 700, fill: accents.blue.strong } as const;
  /** A name with a line to its country. */
  const off = (words: string, from: Position, to: Position, side: 'above' | 'left') => {
    const [a, b] = [earth.xy(from[0]!, from[1]!), earth.xy(to[0]!, to[1]!)];
    return forReaders(line(a, b, accents.blue.strong, 4)) + label(b, words, side, style, 14);
  };
  const key = (y: number, fill: string, words: string) =>
    forReaders(rect(1030, y, 44, 44, fill)) + text(1096, y + 37, words, { size: 44, weight: 600 });
  return sheetOf(
    earth.base,
    off('Uzbekistan', [64, 41.5], [63.5, 56.5], 'above'),
    off('Liechtenstein', [9.55, 47.15], [-10, 46.2], 'left'),
    key(800, middle, 'No coast'),
    key(870, accents.blue.strong, 'No coast next door either'),
  );
}
