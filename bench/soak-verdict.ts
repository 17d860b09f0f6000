/** What the samples and answers of a soak say: thirds next to each other, and what isn't as it should be. */
import { median, quantile } from './portal.ts';

/** One look at the portal. `at`: seconds since the soak began; memory in MiB. */
export type Sample = Readonly<{ at: number; portal: number; apps: number; descriptors: number }>;
/** One answer. `at` as above; `ms`: until all of it was there. */
export type Answered = Readonly<{ kind: string; at: number; ms: number }>;
export type Soaked = Readonly<{
  /** Seconds that it took. */
  length: number;
  samples: readonly Sample[];
  answers: readonly Answered[];
  /** Answers and publishes that weren't as they should be, by what was wrong. */
  failed: ReadonlyMap<string, number>;
  /** Open descriptors with nobody connected, before and after. */
  idle: Readonly<{ before: number; after: number }>;
}>;

/**
 * The last third's median may be a tenth over the middle third's: a garbage collector's heap goes up and
 * down by as much from one minute to the next, and what leaks with each request or publish goes further.
 */
export const mostGrowth = 1.1;
/** Idle sockets of the pools between newsstand, app and store come and go. */
export const mostDescriptors = 12;
/** The last third's p99 may be half over the middle third's: a publish more or less in it moves it as much. */
export const mostSlower = 1.5;
/** Milliseconds below which a p99 of twice as much says nothing. */
const unnoticed = 25;

/** What happened in the first, middle and last third. */
export function thirds<T extends Readonly<{ at: number }>>(
  list: readonly T[],
  length: number,
): [T[], T[], T[]] {
  const parts: [T[], T[], T[]] = [[], [], []];
  for (const each of list) parts[Math.min(2, Math.floor((each.at / length) * 3)) as 0 | 1 | 2].push(each);
  return parts;
}

export const p99 = (answers: readonly Answered[]) =>
  quantile(
    answers.map(({ ms }) => ms),
    0.99,
  );

/** Growth by the hour of what lies on a line through the points of the second half (least squares). */
export function slopeOfSecondHalf(
  samples: readonly Sample[],
  length: number,
  of: (sample: Sample) => number,
) {
  const half = samples.filter(({ at }) => at >= length / 2);
  const middle = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [at, value] = [middle(half.map((each) => each.at)), middle(half.map(of))];
  const rise = half.reduce((sum, each) => sum + (each.at - at) * (of(each) - value), 0);
  const run = half.reduce((sum, each) => sum + (each.at - at) ** 2, 0);
  return (rise / run) * 3600;
}

/** A sentence for each thing that isn't as it should be. */
export function faultsOf({ length, samples, answers, failed, idle }: Soaked): string[] {
  const faults = [...failed].map(([what, times]) => `${what} (${times} ×).`);
  const [, middle, last] = thirds(samples, length);
  if (middle.length === 0 || last.length === 0) faults.push('There are too few samples to judge memory.');
  for (const [name, of] of [
    ['the portal', ({ portal }: Sample) => portal],
    ['the apps', ({ apps }: Sample) => apps],
  ] as const) {
    const [before, after] = [median(middle.map(of)), median(last.map(of))];
    if (after > before * mostGrowth)
      faults.push(
        `The memory of ${name} grows: ${before.toFixed(0)} MiB in the middle third, ${after.toFixed(0)} in the last; at most ${mostGrowth} times as much.`,
      );
  }
  if (idle.after > idle.before + mostDescriptors)
    faults.push(
      `Descriptors leak: ${idle.before} were open before, ${idle.after} after; at most ${mostDescriptors} more.`,
    );
  for (const kind of new Set(answers.map((answer) => answer.kind))) {
    const [, between, end] = thirds(
      answers.filter((answer) => answer.kind === kind),
      length,
    ).map(p99) as [number, number, number];
    if (end > between * mostSlower && end > between + unnoticed)
      faults.push(
        `${kind}: p99 was ${between.toFixed(0)} ms in the middle third and ${end.toFixed(0)} in the last; at most ${mostSlower} times as much.`,
      );
  }
  return faults;
}
