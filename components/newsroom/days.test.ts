import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dayAt, daysAfter, isDay, lengthOf } from './days.ts';

test('a day is the newsroom’s, not the screen’s', () => {
  const lateInLondon = Date.parse('2026-11-24T16:30:00Z');
  expect(dayAt(lateInLondon, 'Asia/Shanghai')).toBe('2026-11-25');
  expect(dayAt(lateInLondon, 'Europe/London')).toBe('2026-11-24');
  expect(dayAt(lateInLondon, 'America/Los_Angeles')).toBe('2026-11-24');
});

test('days are counted across months, years, leap days and the change of the clocks', () => {
  expect(daysAfter('2026-12-31', 1)).toBe('2027-01-01');
  expect(daysAfter('2028-02-28', 1)).toBe('2028-02-29');
  expect(daysAfter('2026-03-30', -1)).toBe('2026-03-29');
  expect(lengthOf({ first: '2026-10-24', last: '2026-10-26' })).toBe(3);
});

test('what isn’t in the calendar is no day', () => {
  expect(isDay('2026-11-25')).toBe(true);
  for (const wrong of ['2026-02-29', '2026-13-01', '2026-1-1', '26-11-25', '', '2026-11-25T00:00', 'today'])
    expect(isDay(wrong), wrong).toBe(false);
});

test('so many days on and back is where one was', () => {
  const day = fc
    .date({ min: new Date('1990-01-01'), max: new Date('2090-01-01'), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 10));
  fc.assert(
    fc.property(day, fc.integer({ min: 0, max: 400 }), (first, days) => {
      const last = daysAfter(first, days);
      expect(daysAfter(last, -days)).toBe(first);
      expect(lengthOf({ first, last })).toBe(days + 1);
    }),
  );
});
