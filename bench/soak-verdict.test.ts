import { expect, test } from 'vitest';
import { faultsOf, type Soaked, slopeOfSecondHalf } from './soak-verdict.ts';

const length = 600;
const each = <T>(count: number, make: (at: number, index: number) => T) =>
  Array.from({ length: count }, (_, index) => make((index / count) * length, index));

/** Memory that goes up and down by five percent, answers of 5 ms of which one in a hundred takes 80. */
const calm: Soaked = {
  length,
  samples: each(60, (at, n) => ({
    at,
    portal: 300 + 15 * Math.sin(n),
    apps: 500 + 25 * Math.cos(n),
    descriptors: 90 + (n % 5),
  })),
  answers: each(6000, (at, n) => ({ kind: 'page', at, ms: n % 100 === 0 ? 80 : 5 })),
  failed: new Map(),
  idle: { before: 60, after: 63 },
};

test('a calm soak has no fault', () => {
  expect(faultsOf(calm)).toEqual([]);
});

test('memory that grows slowly but surely is a fault, of whichever process', () => {
  const growing = (of: 'portal' | 'apps'): Soaked => ({
    ...calm,
    samples: calm.samples.map((sample) => ({
      ...sample,
      [of]: sample[of] * (1 + (sample.at / length) * 0.6),
    })),
  });
  expect(faultsOf(growing('portal'))).toEqual([
    expect.stringMatching(/^The memory of the portal grows: \d+ MiB/),
  ]);
  expect(faultsOf(growing('apps'))).toEqual([expect.stringMatching(/^The memory of the apps grows/)]);
});

test('descriptors that stay open are a fault', () => {
  expect(faultsOf({ ...calm, idle: { before: 60, after: 80 } })).toEqual([
    'Descriptors leak: 60 were open before, 80 after; at most 12 more.',
  ]);
});

test('answers that become slower are a fault, those that are slow all the time are none', () => {
  const slower = (from: number): Soaked => ({
    ...calm,
    answers: calm.answers.map((answer) => (answer.at >= from ? { ...answer, ms: answer.ms * 3 } : answer)),
  });
  expect(faultsOf(slower(400))).toEqual([expect.stringContaining('page: p99 was 80 ms in the middle third')]);
  expect(faultsOf(slower(0))).toEqual([]);
});

test('one answer that failed is a fault, and so is a soak of which nothing was seen', () => {
  expect(faultsOf({ ...calm, failed: new Map([['a page answered 500', 1]]) })).toEqual([
    'a page answered 500 (1 ×).',
  ]);
  expect(faultsOf({ ...calm, samples: [] })).toContain('There are too few samples to judge memory.');
});

test('the slope is growth by the hour, of the second half alone', () => {
  const samples = each(60, (at) => ({ at, portal: at < 300 ? 0 : 100 + at / 36, apps: 0, descriptors: 0 }));
  expect(slopeOfSecondHalf(samples, length, ({ portal }) => portal)).toBeCloseTo(100);
});
