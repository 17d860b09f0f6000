/** How old a story is, from when it was first published anywhere. */
import { Temporal } from 'temporal-polyfill';
import type { StorySummary } from './model.ts';

type Dated = Pick<StorySummary, 'publishedAt' | 'originallyPublished'>;

/** The instant (milliseconds since 1970) from which a story is more than a year old in the newsroom's zone. */
export function agesAt(story: Dated, timeZone: string): number {
  const day = firstDay(story, timeZone);
  return day.add({ years: 1, days: 1 }).toZonedDateTime(timeZone).epochMilliseconds;
}

/** The first day on which it was published, here or before elsewhere. */
export function firstDay({ publishedAt, originallyPublished }: Dated, timeZone: string): Temporal.PlainDate {
  const here = Temporal.Instant.from(publishedAt).toZonedDateTimeISO(timeZone).toPlainDate();
  if (originallyPublished === undefined) return here;
  const elsewhere = Temporal.PlainDate.from(originallyPublished);
  return Temporal.PlainDate.compare(elsewhere, here) < 0 ? elsewhere : here;
}
