import { expect, test } from 'vitest';
import { furnitureIn } from '#lib/words/furniture.ts';
import { spansOf, wordsFor } from './most-read-words.ts';

const story = (count: number) => ({ address: '/articles/a', headline: 'A', count });
const list = (length: number) => Array.from({ length }, () => story(9));

test('only spans with three stories or more are offered', () => {
  expect(spansOf({ now: list(2), today: list(3), week: list(5) })).toEqual(['today', 'week']);
  expect(spansOf({ now: [], today: [], week: [] })).toEqual([]);
});

test('numbers are said in words, as the page’s language writes them', () => {
  for (const [language, now, today] of [
    ['en', '1,234 reading now', 'read 5 times'],
    ['zh', '1,234 人正在读', '读过 5 次'],
  ] as const) {
    const { lang, readingNow: reading, readTimes: times } = furnitureIn(language);
    expect(wordsFor('now', story(1234), { lang, reading, times })).toBe(now);
    expect(wordsFor('today', story(5), { lang, reading, times })).toBe(today);
  }
});
