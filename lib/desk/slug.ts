/** Makes a slug of a headline. */
import { inPlainLetters } from '#lib/words/letters.ts';

const longest = 80;

/**
 * The words of a headline in plain Latin letters with hyphens between, at most 80 characters, cut between words.
 * Nothing if the headline has letters of another script, for whose sounds somebody must decide.
 */
export function slugFrom(headline: string): string | undefined {
  const plain = inPlainLetters(headline);
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
