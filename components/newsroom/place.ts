/** What the page shows, as its address says it, so that links, back and reload work. */
import type { Range } from '#lib/audience/shapes.ts';
import { dayAt, daysAfter, isDay } from './days.ts';

export const presets = ['today', 'yesterday', '7d', '30d'] as const;
export type Preset = (typeof presets)[number];
export type Span = 'live' | Preset | Range;

export type Place = Readonly<{
  span: Span;
  /** Key of one page; missing: the whole site. */
  page?: string;
  /** On a wall: in the screen’s own scheme, or in one that the link chose. */
  wall?: 'auto' | 'light' | 'dark';
}>;

const longestKey = 400;

/** Whatever can’t be understood is left out. A page without days is shown as of today. */
export function placeOf(search: string): Place {
  const query = new URLSearchParams(search);
  const wall = query.get('wall');
  if (wall !== null) return { span: 'live', wall: wall === 'light' || wall === 'dark' ? wall : 'auto' };
  const span = spanOf(query.get('range') ?? '');
  const page = query.get('page') ?? '';
  if (page === '' || page.length > longestKey) return { span };
  return { span: span === 'live' ? 'today' : span, page };
}

function spanOf(text: string): Span {
  const preset = presets.find((each) => each === text);
  if (preset) return preset;
  const [first = '', last = '', ...more] = text.split('..');
  if (more.length > 0 || !isDay(first) || !isDay(last)) return 'live';
  return first <= last ? { first, last } : { first: last, last: first };
}

/** The address of a place, from its question mark on; of the live view, the bare path. */
export function addressOf({ span, page, wall }: Place): string {
  if (wall) return wall === 'auto' ? '/newsroom?wall' : `/newsroom?wall=${wall}`;
  const range = typeof span === 'string' ? span : `${span.first}..${span.last}`;
  const parts = [
    ...(range === 'live' ? [] : [`range=${range}`]),
    // Colons and slashes may stand in a query (RFC 3986, section 3.4), and keys are full of them.
    ...(page === undefined
      ? []
      : [`page=${encodeURIComponent(page).replaceAll('%3A', ':').replaceAll('%2F', '/')}`]),
  ];
  return parts.length === 0 ? '/newsroom' : `/newsroom?${parts.join('&')}`;
}

/** The days of a span; those of the live view are today. `now` in milliseconds since 1970. */
export function rangeOf(span: Span, now: number, timeZone: string): Range {
  if (typeof span !== 'string') return span;
  const today = dayAt(now, timeZone);
  if (span === 'yesterday') return { first: daysAfter(today, -1), last: daysAfter(today, -1) };
  const days = span === '7d' ? 7 : span === '30d' ? 30 : 1;
  return { first: daysAfter(today, 1 - days), last: today };
}
