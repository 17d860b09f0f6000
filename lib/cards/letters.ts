/**
 * Tells whether a text can be drawn, before anything is drawn: @vercel/og asks a server on the internet
 * for every glyph it lacks, and puts signs of scripts that join or stack side by side.
 */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { type FontFile, fontWith } from './fonts.ts';

/** One sign as a reader sees it: set in a font, or an emoji drawn from its own picture. `width` is a multiple of the size. */
export type Letter = Readonly<{ text: string; width: number }> &
  (Readonly<{ font: FontFile; emoji?: undefined }> | Readonly<{ emoji: string; font?: undefined }>);

/** An emoji is as wide as its size, with a little air on both sides. */
export const emojiWidth = 1.16;

/**
 * Scripts whose signs stand one after the other as they are. Everything else needs a shaping engine,
 * which the renderer hasn't got.
 */
const simpleScripts =
  /^[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Bopomofo}\p{Script=Common}]$/u;
/** What a reader never sees: soft hyphens, marks of direction, joiners outside emoji. */
const invisible = /[\p{Default_Ignorable_Code_Point}\p{Cc}\p{Cf}]/gu;
const spaces = /[\s\u00a0\u2000-\u200a\u202f\u205f]+/gu;
// The constructor, because the compiler's target has no `v` flag.
const isEmoji = /^\p{RGI_Emoji}$/v;
const segmenter = new Intl.Segmenter('und', { granularity: 'grapheme' });
const kept = new Map<string, Letter | undefined>();
const mostKept = 20_000;

/** A text as it is set: composed, on one line, with single spaces. */
export function asSet(text: string): string {
  return text.normalize('NFC').replace(spaces, ' ').trim();
}

/** The letters of a text; nothing if one of them can't be drawn right. */
export function lettersOf(text: string, lang: string): Letter[] | undefined {
  const letters: Letter[] = [];
  for (const { segment } of segmenter.segment(asSet(text))) {
    const emoji = isEmoji.test(segment) ? emojiOf(segment) : undefined;
    const plain = emoji ? segment : segment.replace(invisible, '');
    if (plain === '') continue;
    const letter = emoji ?? letterOf(plain, lang);
    if (!letter) return undefined;
    letters.push(letter);
  }
  return letters;
}

/** True if a card can show a text as its readers write it. */
export function canDraw(text: string, lang: string): boolean {
  return (lettersOf(text, lang)?.length ?? 0) > 0;
}

function letterOf(segment: string, lang: string): Letter | undefined {
  const key = `${lang} ${segment}`;
  if (kept.has(key)) return kept.get(key);
  // More than one code point is a mark that no composed letter has: it would stand beside its letter.
  const font = [...segment].length === 1 && simpleScripts.test(segment) ? fontWith(segment, lang) : undefined;
  const letter = font ? { text: segment, font, width: font.widths.get(segment) ?? 1 } : emojiOf(segment);
  if (kept.size >= mostKept) kept.clear();
  kept.set(key, letter);
  return letter;
}

/** Twemoji's name of a file: code points joined by hyphens, without U+FE0F unless the emoji is a joined one. */
function emojiOf(segment: string): Letter | undefined {
  const bare = segment.includes('\u200d') ? segment : segment.replaceAll('\ufe0f', '');
  if (!/\p{Emoji}/u.test(bare) || /^[0-9#*]$/.test(bare)) return undefined;
  const name = [...bare].map((character) => character.codePointAt(0)?.toString(16)).join('-');
  const file = fileOf(name);
  return existsSync(/* turbopackIgnore: true */ file)
    ? { text: segment, emoji: name, width: emojiWidth }
    : undefined;
}

/** An emoji's picture as an address that holds it. */
export function emojiPicture(name: string): string {
  const svg = readFileSync(/* turbopackIgnore: true */ fileOf(name));
  return `data:image/svg+xml;base64,${svg.toString('base64')}`;
}

function fileOf(name: string): string {
  return path.join(
    /* turbopackIgnore: true */ process.cwd(),
    'node_modules',
    '@twemoji',
    'svg',
    `${name}.svg`,
  );
}
