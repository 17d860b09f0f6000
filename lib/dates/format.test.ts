import { describe, expect, test } from 'vitest';
import { formatDate, formatDay, formatInstant, formatTime, readingMinutes } from './format.ts';

const instant = '2026-11-24T20:30:00Z';

describe('a date', () => {
  test.each([
    ['en', 'Asia/Shanghai', '25 November 2026'],
    ['en', 'America/New_York', '24 November 2026'],
    ['en-US', 'Asia/Shanghai', 'November 25, 2026'],
    ['zh-Hans', 'Asia/Shanghai', '2026年11月25日'],
    ['de', 'Europe/Berlin', '24. November 2026'],
  ])('in %s and %s is the day there: %s', (lang, zone, day) => {
    expect(formatDay(instant, lang, zone)).toBe(day);
  });

  test('is the same instant in whatever zone it was written', () => {
    expect(formatDay('2026-11-25T04:30:00+08:00', 'en', 'Asia/Shanghai')).toBe(
      formatDay(instant, 'en', 'Asia/Shanghai'),
    );
  });

  test('with its time names the zone', () => {
    expect(formatInstant(instant, 'en', 'Asia/Shanghai')).toBe('25 November 2026 at 04:30 GMT+8');
    expect(formatInstant(instant, 'zh-Hans', 'Asia/Shanghai')).toContain('04:30');
  });

  test('with its day left out still names the zone', () => {
    expect(formatTime(instant, 'en', 'Asia/Shanghai')).toBe('04:30 GMT+8');
    expect(formatTime(instant, 'zh-Hans', 'Asia/Shanghai')).toContain('04:30');
  });

  test('without a zone is that day everywhere', () => {
    expect(formatDate('2014-09-12', 'en')).toBe('12 September 2014');
    expect(formatDate('2024-02-29', 'de')).toBe('29. Februar 2024');
  });
});

describe('the time a story takes', () => {
  test.each([
    [0, 'en', 1],
    [100, 'en', 1],
    [345, 'en', 2],
    [1150, 'en', 5],
    [1200, 'zh-Hans', 3],
    [1200, 'ja', 3],
  ])('%i words in %s take %i minutes', (words, lang, minutes) => {
    expect(readingMinutes(words, lang)).toBe(minutes);
  });
});
