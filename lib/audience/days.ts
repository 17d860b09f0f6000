/** The newsroom's days: which one an instant belongs to, where it begins and ends. Instants are seconds since 1970. */
import { Temporal } from 'temporal-polyfill';

/** A day of the newsroom's calendar as a number, 20261125, with its bounds in seconds since 1970 (`to` isn't part of it). */
export type Day = Readonly<{ day: number; from: number; to: number }>;

const numberOf = (date: Temporal.PlainDate) => date.year * 10_000 + date.month * 100 + date.day;

function dayOn(date: Temporal.PlainDate, timeZone: string): Day {
  const seconds = (each: Temporal.PlainDate) =>
    Math.floor(each.toZonedDateTime(timeZone).epochMilliseconds / 1000);
  return { day: numberOf(date), from: seconds(date), to: seconds(date.add({ days: 1 })) };
}

/** Gives the day of an instant; the calendar is asked once a day, not once an instant. */
export function calendarOf(timeZone: string): (second: number) => Day {
  let latest: Day | undefined;
  return (second) => {
    if (latest && second >= latest.from && second < latest.to) return latest;
    const date = Temporal.Instant.fromEpochMilliseconds(second * 1000)
      .toZonedDateTimeISO(timeZone)
      .toPlainDate();
    latest = dayOn(date, timeZone);
    return latest;
  };
}

/** The days from one to another, both included, as numbers: 20261230, 20261231, 20270101. */
export function daysBetween(first: number, last: number): number[] {
  const days: number[] = [];
  for (let date = dateOf(first); numberOf(date) <= last; date = date.add({ days: 1 }))
    days.push(numberOf(date));
  return days;
}

/** A day so many days before (or after, if negative) another. */
export function daysBefore(day: number, days: number): number {
  return numberOf(dateOf(day).subtract({ days }));
}

/** `2026-11-25` */
export function dayText(day: number): string {
  return dateOf(day).toString();
}

/** The number of `2026-11-25`; nothing if that isn't a day. */
export function dayFrom(text: string): number | undefined {
  try {
    return /^\d{4}-\d{2}-\d{2}$/.test(text) ? numberOf(Temporal.PlainDate.from(text)) : undefined;
  } catch {
    return undefined;
  }
}

/** A day by its number, with its bounds in a zone. */
export function dayIn(day: number, timeZone: string): Day {
  return dayOn(dateOf(day), timeZone);
}

function dateOf(day: number): Temporal.PlainDate {
  return Temporal.PlainDate.from({
    year: Math.floor(day / 10_000),
    month: Math.floor(day / 100) % 100,
    day: day % 100,
  });
}
