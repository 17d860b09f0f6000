/** The archive: every story by the newsroom's months and days. */
import { dayIn } from '#lib/dates/zone.ts';
import type { Edition, IndexedStory } from './open.ts';

export type ArchiveMonth = Readonly<{
  /** `2026-11`, in the newsroom's zone. */
  month: string;
  stories: number;
}>;

/** What a line says of a story. */
export type StoryLine = Readonly<{ story: string; headline: string; lang: string }>;
export type ArchiveDay = Readonly<{ day: string; stories: readonly StoryLine[] }>;
export type ArchiveMonthView = Readonly<{
  month: string;
  /** Newest first, like the stories of each. */
  days: readonly ArchiveDay[];
  /** The months before and after it that have stories. */
  older?: string;
  newer?: string;
}>;

/** `/archive`, or a month's `/archive/2026/11`. */
export const archiveAddress = (month?: string) => `/archive${month ? `/${month.replace('-', '/')}` : ''}`;

/** The month of a story in the newsroom's zone. */
export function archiveMonthOf({ publishedAt }: IndexedStory, { site }: Edition): string {
  return dayIn(publishedAt, site.timeZone).slice(0, 7);
}

type Counts = Readonly<{ timeZone: string; counts: ReadonlyMap<string, number> }>;
const known = new WeakMap<readonly IndexedStory[], Counts>();

/** Every month that has stories, newest first. */
export function archiveMonths(edition: Edition): ArchiveMonth[] {
  const all = new Map<string, number>();
  for (const chunk of edition.months.flatMap(({ chunks }) => chunks))
    for (const [month, count] of countsIn(edition, edition.inChunk(chunk)))
      all.set(month, (all.get(month) ?? 0) + count);
  return [...all].sort(([a], [b]) => (a < b ? 1 : -1)).map(([month, stories]) => ({ month, stories }));
}

/** Counted once for the stories that editions share. */
function countsIn(edition: Edition, stories: readonly IndexedStory[]): ReadonlyMap<string, number> {
  const { timeZone } = edition.site;
  const before = known.get(stories);
  if (before?.timeZone === timeZone) return before.counts;
  const counts = new Map<string, number>();
  for (const story of stories) {
    const month = archiveMonthOf(story, edition);
    counts.set(month, (counts.get(month) ?? 0) + 1);
  }
  known.set(stories, { timeZone, counts });
  return counts;
}

/** A month's stories by day; nothing if it has none. */
export function archiveMonthView(edition: Edition, month: string): ArchiveMonthView | undefined {
  if (!/^\d{4}-(0[1-9]|1[0-2])$/.test(month)) return undefined;
  const days = new Map<string, StoryLine[]>();
  for (const story of near(edition, month)) {
    const day = dayIn(story.publishedAt, edition.site.timeZone);
    if (!day.startsWith(month)) continue;
    const stories = days.get(day);
    if (stories) stories.push(lineOf(story));
    else days.set(day, [lineOf(story)]);
  }
  if (days.size === 0) return undefined;
  const months = archiveMonths(edition).map((each) => each.month);
  const place = months.indexOf(month);
  return {
    month,
    days: [...days].map(([day, stories]) => ({ day, stories })),
    older: months[place + 1],
    newer: months[place - 1],
  };
}

export const lineOf = ({ slug, headline, lang }: IndexedStory): StoryLine => ({
  story: slug,
  headline,
  lang,
});

/** Editions keep months by UTC: a month of another zone begins or ends in the one beside it. */
function near(edition: Edition, month: string): readonly IndexedStory[] {
  const [year = 0, number = 0] = month.split('-').map(Number);
  const around = [-1, 0, 1].map((step) =>
    new Date(Date.UTC(year, number - 1 + step)).toISOString().slice(0, 7),
  );
  return edition.months.filter((each) => around.includes(each.month)).flatMap(edition.inMonth);
}
