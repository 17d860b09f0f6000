/** A zone's distance from UTC, so that a page can run a clock without a table of zones. */
import { Temporal } from 'temporal-polyfill';

export type ZoneOffset = Readonly<{
  /** Minutes east of UTC. */
  offset: number;
  /** The instant up to which that holds; without it, no change is known. */
  until?: string;
}>;

/** The offset in force at an instant (with zone, as in front matter). */
export function zoneOffset(instant: string, timeZone: string): ZoneOffset {
  const at = Temporal.Instant.from(instant).toZonedDateTimeISO(timeZone);
  const change = at.getTimeZoneTransition('next');
  const offset = Math.round(at.offsetNanoseconds / 60e9);
  return change ? { offset, until: change.toInstant().toString() } : { offset };
}

/** As Sweden writes dates: `2026-11-24`. Making a formatter takes a hundred times as long as using it. */
const days = new Map<string, Intl.DateTimeFormat>();

/** The calendar day of an instant in a zone: `2026-11-24`. */
export function dayIn(instant: string, timeZone: string): string {
  const known = days.get(timeZone) ?? new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' });
  days.set(timeZone, known);
  return known.format(new Date(instant));
}
