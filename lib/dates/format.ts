/** Dates and counts as readers of a language write them. */

const day = { dateStyle: 'long' } as const;
const minute = {
  year: 'numeric',
  month: 'long',
  day: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  timeZoneName: 'short',
} as const;

/** The day in the newsroom's zone: `24 November 2026`. */
export function formatDay(instant: string, lang: string, timeZone: string): string {
  return formatter('day', day, lang, timeZone).format(new Date(instant));
}

/** Day, time and zone: `24 November 2026 at 09:00 GMT+8`. */
export function formatInstant(instant: string, lang: string, timeZone: string): string {
  return formatter('minute', minute, lang, timeZone).format(new Date(instant));
}

const time = { hour: '2-digit', minute: '2-digit', timeZoneName: 'short' } as const;

/** Time and zone: `09:00 GMT+8`. */
export function formatTime(instant: string, lang: string, timeZone: string): string {
  return formatter('time', time, lang, timeZone).format(new Date(instant));
}

/** Making a formatter takes a hundred times as long as using it. A site has few languages and zones. */
const formatters = new Map<string, Intl.DateTimeFormat>();

function formatter(name: string, options: Intl.DateTimeFormatOptions, lang: string, timeZone: string) {
  const key = `${name} ${lang} ${timeZone}`;
  const known = formatters.get(key) ?? new Intl.DateTimeFormat(localeFor(lang), { ...options, timeZone });
  formatters.set(key, known);
  return known;
}

/** A calendar day without a zone, such as `2014-09-12`. */
export function formatDate(date: string, lang: string): string {
  return formatDay(`${date}T12:00:00Z`, lang, 'UTC');
}

/** The month of a calendar day: `September 2014`. */
export function formatMonth(date: string, lang: string): string {
  return formatter('month', { year: 'numeric', month: 'long' }, lang, 'UTC').format(
    new Date(`${date}T12:00:00Z`),
  );
}

const wordsPerMinute = 230;
const charactersPerMinute = 400;

/** Minutes a reader needs, at least one: 230 words, or 400 Chinese characters, a minute. */
export function readingMinutes(words: number, lang: string): number {
  return Math.max(1, Math.round(words / (/^(zh|ja|ko)\b/.test(lang) ? charactersPerMinute : wordsPerMinute)));
}

/** Day before month, as this newspaper writes English. */
function localeFor(lang: string): string {
  return lang === 'en' ? 'en-GB' : lang;
}
