import fc from 'fast-check';
import { expect, test } from 'vitest';
import { slug } from '#lib/content/schemas.ts';
import { idFrom, slugFrom } from './slug.ts';

test.each([
  ['Why all of China keeps one clock', 'why-all-of-china-keeps-one-clock'],
  ['Obama’s 3,000 km: “far” & wide?', 'obamas-3-000-km-far-and-wide'],
  ['Ürümqi, Łódź, Ærø and Straße', 'urumqi-lodz-aero-and-strasse'],
  ['北京的时钟', undefined],
  ['The word 北京 in English', undefined],
  ['Москва', undefined],
  ['…', undefined],
])('the slug of %j is %j', (headline, made) => {
  expect(slugFrom(headline)).toBe(made);
});

test('any headline gives a slug of at most 80 characters, or none', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (headline) => {
      const made = slugFrom(headline);
      if (made === undefined) return;
      expect(slug.safeParse(made).success).toBe(true);
      expect(made.length).toBeLessThanOrEqual(80);
    }),
  );
});

test('an id is the slug cut between words, and one that is taken gets a number', () => {
  const long = 'a-very-long-slug-that-goes-on-for-more-than-sixty-characters-in-all';
  expect(idFrom(long, new Set())).toBe('a-very-long-slug-that-goes-on-for-more-than-sixty');
  expect(idFrom('clock', new Set(['clock', 'clock-2']))).toBe('clock-3');
  expect(idFrom('ab', new Set())).toMatch(/^[a-z0-9][a-z0-9-]{2,59}$/);
});
