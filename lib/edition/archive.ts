/** The archive: every story by the newsroom's months and days. A month with very many is turned by its days. */
import { dayIn } from '#lib/dates/zone.ts';
import { lineOf, type StoryLine } from './lines.ts';
import { numberedPages, onPage, type Turning, turningOf } from './lists.ts';
import type { Edition, IndexedStory } from './open.ts';

export type ArchiveMonth = Readonly<{
  /** `2026-11`, in the newsroom's zone. */
  month: string;
  stories: number;
}>;

/** `lines` are missing where the day has a page of its own. */
export type ArchiveDay = Readonly<{ day: string; stories: number; lines?: readonly StoryLine[] }>;
export type ArchiveMonthView = Readonly<{
  month: string;
  /** Newest first, like the stories of each. */
  days: readonly ArchiveDay[];
  /** The months before and after it that have stories. */
  older?: string;
  newer?: string;
}>;
export type ArchiveDayView = Readonly<{
  day: string;
  stories: number;
  lines: readonly StoryLine[];
  turning: Turning;
  /** The days before and after it in the same month. */
  older?: string;
  newer?: string;
}>;

/** A month with more stories names its days alone, and each day has a page: no page grows with what is published. */
const mostInMonth = 200;
/** Lines on a numbered page of a day; on its first, up to one less than twice as many. */
const linesOnAPage = 100;

/** `/archive`, a month's `/archive/2026/11`, a day's `/archive/2026/11/24`, its older stories' `…/24/page/1`. */
export function archiveAddress(date?: string, page?: number): string {
  const place = date ? `/archive/${date.replaceAll('-', '/')}` : '/archive';
  return page === undefined ? place : `${place}/page/${page}`;
}

/** The day of a story in the newsroom's zone, and its month. */
export const archiveDayOf = ({ publishedAt }: IndexedStory, { site }: Edition) =>
  dayIn(publishedAt, site.timeZone);
export const monthOf = (day: string) => day.slice(0, 7);

type Days = ReadonlyMap<string, readonly IndexedStory[]>;
const known = new WeakMap<readonly IndexedStory[], Readonly<{ timeZone: string; days: Days }>>();

/** The stories of one of an edition's objects by day: sorted once for all editions that share it. */
function daysIn(edition: Edition, chunk: string): Days {
  const { timeZone } = edition.site;
  const stories = edition.inChunk(chunk);
  const before = known.get(stories);
  if (before?.timeZone === timeZone) return before.days;
  const days = new Map<string, IndexedStory[]>();
  for (const story of stories) {
    const day = archiveDayOf(story, edition);
    const others = days.get(day);
    if (others) others.push(story);
    else days.set(day, [story]);
  }
  known.set(stories, { timeZone, days });
  return days;
}

const counted = new WeakMap<Edition, readonly ArchiveMonth[]>();

/** Every month that has stories, newest first. */
export function archiveMonths(edition: Edition): readonly ArchiveMonth[] {
  const before = counted.get(edition);
  if (before) return before;
  const all = new Map<string, number>();
  for (const chunk of edition.months.flatMap(({ chunks }) => chunks))
    for (const [day, { length }] of daysIn(edition, chunk))
      all.set(monthOf(day), (all.get(monthOf(day)) ?? 0) + length);
  const months = [...all]
    .sort(([a], [b]) => (a < b ? 1 : -1))
    .map(([month, stories]) => ({ month, stories }));
  counted.set(edition, months);
  return months;
}

/** A month by its days, with their stories if they aren't too many; nothing if it has none. */
export function archiveMonthView(edition: Edition, month: string): ArchiveMonthView | undefined {
  const months = archiveMonths(edition);
  const place = months.findIndex((each) => each.month === month);
  const found = months[place];
  if (!found) return undefined;
  const isTurnedByDay = found.stories > mostInMonth;
  return {
    month,
    days: daysOf(edition, month).map(({ day, stories }) => ({
      day,
      stories: stories.length,
      ...(isTurnedByDay ? {} : { lines: stories.map(lineOf) }),
    })),
    older: months[place + 1]?.month,
    newer: months[place - 1]?.month,
  };
}

/** The days of a month that have pages of their own, newest first: all that have stories, if the month has many. */
export function archiveDays(edition: Edition, month: string): string[] {
  const stories = archiveMonths(edition).find((each) => each.month === month)?.stories ?? 0;
  return stories > mostInMonth ? daysOf(edition, month).map(({ day }) => day) : [];
}

/** How many numbered pages a day has. */
export const numberedOn = (edition: Edition, day: string) =>
  numberedPages(storiesOn(edition, day).length, linesOnAPage);

/** A day's first page, or one by its number; nothing if there is none. */
export function archiveDayView(edition: Edition, day: string, page?: number): ArchiveDayView | undefined {
  const days = archiveDays(edition, monthOf(day));
  const place = days.indexOf(day);
  if (place < 0) return undefined;
  const stories = storiesOn(edition, day);
  const turning = turningOf(stories.length, page, linesOnAPage);
  return (
    turning && {
      day,
      stories: stories.length,
      lines: onPage(stories, page, linesOnAPage).map(lineOf),
      turning,
      older: days[place + 1],
      newer: days[place - 1],
    }
  );
}

/** Days and stories of a month, newest first. Editions keep months and days by UTC, so that a day may lie in two. */
function daysOf(edition: Edition, month: string): { day: string; stories: readonly IndexedStory[] }[] {
  const days = new Map<string, readonly IndexedStory[]>();
  for (const chunk of near(edition, month))
    for (const [day, stories] of daysIn(edition, chunk))
      if (monthOf(day) === month) days.set(day, [...(days.get(day) ?? []), ...stories]);
  return [...days].map(([day, stories]) => ({ day, stories }));
}

const storiesOn = (edition: Edition, day: string): readonly IndexedStory[] =>
  near(edition, monthOf(day)).flatMap((chunk) => daysIn(edition, chunk).get(day) ?? []);

/** A month of another zone begins or ends in the one beside it. */
function near(edition: Edition, month: string): readonly string[] {
  const [year = 0, number = 0] = month.split('-').map(Number);
  const around = [-1, 0, 1].map((step) =>
    new Date(Date.UTC(year, number - 1 + step)).toISOString().slice(0, 7),
  );
  return edition.months.filter((each) => around.includes(each.month)).flatMap(({ chunks }) => chunks);
}
