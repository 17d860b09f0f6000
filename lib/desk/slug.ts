/** Makes a slug of a headline. */

const longest = 80;

/** Latin letters that no decomposition takes to plain ones. */
const letters: Readonly<Record<string, string>> = {
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

/**
 * The words of a headline in plain Latin letters with hyphens between, at most 80 characters, cut between words.
 * Nothing if the headline has letters of another script, for whose sounds somebody must decide.
 */
export function slugFrom(headline: string): string | undefined {
  const plain = headline
    .toLowerCase()
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[ßæœøđðþłıħŋŧ]/g, (letter) => letters[letter] ?? '');
  if (/[^\P{L}a-z]/u.test(plain)) return undefined;
  const words = plain
    .replace(/['’ʼ]/g, '')
    .replace(/&/g, ' and ')
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');
  return cut(words, longest) || undefined;
}

/** An id from a slug: 3 to 60 characters, and none of those taken. */
export function idFrom(slug: string, taken: ReadonlySet<string>): string {
  const base = (cut(slug.split('-'), 56) || slug.slice(0, 56)).padEnd(3, '0');
  if (!taken.has(base)) return base;
  for (let number = 2; ; number++) if (!taken.has(`${base}-${number}`)) return `${base}-${number}`;
}

function cut(words: readonly string[], most: number): string {
  let text = '';
  for (const word of words) {
    const longer = text === '' ? word : `${text}-${word}`;
    if (longer.length > most) break;
    text = longer;
  }
  return text;
}
