/** Events of a newsroom's day for the audience's benches: some pages have most of the readers, a view has a few pings. */
import type { AudienceEvent, Page, Ping, View } from '#lib/audience/events.ts';

const sources = [
  'search:Google',
  'direct:Direct',
  'internal:Internal',
  'social:Facebook',
  'social:X',
  'search:Bing',
];
const devices = ['phone', 'phone', 'desktop', 'tablet'] as const;
const countries = ['CN', 'US', 'DE', 'GB', 'IN', 'SG', undefined];

export type Random = () => number;

/** Small and repeatable (mulberry32): a bench must see the same day each time. */
export function randomFrom(seed: number): Random {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const pick = <T>(list: readonly T[], random: Random) => list[Math.floor(random() * list.length)] as T;

/** Page n of N, the first read far more often than the last (Zipf's law, roughly). */
export function pageOf(random: Random, pages: number): Page {
  const rank = Math.min(pages - 1, Math.floor(pages ** random()) - 1 + Math.floor(random() * 2));
  return { key: `story:bench-${rank}`, address: `/articles/bench-${rank}`, title: `Bench ${rank}` };
}

/** As reader/view.ts makes them. */
export const viewId = (second: number, random: Random) =>
  (second % 2 ** 18) * 2 ** 35 + Math.floor(random() * 2 ** 35);

export function viewAt(at: number, random: Random, pages: number, readers: number): View {
  const source = pick(sources, random);
  return {
    kind: 'view',
    id: viewId(at, random),
    at,
    page: pageOf(random, pages),
    via: source === 'internal:Internal' ? pageOf(random, pages) : undefined,
    source: random() < 0.05 ? `site:host-${Math.floor(random() * 200)}.example` : source,
    device: pick(devices, random),
    country: pick(countries, random),
    reader: `reader ${Math.floor(random() * readers)}`,
  };
}

/** A view's pings: running totals, the last with a farewell. */
export function pingsOf(view: View, day: number, pings: number): Ping[] {
  return Array.from({ length: pings }, (_, n) => ({
    kind: 'ping',
    id: view.id,
    at: view.at + 15 * (n + 1),
    day,
    engaged: 15 * (n + 1),
    depth: Math.min(100, 30 * (n + 1)),
    left: n === pings - 1,
  }));
}

export type { AudienceEvent };
