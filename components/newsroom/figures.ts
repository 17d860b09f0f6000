/** Numbers, times and names as editors read them. Times are of the newsroom’s zone, whatever the screen’s is. */
import type { Range } from '#lib/audience/shapes.ts';

const locale = 'en-GB';
const whole = new Intl.NumberFormat(locale);
const short = new Intl.NumberFormat(locale, { notation: 'compact', maximumFractionDigits: 1 });
const tenth = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });
const hundredth = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 });
const signed = new Intl.NumberFormat(locale, {
  style: 'percent',
  maximumFractionDigits: 0,
  signDisplay: 'exceptZero',
});

/** `1,234,567` */
export const count = (number: number) => whole.format(number);
/** For the ticks of a scale: `1,200`, then `12k`. */
export const tick = (number: number) =>
  number < 10_000 ? whole.format(number) : short.format(number).toLowerCase();
/** `42%` of a ratio. */
export const percent = (ratio: number) => hundredth.format(ratio);
/** `2.4`; from ten on `12`. */
export const times = (number: number) =>
  number < 10 ? tenth.format(number) : whole.format(Math.round(number));
/** `1 reader`, `2 readers` */
export const counted = (number: number, one: string, many = `${one}s`) =>
  `${count(number)} ${number === 1 ? one : many}`;

/** Seconds as minutes and seconds, `1:05`; from an hour on as `1:02:03`. */
export function duration(seconds: number): string {
  const all = Math.round(seconds);
  const parts = [Math.floor(all / 3600), Math.floor(all / 60) % 60, all % 60];
  const [hours = 0, minutes = 0, rest = 0] = parts;
  const two = (part: number) => String(part).padStart(2, '0');
  return hours > 0 ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`;
}

/** How a figure differs from the one before, `+12%`; nothing if there was none to compare with. */
export function change(
  now: number,
  before: number,
): { text: string; way: 'up' | 'down' | 'same' } | undefined {
  if (before === 0) return undefined;
  const text = signed.format(now / before - 1).replace('-', '−');
  return { text, way: text.startsWith('+') ? 'up' : text.startsWith('−') ? 'down' : 'same' };
}

/** How a share differs from the one before, in points of a hundred: `+3 points`. */
export function points(now: number, before: number): ReturnType<typeof change> {
  const difference = Math.round(now * 100) - Math.round(before * 100);
  const text = `${difference > 0 ? '+' : difference < 0 ? '−' : ''}${counted(Math.abs(difference), 'point')}`;
  return { text, way: difference > 0 ? 'up' : difference < 0 ? 'down' : 'same' };
}

const formatters = new Map<string, Intl.DateTimeFormat>();

/** Making a formatter takes a hundred times as long as using it. */
function formatter(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = JSON.stringify(options);
  const known = formatters.get(key) ?? new Intl.DateTimeFormat(locale, options);
  formatters.set(key, known);
  return known;
}

type Instant = string | number;
const dateOf = (instant: Instant) => new Date(instant);

/** `14:03` */
export const clock = (instant: Instant, timeZone: string) =>
  formatter({ timeZone, hour: '2-digit', minute: '2-digit' }).format(dateOf(instant));
/** `14:03:12` */
export const clockToSecond = (instant: Instant, timeZone: string) =>
  formatter({ timeZone, hour: '2-digit', minute: '2-digit', second: '2-digit' }).format(dateOf(instant));
/** `Wed 25 Nov` */
export const dayName = (instant: Instant, timeZone: string) =>
  formatter({ timeZone, weekday: 'short', day: 'numeric', month: 'short' })
    .format(dateOf(instant))
    .replace(',', '');
/** `Wednesday 25 November 2026` */
export const longDay = (instant: Instant, timeZone: string) =>
  formatter({ timeZone, weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' })
    .format(dateOf(instant))
    .replace(',', '');
/** `Wed 25 Nov, 14:03` */
export const dayAndClock = (instant: Instant, timeZone: string) =>
  `${dayName(instant, timeZone)}, ${clock(instant, timeZone)}`;

/** `China Standard Time (GMT+8)` */
export function zoneName(instant: Instant, timeZone: string): string {
  const name = (timeZoneName: 'long' | 'shortOffset') =>
    formatter({ timeZone, timeZoneName })
      .formatToParts(dateOf(instant))
      .find(({ type }) => type === 'timeZoneName')?.value ?? timeZone;
  const [long, offset] = [name('long'), name('shortOffset')];
  return long === offset ? long : `${long} (${offset})`;
}

/** `25 November 2026`, `19–25 November 2026`, `28 November – 4 December 2026` */
export function rangeName({ first, last }: Range): string {
  const dates = formatter({ timeZone: 'UTC', day: 'numeric', month: 'long', year: 'numeric' });
  const at = (day: string) => new Date(`${day}T12:00:00Z`);
  return first === last ? dates.format(at(first)) : dates.formatRange(at(first), at(last));
}

/** `just now`, `2 min ago`, `3 h ago`, `5 days ago`; never of the future. */
export function ago(instant: Instant, now: number): string {
  const minutes = Math.floor(Math.max(0, now - dateOf(instant).getTime()) / 60_000);
  if (minutes < 1) return 'just now';
  if (minutes < 60) return `${minutes} min ago`;
  if (minutes < 48 * 60) return `${Math.floor(minutes / 60)} h ago`;
  return `${Math.floor(minutes / 1440)} days ago`;
}

const regions = new Intl.DisplayNames([locale], { type: 'region', fallback: 'code' });

/** `China` for `CN`; what it is not a name of stays as it is. */
export function country(code: string): string {
  try {
    return regions.of(code) ?? code;
  } catch {
    return code;
  }
}

/** The language of a headline as far as its letters tell, for fonts and line breaks. */
export function languageOf(text: string): 'zh' | 'ja' | 'ko' | undefined {
  if (/\p{Script=Hangul}/u.test(text)) return 'ko';
  if (/[\p{Script=Hiragana}\p{Script=Katakana}]/u.test(text)) return 'ja';
  return /\p{Script=Han}/u.test(text) ? 'zh' : undefined;
}
