import { expect, test } from 'vitest';
import { calendarOf, dayFrom, dayIn, daysBefore, daysBetween, dayText } from './days.ts';

const second = (text: string) => Date.parse(text) / 1000;

test('an instant belongs to the newsroom’s day, not to UTC’s', () => {
  const dayAt = calendarOf('Asia/Shanghai');
  expect(dayAt(second('2026-11-24T15:59:59Z')).day).toBe(20261124);
  expect(dayAt(second('2026-11-24T16:00:00Z'))).toEqual({
    day: 20261125,
    from: second('2026-11-24T16:00:00Z'),
    to: second('2026-11-25T16:00:00Z'),
  });
});

test('a day in which clocks change has 23 or 25 hours', () => {
  const hours = (day: number) => {
    const { from, to } = dayIn(day, 'Europe/Berlin');
    return (to - from) / 3600;
  };
  expect([hours(20260329), hours(20260330), hours(20261025)]).toEqual([23, 24, 25]);
});

test('days follow one another over the end of a month and a year', () => {
  expect(daysBetween(20261230, 20270102)).toEqual([20261230, 20261231, 20270101, 20270102]);
  expect(daysBetween(20261230, 20261229)).toEqual([]);
  expect(daysBefore(20270101, 1)).toBe(20261231);
  expect(daysBefore(20280228, -1)).toBe(20280229);
});

test('days are read and written as dates', () => {
  expect(dayText(20261125)).toBe('2026-11-25');
  expect(dayFrom('2026-11-25')).toBe(20261125);
  for (const wrong of ['2026-02-30', '2026-11', '20261125', 'today', ''])
    expect(dayFrom(wrong), wrong).toBeUndefined();
});
