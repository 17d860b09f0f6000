/** Days of the newsroom’s calendar, as `2026-11-25`, in the browser: which is today, which come before. */
import type { Range } from '#lib/audience/shapes.ts';

const day = 86_400_000;
const noon = (text: string) => Date.parse(`${text}T12:00:00Z`);

/** The day that an instant (milliseconds since 1970) belongs to in a zone. */
export function dayAt(instant: number, timeZone: string): string {
  const parts = new Intl.DateTimeFormat('en', {
    timeZone,
    calendar: 'iso8601',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  }).formatToParts(instant);
  const part = (type: string) => parts.find((each) => each.type === type)?.value ?? '';
  return `${part('year').padStart(4, '0')}-${part('month')}-${part('day')}`;
}

/** A day so many days after another; before it, if negative. */
export function daysAfter(text: string, days: number): string {
  return new Date(noon(text) + days * day).toISOString().slice(0, 10);
}

/** True for a day that is in the calendar. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const at = noon(text);
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text);
}

/** How many days a range has, both ends included. */
export function lengthOf({ first, last }: Range): number {
  return Math.round((noon(last) - noon(first)) / day) + 1;
}
