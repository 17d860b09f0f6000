/** Where things stand on a line chart: values, ticks and marks, in pixels of a drawing so large. */
import { lineScale } from '#lib/metadata/scale.ts';

export type Frame = Readonly<{
  width: number;
  height: number;
  /** One em of the chart’s type. */
  em: number;
}>;

export type Plot = Readonly<{
  left: number;
  right: number;
  top: number;
  bottom: number;
  ticks: readonly Readonly<{ value: number; y: number }>[];
  x: (index: number) => number;
  y: (value: number) => number;
}>;

/** Fewer than this is no scale: a single reader must not fill the chart. */
const leastHigh = 4;

/** Room for the ticks’ numbers on the left, for the marks above, for the times below. `points` is how many there are. */
export function plotOf({ width, height, em }: Frame, values: readonly number[], points: number): Plot {
  const { ticks, y } = lineScale([0, Math.max(leastHigh, ...values)]);
  const digits = Math.max(...ticks.map((value) => (value < 10_000 ? value.toLocaleString('en').length : 5)));
  const [left, right] = [digits * em * 0.62 + em * 0.5, width - em * 1.5];
  const [top, bottom] = [em * 2.25, height - em * 1.75];
  const place = (value: number) => top + (y(value) / 100) * (bottom - top);
  const step = (right - left) / Math.max(1, points - 1);
  return {
    left,
    right,
    top,
    bottom,
    ticks: ticks.map((value) => ({ value, y: place(value) })),
    x: (index) => left + index * step,
    y: place,
  };
}

/** `M0 10L5 8L…`, to a tenth of a pixel. */
export function pathOf({ x, y }: Plot, values: readonly number[], from = 0): string {
  const at = (value: number, index: number) => `${round(x(index + from))} ${round(y(value))}`;
  return values.length === 0 ? '' : `M${values.map(at).join('L')}`;
}

/** The same line, closed along the bottom, to be filled. */
export function areaOf(plot: Plot, values: readonly number[]): string {
  if (values.length < 2) return '';
  const bottom = round(plot.bottom);
  return `${pathOf(plot, values)}L${round(plot.x(values.length - 1))} ${bottom}L${round(plot.x(0))} ${bottom}Z`;
}

const round = (pixels: number) => Math.round(pixels * 10) / 10;

/** The point nearest to a place across the chart. */
export function nearest({ left, right }: Plot, points: number, at: number): number {
  const share = (at - left) / Math.max(1, right - left);
  return Math.min(points - 1, Math.max(0, Math.round(share * (points - 1))));
}

const rounds = { minutes: [1, 2, 5, 10, 15, 30, 60], hours: [1, 2, 3, 4, 6, 12, 24] };
const [minute, hour] = [60_000, 3_600_000];

/**
 * The points whose times are written below: so many that none touches the next, and at round times. Hours are
 * counted from the first, which is midnight; days from the last, which is what is looked at.
 */
export function namedPoints(
  { left, right }: Plot,
  instants: readonly string[],
  { stepMs, widest }: Readonly<{ stepMs: number; widest: number }>,
): number[] {
  const fits = Math.max(1, Math.floor((right - left) / widest));
  const least = Math.max(1, instants.length / fits);
  const indices = instants.map((_, index) => index);
  if (stepMs > hour) {
    const every = Math.ceil(least);
    return indices.filter((index) => (instants.length - 1 - index) % every === 0);
  }
  const steps = stepMs === minute ? rounds.minutes : rounds.hours;
  const every = steps.find((step) => step >= least) ?? Math.ceil(least);
  const first = stepMs === minute ? Math.round(Date.parse(instants[0] ?? '') / minute) : 0;
  return indices.filter((index) => (first + index) % every === 0);
}

/** A mark with its name after its sign, before it, or without one. */
export type Placed<Item> = Readonly<{ item: Item; x: number; name: 'after' | 'before' | 'none' }>;
type Room<Item> = Readonly<{
  /** Where a mark stands. */
  x: (item: Item) => number;
  /** How wide it is with its name. */
  named: (item: Item) => number;
  /** How wide it is without. */
  sign: number;
  left: number;
  right: number;
}>;

/** Marks above the line: each with its name where there is room for it, else its sign alone, else left to the list. */
export function placeMarks<Item>(
  items: readonly Item[],
  { x, named, sign, left, right }: Room<Item>,
): Placed<Item>[] {
  const placed: Placed<Item>[] = [];
  const inOrder = items.toSorted((a, b) => x(a) - x(b));
  let end = left;
  for (const [index, item] of inOrder.entries()) {
    const at = x(item);
    if (placed.length > 0 && at - sign / 2 < end) continue;
    const following = inOrder[index + 1];
    const until = following === undefined ? right : Math.min(right, x(following) - sign / 2);
    const width = named(item);
    const name = at + width <= until ? 'after' : at - width >= end ? 'before' : 'none';
    end = name === 'after' ? at + width : at + sign / 2;
    placed.push({ item, x: at, name });
  }
  return placed;
}

/** Where an instant lies among instants in their order, as an index with a fraction; nothing if outside. `last` is how long the last one lasts. */
export function indexAt(instants: readonly string[], instant: string, last: number): number | undefined {
  const at = Date.parse(instant);
  const after = instants.findIndex((each) => Date.parse(each) > at);
  const index = (after < 0 ? instants.length : after) - 1;
  const from = Date.parse(instants[index] ?? '');
  if (Number.isNaN(from) || at - from >= (after < 0 ? last : Number.POSITIVE_INFINITY)) return undefined;
  // The last point is where the drawing ends.
  return after < 0 ? index : index + (at - from) / (Date.parse(instants[after] ?? '') - from);
}
