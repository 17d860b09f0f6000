import fc from 'fast-check';
import { expect, test } from 'vitest';
import { excerpt, marked, type Piece } from './excerpt.ts';
import { termsOf } from './terms.ts';

const terms = (text: string) => new Set(termsOf(text).map(({ term }) => term));
const written = (pieces: readonly Piece[] | undefined) =>
  pieces?.map(({ text, marked }) => (marked ? `[${text}]` : text)).join('');

test('words are marked as they are written', () => {
  expect(written(marked('Tides rise; the tide’s height', terms('tide')))).toBe(
    '[Tides] rise; the [tide’s] height',
  );
});

test('Chinese words are marked in either script, wherever the segmenter would cut', () => {
  expect(written(marked('一個時鐘', terms('时钟')))).toBe('一個[時鐘]');
});

test('of a long text, the passage that has most of the words, from the beginning of its sentence', () => {
  const filler = 'Nothing of it stands here. '.repeat(30);
  const text = `${filler}The tide alone. ${filler}Here the tide meets the harbour wall. ${filler}`;
  const passage = written(excerpt(text, terms('tide harbour')));
  expect(passage).toMatch(/^… Here the \[tide\] meets the \[harbour\] wall\. /);
  expect(passage?.length).toBeLessThan(260);
  expect(passage).toMatch(/ …$/);
});

test('a text without the words has no passage', () => {
  expect(excerpt('Nothing of it.', terms('tide'))).toBeUndefined();
});

test('pieces are the text, whatever is looked for', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme' }),
      fc.string({ unit: 'grapheme', maxLength: 4 }),
      (text, words) => {
        const pieces = marked(text, terms(words));
        expect(pieces.map((piece) => piece.text).join('')).toBe(text);
      },
    ),
  );
});
