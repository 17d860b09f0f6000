import { expect, test } from 'vitest';
import { nearest } from './spelling.ts';

const vocabulary = [
  ['calendar', 5],
  ['mountain', 6],
  ['harbour', 2],
  ['clock', 9],
  ['block', 20],
  ['coincid', 1],
].map(([term, stories]) => ({ term: String(term), stories: Number(stories) }));
const meant = (typed: string, stem = typed) =>
  nearest(typed, stem, (start, least, most) =>
    vocabulary.filter(({ term }) => term.startsWith(start) && term.length >= least && term.length <= most),
  );

test('a wrong, a missing, a surplus and two swapped letters are forgiven', () => {
  expect(meant('calender', 'calend')).toBe('calendar');
  expect(meant('montain')).toBe('mountain');
  expect(meant('moountain')).toBe('mountain');
  expect(meant('mountian')).toBe('mountain');
  expect(meant('harbor')).toBe('harbour');
});

test('the first letter is taken as right, however many stories have another word', () => {
  expect(meant('clock')).toBe('clock');
  expect(meant('cloc')).toBe('clock');
});

test('nobody is led to a word that is another one', () => {
  expect(meant('council')).toBeUndefined();
  expect(meant('cat')).toBeUndefined();
  expect(meant('2026')).toBeUndefined();
  expect(meant('mlock')).toBeUndefined();
});
