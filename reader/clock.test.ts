import fc from 'fast-check';
import { expect, test } from 'vitest';
import { furnitureIn } from '#lib/words/furniture.ts';
import { clockAt, clockFor, clockIn, inForm } from './clock.ts';

test.each([
  ['2025-01-22T03:03:09Z', 'Asia/Shanghai', 480, '01/22/2025 11:03:09 am'],
  ['2025-01-22T16:00:00Z', 'Asia/Shanghai', 480, '01/23/2025 12:00:00 am'],
  ['2025-01-22T04:00:00Z', 'Asia/Shanghai', 480, '01/22/2025 12:00:00 pm'],
  ['2025-12-31T23:59:59Z', 'UTC', 0, '12/31/2025 11:59:59 pm'],
  ['2025-07-01T12:00:00Z', 'America/New_York', -240, '07/01/2025 08:00:00 am'],
  ['2025-07-01T12:00:00Z', 'Asia/Kathmandu', 345, '07/01/2025 05:45:00 pm'],
])('%s in %s reads %s', (at, zone, offset, line) => {
  expect(clockIn(zone)(new Date(at))).toBe(line);
  expect(clockAt(offset)(new Date(at))).toBe(line);
});

test('by offset or by zone, the line is the same at any instant', () => {
  const byZone = clockIn('Asia/Shanghai');
  const instant = fc.date({ min: new Date('1992-01-01'), max: new Date('2100-01-01'), noInvalidDate: true });
  fc.assert(fc.property(instant, (at) => clockAt(480)(at) === byZone(at)));
});

test('a page that outlived its offset asks the browser for the new one', () => {
  const now = new Date('2026-11-01T12:00:00Z');
  const clock = clockFor('Europe/Berlin', '120', '2026-10-25T01:00:00Z', now);
  expect(clock(now)).toBe('11/01/2026 01:00:00 pm');
  expect(clockFor('Europe/Berlin', '120', '2026-12-25T01:00:00Z', now)(now)).toBe('11/01/2026 02:00:00 pm');
});

test('the line is in the page’s language', () => {
  const said = (language: string, text: string) =>
    inForm(text, furnitureIn(language).clock, furnitureIn(language).halves.join(' '));
  expect(said('en', '01/22/2025 11:03:09 am')).toBe('01/22/2025 11:03:09 am');
  expect(said('zh', '01/22/2025 11:03:09 am')).toBe('2025年01月22日 上午11:03:09');
  expect(said('zh', '01/22/2025 12:00:00 pm')).toBe('2025年01月22日 下午12:00:00');
});
