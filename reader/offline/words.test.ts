import { expect, test } from 'vitest';
import { ageOf, instantWords, noteOf, takenBackWords } from './words.ts';

const at = Date.parse('2026-11-24T09:15:00Z');

test('a kept page says what it is, of when, and why it is shown', () => {
  const then = instantWords(at, 'Europe/Berlin');
  expect(noteOf('/articles/a', then, false)).toBe(
    'You are offline. This is the story as it was on 24 November 2026 at 10:15 CET.',
  );
  expect(noteOf('/', then, true)).toBe(
    'This page can’t be reached just now. This is the front page as it was on 24 November 2026 at 10:15 CET.',
  );
  expect(ageOf(then, undefined)).toBe('As it was on 24 November 2026 at 10:15 CET.');
});

test('of what was taken back the number is said, and nothing else', () => {
  expect(takenBackWords(1)).toContain('One saved story was');
  expect(takenBackWords(3)).toContain('3 saved stories were');
});
