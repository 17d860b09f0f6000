import { describe, expect, test } from 'vitest';
import { termsOf } from './terms.ts';

const english = { headline: 'Where the tides go', standfirst: 'Two seas and a canal.', lang: 'en' };
const termsIn = (text: string, story: Parameters<typeof termsOf>[0] = english) =>
  termsOf(story, text).split(' ');

describe('the words by which a story can be told', () => {
  test('are what it is about, in the singular, without words that every text has', () => {
    const terms = termsIn('The harbours were there, and with them the harbour’s lanterns. Tides rose twice.');
    expect(terms).toEqual(expect.arrayContaining(['tide', 'harbour', 'lantern', 'canal']));
    for (const word of ['the', 'there', 'with', 'them', 'harbours', 's', 'two'])
      expect(terms).not.toContain(word);
  });

  test('are at most sixteen, and the headline’s are among them however long the text is', () => {
    const text = Array.from(
      { length: 400 },
      (_, number) => `unlikely${String.fromCharCode(97 + (number % 26), 97 + (number % 25))}`,
    );
    const terms = termsIn(text.join(' '));
    expect(terms).toHaveLength(16);
    expect(new Set(terms).size).toBe(16);
    expect(terms).toContain('tide');
  });

  test('are found in Chinese, and in English text with Chinese in it', () => {
    const chinese = { headline: '潮汐与时钟', standfirst: '港口的灯笼。', lang: 'zh-Hans' };
    expect(termsIn('运河连接港口。2026 年的潮汐。', chinese)).toEqual(
      expect.arrayContaining(['潮汐', '时钟', '港口', '灯笼', '运河']),
    );
    expect(termsIn('The solar terms, 节气, cut the year.')).toContain('节气');
  });

  test('are those of other languages too, without their shortest words', () => {
    const german = { headline: 'Wohin die Gezeiten gehen', standfirst: 'Ein Kanal.', lang: 'de' };
    const terms = termsIn('Der Hafen und die Laternen.', german);
    expect(terms).toEqual(expect.arrayContaining(['gezeiten', 'kanal', 'hafen', 'laternen']));
    expect(terms).not.toContain('die');
  });

  test('are none of a story without any', () => {
    expect(termsOf({ headline: '2026', standfirst: '…', lang: 'en' }, '')).toBe('');
  });
});
