import { expect, test } from 'vitest';
import { spansOf, wordsFor } from './most-read-words.ts';

const story = (count: number) => ({ address: '/articles/a', headline: 'A', count });
const list = (length: number) => Array.from({ length }, () => story(9));

test('only spans with three stories or more are offered', () => {
  expect(spansOf({ now: list(2), today: list(3), week: list(5) })).toEqual(['today', 'week']);
  expect(spansOf({ now: [], today: [], week: [] })).toEqual([]);
});

test('numbers are said in words, as the page’s language writes them', () => {
  expect(wordsFor('now', story(1234), 'en')).toBe('1,234 reading now');
  expect(wordsFor('today', story(5), 'en')).toBe('read 5 times');
});
