import fc from 'fast-check';
import { expect, test } from 'vitest';
import { differences } from './differences.ts';

test('lines that go and come are named with their numbers', () => {
  expect(differences('a\nb\nc\nd', 'a\nx\nc\nd\ne')).toEqual([
    { sign: '-', line: 2, text: 'b' },
    { sign: '+', line: 2, text: 'x' },
    { sign: '+', line: 5, text: 'e' },
  ]);
  expect(differences('a\r\nb', 'a\nb')).toEqual([]);
});

test('whoever takes out and puts in these lines has the other text', () => {
  const text = fc
    .array(fc.constantFrom('a', 'b', 'c'), { minLength: 1, maxLength: 8 })
    .map((list) => list.join('\n'));
  fc.assert(
    fc.property(text, text, (before, after) => {
      const found = differences(before, after);
      const gone = new Set(found.flatMap(({ sign, line }) => (sign === '-' ? [line] : [])));
      const lines = before.split('\n').filter((_, index) => !gone.has(index + 1));
      for (const { sign, line, text: put } of found) if (sign === '+') lines.splice(line - 1, 0, put);
      expect(lines.join('\n')).toBe(after);
    }),
  );
});
