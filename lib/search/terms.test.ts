import fc from 'fast-check';
import { expect, test } from 'vitest';
import { signsOf, simplified, termsOf } from './terms.ts';

const words = (text: string) => termsOf(text).map(({ term }) => term);

test('accents, capitals, endings and apostrophes make no difference', () => {
  expect(words('The Tides’ heights')).toEqual(words('the tide height'));
  expect(words('Café NAÏVE Łódź Straße Ærø')).toEqual(words('cafe naive lodz strasse aero'));
  expect(words("O'Brien’s calendars")).toEqual(words('obrien calendar'));
  expect(words('ﬁne')).toEqual(['fine']);
});

test('a number is one word however its digits are parted', () => {
  expect(words('9,596,961 km and 9.6 million')).toEqual(['9596961', 'km', 'and', '9.6', 'million']);
});

test('Chinese is cut into words, and both scripts are one', () => {
  expect(words('中國為什麼用一個時鐘')).toEqual(words('中国为什么用一个时钟'));
  expect(words('一个时钟')).toContain('时钟');
  expect(signsOf('One 時鐘!')).toEqual(['时', '钟']);
});

test('each word knows where it stands, whatever stands around it', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (text) => {
      let done = 0;
      for (const { term, from, to } of termsOf(text)) {
        expect(from).toBeGreaterThanOrEqual(done);
        expect(to).toBeGreaterThan(from);
        expect(words(text.slice(from, to))).toContain(term);
        done = to;
      }
      expect(simplified(text)).toHaveLength(text.length);
    }),
  );
});
