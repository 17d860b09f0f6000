import { expect, test } from 'vitest';
import { zoneOffset } from './zone.ts';

test.each([
  ['2026-11-24T09:00:00+08:00', 'Asia/Shanghai', { offset: 480 }],
  ['2026-11-24T09:00:00+08:00', 'UTC', { offset: 0 }],
  ['2026-07-01T00:00:00Z', 'Europe/Berlin', { offset: 120, until: '2026-10-25T01:00:00Z' }],
  ['2026-01-01T00:00:00Z', 'America/New_York', { offset: -300, until: '2026-03-08T07:00:00Z' }],
  ['2026-01-01T00:00:00Z', 'Asia/Kathmandu', { offset: 345 }],
])('at %s in %s', (instant, zone, offset) => {
  expect(zoneOffset(instant, zone)).toEqual(offset);
});
