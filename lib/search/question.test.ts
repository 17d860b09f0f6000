import fc from 'fast-check';
import { expect, test } from 'vitest';
import { longestText, partsOf, questionOf, searchAddress } from './question.ts';

const asked = (query: string) => questionOf(new URLSearchParams(query));
const terms = (text: string) => partsOf(text).map((part) => part.terms.join(' '));

test('an address is read and written again as the same', () => {
  const address = '/search?q=sunrise+kashgar&section=china&date=2026-11&order=newest&page=2';
  expect(searchAddress(asked(address.slice(8)))).toBe(address);
});

test('what is not well formed counts as not said', () => {
  expect(asked('q=a&section=../x&date=2026-13&order=sideways&page=-1&other=1')).toEqual({
    text: 'a',
    only: {},
    order: 'fit',
    page: 1,
  });
});

test('any text becomes a question of bounded length, whose address asks the same', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (text) => {
      const question = questionOf(new URLSearchParams({ q: text }));
      expect(question.text.length).toBeLessThanOrEqual(longestText);
      expect(question.text.isWellFormed()).toBe(true);
      expect(asked(searchAddress(question).slice(8))).toEqual(question);
      expect(partsOf(question.text).length).toBeLessThanOrEqual(8);
    }),
  );
});

test('a question has each word once, and none that says nothing', () => {
  expect(terms('where is the middle of China, the middle?')).toEqual(['where', 'middl', 'china']);
  expect(terms('the of')).toEqual(['the', 'of']);
  expect(terms('')).toEqual([]);
});

test('signs that are no word to the segmenter stay together, words and function words don’t', () => {
  expect(terms('時區')).toEqual(['时区']);
  expect(terms('中国的钟')).toEqual(['中国', '钟']);
  expect(terms('时 区')).toEqual(['时', '区']);
});

test('words in quotation marks of any kind stay together, one that is not closed too', () => {
  expect(terms('a “quarter past ten” kashgar')).toEqual(['quarter past ten', 'kashgar']);
  expect(terms('"one clock')).toEqual(['on clock']);
  expect(terms('「一个时钟」')).toEqual(['一个 时钟']);
});
