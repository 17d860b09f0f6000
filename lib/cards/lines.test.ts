import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { drawable } from './card.test.corpus.ts';
import { asSet, lettersOf } from './letters.ts';
import { setLine, setText, widthOf } from './lines.ts';

const room = { width: 600, height: 300, sizes: [80, 64, 52, 40], leading: 1.1 };
const textOf = (lines: readonly (readonly { text: string }[])[]) =>
  lines.map((line) => line.map(({ text }) => text).join(''));
const bare = (text: string) => text.replaceAll(' ', '');

describe('text in a room', () => {
  test('never leaves it, whatever the text, and never cuts a letter', () => {
    const word = fc.oneof(
      fc.string({ unit: 'grapheme-ascii', maxLength: 30 }),
      fc.constantFrom(
        'Donaudampfschifffahrtsgesellschaft',
        '👩‍🚀',
        '为什么全中国用同一个钟',
        'W'.repeat(40),
        '“¿',
        'é',
      ),
    );
    fc.assert(
      fc.property(fc.array(word, { maxLength: 20 }), (words) => {
        const text = words.join(' ');
        const set = setText(text, 'en', room);
        if (!set) throw new Error('it could not be set');
        expect(set.lines.length * set.size * room.leading).toBeLessThanOrEqual(room.height);
        for (const line of set.lines) expect(widthOf(line) * set.size).toBeLessThanOrEqual(room.width);
        const shown = textOf(set.lines).join('');
        const letters = lettersOf(text, 'en') ?? [];
        const kept = set.lines.flat().filter(({ text: sign }) => sign !== ' ');
        const own = letters.filter(({ text: sign }) => sign !== ' ');
        if (set.whole) expect(bare(shown)).toBe(bare(asSet(text)));
        // What was cut ends with an ellipsis; before it stand the text's own letters, whole and in order.
        else
          expect(own.slice(0, kept.length - 1).map(({ text: sign }) => sign)).toEqual(
            kept.slice(0, -1).map(({ text: sign }) => sign),
          );
      }),
      { numRuns: 300 },
    );
  });

  test('knows that it was cut even if a single letter was', () => {
    const tight = { ...room, width: 300, height: 40, sizes: [40], leading: 1 };
    const longest = [...'mmmmmmmmmmmmmmmm'].findIndex(
      (_, index) => !setText('m'.repeat(index + 1), 'en', tight)?.whole,
    );
    expect(longest).toBeGreaterThan(3);
    expect(setText('m'.repeat(longest), 'en', tight)?.whole).toBe(true);
    expect(textOf(setText('m'.repeat(longest + 1), 'en', tight)?.lines ?? [])[0]).toMatch(/m…$/);
  });

  test('is as large as it can be', () => {
    expect(setText('Short', 'en', room)?.size).toBe(80);
    expect(setText('A headline of middling length that takes a few lines', 'en', room)?.size).toBeLessThan(
      80,
    );
  });

  test('breaks no word that would fit at a smaller size', () => {
    const lines = textOf(setText('Donaudampfschifffahrt heute', 'de', room)?.lines ?? []);
    expect(lines).toEqual(['Donaudampfschifffahrt', 'heute']);
  });

  test('a Chinese line doesn’t begin with a closing mark', () => {
    for (const width of [300, 340, 380, 420, 460]) {
      const set = setText('为什么全中国用同一个钟？“北京时间”，与五个时区。', 'zh-Hans', {
        ...room,
        width,
        height: 900,
      });
      for (const line of textOf(set?.lines ?? [])) expect(line).not.toMatch(/^[？”，。]/);
    }
  });

  test('leaves no single word on the last line if lines can be even', () => {
    const lines = textOf(
      setText('How many Chinese characters are there', 'en', { ...room, sizes: [64] })?.lines ?? [],
    );
    expect(lines.at(-1)?.split(' ').length).toBeGreaterThan(1);
  });

  test('a line too long for its width ends with an ellipsis', () => {
    expect(
      textOf(setLine('By an author with a name that is far too long for it', 'en', 40, 300)?.lines ?? [])[0],
    ).toMatch(/…$/);
    expect(setLine('  ', 'en', 40, 300)).toBeUndefined();
  });

  test.each(drawable)('%s fits whole: %s', (lang, headline) => {
    const set = setText(headline, lang, { width: 668, height: 330, sizes: [80, 64, 52, 46], leading: 1.12 });
    expect(set?.whole).toBe(true);
  });
});
