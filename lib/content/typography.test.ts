import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { countWords, curlQuotes, languageRuns, typeset } from './typography.ts';

const nbsp = '\u00A0';
const languages = ['en', 'de', 'fr', 'zh-Hans', 'zh-Hant', 'ja'] as const;
const language = fc.constantFrom(...languages);
/** Texts in which quotes, dashes, dots, units and Chinese meet more often than by chance. */
const text = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        '"',
        "'",
        '--',
        '---',
        '...',
        ' ',
        '3 km',
        '5 %',
        '北京',
        '你好。',
        'word',
        'l',
        '(',
        ')',
        '-',
        '«',
        '»',
      ),
      fc.string({ unit: 'grapheme', maxLength: 3 }),
    ),
    { maxLength: 20 },
  )
  .map((parts) => parts.join(''));

describe('quotes', () => {
  test.each([
    ['en', `"Yes," she said.`, '“Yes,” she said.'],
    ['en', `"'No,' he said," she said.`, '“‘No,’ he said,” she said.'],
    ['en', `It's the readers' paper of the '90s.`, 'It’s the readers’ paper of the ’90s.'],
    ['en', `("so") and well-"known"`, '(“so”) and well-“known”'],
    ['en', `rock 'n' roll`, 'rock ‘n’ roll'],
    ['de', `Sie sagte: "Er rief 'Nein'."`, 'Sie sagte: „Er rief ‚Nein‘.“'],
    ['fr', `Elle dit "oui" et l'autre "non".`, 'Elle dit «\u202Foui\u202F» et l’autre «\u202Fnon\u202F».'],
    ['zh-Hans', `他说"你好"，又说"再见"。`, '他说“你好”，又说“再见”。'],
    ['zh-Hant', `他說"你好，'世界'"。`, '他說「你好，『世界』」。'],
    ['ja', `彼は"はい"と言った`, '彼は「はい」と言った'],
    ['zh-Hans', `"China Topix's"报道`, '“China Topix’s”报道'],
    ['en-GB', `"A"`, '“A”'],
    ['xx', `"A"`, '“A”'],
  ])('in %s %s become %s', (lang, straight, set) => {
    expect(typeset(straight, lang)).toBe(set);
  });

  test('are replaced one for one, and nothing else is', () => {
    fc.assert(
      fc.property(text, language, (straight, lang) => {
        const curled = curlQuotes(straight, lang);
        expect(curled.length).toBe(straight.length);
        expect(curled).not.toMatch(/["']/);
        for (let at = 0; at < straight.length; at++)
          if (!/["']/.test(straight[at] ?? '')) expect(curled[at]).toBe(straight[at]);
      }),
    );
  });
});

describe('dashes, dots and spaces', () => {
  test.each([
    ['pages 3--5', 'pages 3–5'],
    ['one -- two', `one${nbsp}– two`],
    ['one---two', 'one—two'],
    ['-----', '-----'],
    ['and so on...', 'and so on…'],
    ['....', '....'],
    ['3,000 km to go', `3,000${nbsp}km to go`],
    ['21 °C and 5 %', `21${nbsp}°C and 5${nbsp}%`],
    ['1.4 billion people', `1.4${nbsp}billion people`],
    ['5 kinds', '5 kinds'],
    ['in 1990 he', 'in 1990 he'],
  ])('%s becomes %s', (typed, set) => {
    expect(typeset(typed, 'en')).toBe(set);
  });

  test('in French the signs of two parts keep a narrow space', () => {
    expect(typeset('Quoi ? Non ; oui !', 'fr')).toBe('Quoi\u202F? Non\u202F; oui\u202F!');
  });

  test('what is set once is not set again', () => {
    fc.assert(
      fc.property(text, language, (typed, lang) => {
        const once = typeset(typed, lang);
        expect(typeset(once, lang)).toBe(once);
      }),
      { numRuns: 1000 },
    );
  });

  test('no letter, digit or Chinese character is lost or added', () => {
    const letters = (value: string) => value.match(/[\p{L}\p{N}]/gu) ?? [];
    fc.assert(
      fc.property(text, language, (typed, lang) => {
        expect(letters(typeset(typed, lang))).toEqual(letters(typed));
      }),
    );
  });
});

describe('words of another language', () => {
  test('Chinese in English says that it is Chinese, with the marks inside it', () => {
    expect(languageRuns('The 北京、上海 line, 中', 'en')).toEqual([
      { text: 'The ' },
      { text: '北京、上海', lang: 'zh-Hans' },
      { text: ' line, ' },
      { text: '中', lang: 'zh-Hans' },
    ]);
  });

  test('Latin words in Chinese say that they are English; a single letter doesn’t', () => {
    expect(languageRuns('用 Unicode Standard 和 A 型', 'zh-Hans')).toEqual([
      { text: '用 ' },
      { text: 'Unicode Standard', lang: 'en' },
      { text: ' 和 A 型' },
    ]);
  });

  test('every Chinese character is in a run of Chinese, and the runs are the text', () => {
    fc.assert(
      fc.property(text, (typed) => {
        const runs = languageRuns(typed, 'en');
        expect(runs.map((run) => run.text).join('')).toBe(typed);
        for (const run of runs) if (/\p{Script=Han}/u.test(run.text)) expect(run.lang).toBe('zh-Hans');
      }),
    );
  });
});

describe('counting', () => {
  test.each([
    ['One two, three.', 'en', 3],
    ['It’s a well-known 1,234.5 km²', 'en', 5],
    ['', 'en', 0],
    ['— “…” !', 'en', 0],
    ['中国只有一个时区。', 'zh-Hans', 8],
    ['用 Unicode 写', 'zh-Hans', 3],
    ['ภาษาไทย', 'th', 2],
  ])('%s has, in %s, %i words', (typed, lang, count) => {
    expect(countWords(typed, lang)).toBe(count);
  });
});
