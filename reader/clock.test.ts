import { expect, test } from 'vitest';
import { clockIn } from './clock.ts';

test.each([
  ['2025-01-22T03:03:09Z', 'Asia/Shanghai', '01/22/2025 11:03:09 am'],
  ['2025-01-22T16:00:00Z', 'Asia/Shanghai', '01/23/2025 12:00:00 am'],
  ['2025-01-22T04:00:00Z', 'Asia/Shanghai', '01/22/2025 12:00:00 pm'],
  ['2025-12-31T23:59:59Z', 'UTC', '12/31/2025 11:59:59 pm'],
  ['2025-07-01T12:00:00Z', 'America/New_York', '07/01/2025 08:00:00 am'],
])('%s in %s reads %s', (at, zone, line) => {
  expect(clockIn(zone)(new Date(at))).toBe(line);
});
