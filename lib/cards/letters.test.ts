import { describe, expect, test } from 'vitest';
import { drawable, emoji, undrawable } from './card.test.corpus.ts';
import { fontWith } from './fonts.ts';
import { asSet, canDraw, emojiPicture, lettersOf } from './letters.ts';

describe('whether a text can be drawn', () => {
  test.each(drawable)('%s can: %s', (lang, headline) => {
    expect(canDraw(headline, lang)).toBe(true);
    expect(
      lettersOf(headline, lang)
        ?.map(({ text }) => text)
        .join(''),
    ).toBe(asSet(headline));
  });

  test.each(undrawable)('%s can’t: %s', (lang, headline) => {
    expect(canDraw(headline, lang)).toBe(false);
  });

  test.each(emoji)('%s is one letter with a picture of its own', (sign) => {
    const letters = lettersOf(`a${sign}b`, 'en');
    expect(letters).toHaveLength(3);
    expect(letters?.[1]?.emoji).toBeDefined();
    expect(emojiPicture(letters?.[1]?.emoji ?? '')).toMatch(/^data:image\/svg\+xml;base64,/);
  });

  test('digits are digits, not emoji', () => {
    expect(lettersOf('1#*', 'en')?.every(({ font }) => font !== undefined)).toBe(true);
  });

  test('a decomposed letter is its composed one; what nobody sees is left out', () => {
    expect(lettersOf('Ca\u00adfe\u0301\u200b', 'fr')?.map(({ text }) => text)).toEqual(['C', 'a', 'f', 'é']);
    expect(asSet(' a\u00a0 b\n c\u202f')).toBe('a b c');
  });

  test('every letter’s font really has it', () => {
    for (const [lang, headline] of drawable)
      for (const { text, font } of lettersOf(headline, lang) ?? [])
        if (font) expect(font.widths.get(text), `${lang} ${text}`).toBeGreaterThan(0);
  });
});

test('one character of several regions is set in the font of the headline’s language', () => {
  const family = (lang: string) => fontWith('骨', lang)?.family;
  expect(['zh-Hans', 'zh-Hant', 'zh-TW', 'ja', 'ko', 'en'].map(family)).toEqual([
    'noto-sans-sc',
    'noto-sans-tc',
    'noto-sans-tc',
    'noto-sans-jp',
    'noto-sans-kr',
    'noto-sans-sc',
  ]);
});
