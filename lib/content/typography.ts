/** Typography by language: quotes, dashes, spaces that don't break, words of another language. */

type Quotes = Readonly<{ open: string; close: string; innerOpen: string; innerClose: string }>;

const english: Quotes = { open: '“', close: '”', innerOpen: '‘', innerClose: '’' };
const quotesByLanguage: Record<string, Quotes> = {
  en: english,
  'zh-Hans': english,
  'zh-Hant': { open: '「', close: '」', innerOpen: '『', innerClose: '』' },
  ja: { open: '「', close: '」', innerOpen: '『', innerClose: '』' },
  de: { open: '„', close: '“', innerOpen: '‚', innerClose: '‘' },
  fr: { open: '«', close: '»', innerOpen: '‹', innerClose: '›' },
};

/** Stands for something that isn't text (code, say) while a block's quotes are paired. */
export const opaque = '\uFFFC';

const opensBefore = /[\s([{\u2013\u2014\u00A0“‘„‚«‹「『-]/;
const units =
  'km²|km|cm|mm|m²|m|kg|g|t|ha|°C|°|%|hPa|km/h|h|min|s|ms|MB|KB|GB|kB|px|million|billion|trillion|tonnes|hours|minutes';
const beforeUnit = new RegExp(`(\\d) (?=(?:${units})(?![\\p{L}\\d]))`, 'gu');
const han = /\p{Script=Han}/u;
const hanRun = /\p{Script=Han}(?:[\p{Script=Han}\u3000-\u303F\uFF00-\uFF60“”‘’·]*[\p{Script=Han}])?/gu;
const latinRun = /\p{Script=Latin}{2,}(?:[ .,'’\-/&\d\p{Script=Latin}]*[\d\p{Script=Latin}])?/gu;

/** Turns straight quotes into those of the language. The length stays, so that a block can be done as a whole. */
export function curlQuotes(text: string, lang: string): string {
  const quotes = quotesFor(lang);
  if (/^(zh|ja)\b/.test(lang)) return pairQuotes(text, quotes);
  return text.replace(/["']/g, (quote, at: number) => {
    const before = text[at - 1] ?? '';
    const opens = before === '' || opensBefore.test(before) || isOpenQuote(text, at);
    if (quote === '"') return opens ? quotes.open : quotes.close;
    if (isApostrophe(text, at)) return '’';
    if (opens && /\d\ds?\b/.test(text.slice(at + 1, at + 4))) return '’';
    return opens ? quotes.innerOpen : quotes.innerClose;
  });
}

/** Where no spaces stand between words, a quote opens if the one before it of its kind has closed. */
function pairQuotes(text: string, quotes: Quotes): string {
  const open = { '"': false, "'": false };
  return text.replace(/["']/g, (quote, at: number) => {
    if (quote === "'" && isApostrophe(text, at)) return '’';
    const kind = quote as keyof typeof open;
    open[kind] = !open[kind];
    if (quote === '"') return open[kind] ? quotes.open : quotes.close;
    return open[kind] ? quotes.innerOpen : quotes.innerClose;
  });
}

/** Between letters of a script that has apostrophes. */
function isApostrophe(text: string, at: number): boolean {
  const letter = /[\p{L}\p{N}]/u;
  return [text[at - 1] ?? '', text[at + 1] ?? ''].every((each) => letter.test(each) && !han.test(each));
}

/** A quote right after an opening quote opens too: `"'Yes,' she said"`. */
function isOpenQuote(text: string, at: number): boolean {
  const before = text[at - 1];
  if (before !== '"' && before !== "'") return false;
  const earlier = text[at - 2] ?? '';
  return earlier === '' || opensBefore.test(earlier);
}

/** Dashes, ellipses and spaces that don't break, in text whose quotes are done. */
export function setSpaces(text: string, lang: string): string {
  const dashed = text
    .replace(/(?<!-)---(?!-)/g, '—')
    .replace(/(?<!-)--(?!-)/g, '–')
    .replace(/(?<!\.)\.\.\.(?!\.)/g, '…')
    .replace(beforeUnit, '$1\u00A0')
    .replace(/(?<=\S) –/g, '\u00A0–');
  if (!/^fr\b/.test(lang)) return dashed;
  return dashed
    .replace(/«\s*/g, '«\u202F')
    .replace(/\s*»/g, '\u202F»')
    .replace(/\s+([;:!?])/g, '\u202F$1');
}

/** A headline, caption or any other short text, set in its language. */
export function typeset(text: string, lang: string): string {
  return setSpaces(curlQuotes(text, lang), lang);
}

export type LanguageRun = Readonly<{ text: string; lang?: string }>;

/** Splits text where another language begins: Chinese inside others, Latin words inside Chinese. */
export function languageRuns(text: string, lang: string): LanguageRun[] {
  const chinese = /^(zh|ja)\b/.test(lang);
  if (!chinese && !han.test(text)) return [{ text }];
  const pattern = chinese ? latinRun : hanRun;
  const other = chinese ? 'en' : 'zh-Hans';
  const runs: LanguageRun[] = [];
  let end = 0;
  for (const match of text.matchAll(pattern)) {
    if (match.index > end) runs.push({ text: text.slice(end, match.index) });
    runs.push({ text: match[0], lang: other });
    end = match.index + match[0].length;
  }
  if (end < text.length || runs.length === 0) runs.push({ text: text.slice(end) });
  return runs;
}

const characters = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/gu;
const word = /[\p{L}\p{N}\p{M}]+(?:['’.,:·-][\p{L}\p{N}\p{M}]+)*/gu;
/** Scripts that set no spaces between words. */
const unspaced = /[\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

/** Words as a reader counts them: Chinese, Japanese and Korean by character, the rest by word. */
export function countWords(text: string, lang: string): number {
  const rest = text.replace(characters, ' ');
  const single = text.match(characters)?.length ?? 0;
  if (!unspaced.test(rest)) return single + (rest.match(word)?.length ?? 0);
  const segments = [...new Intl.Segmenter(lang, { granularity: 'word' }).segment(rest)];
  return single + segments.filter(({ isWordLike }) => isWordLike).length;
}

function quotesFor(lang: string): Quotes {
  const [language = ''] = lang.split('-');
  return quotesByLanguage[lang] ?? quotesByLanguage[language] ?? english;
}
