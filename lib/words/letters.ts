/** Latin letters that Unicode doesn't take apart into a plain one and an accent, and the plain ones that stand for them. */

const plain: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ł: 'l',
  ı: 'i',
  ħ: 'h',
  ŋ: 'n',
  ŧ: 't',
};

/** A text in lower case without accents: `Łódź` is `lodz`. */
export const inPlainLetters = (text: string) =>
  text
    .toLowerCase()
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase() // What was a sign of its own may have become capitals.
    .replace(/[ßæœøđðþłıħŋŧ]/g, (letter) => plain[letter] ?? letter);
