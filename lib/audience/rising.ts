/**
 * Which stories do better than is usual at their age. A story an hour old has more readers than one of last
 * week, whatever it is about: so each is measured against what others had when they were as old.
 */
import { sql } from 'kysely';
import type { Db } from './store/database.ts';

/** Upper bounds of the ages that are told apart, in hours: early on an hour makes a difference, later a day doesn't. */
const ages = [1, 2, 4, 8, 24, 72, 168, Number.POSITIVE_INFINITY];
const learnsFrom = 30 * 86_400;
/** Fewer views an hour are chance. */
const leastViews = 5;
/** What is usual is never taken to be less, in views an hour: three readers of an old story are no event. */
const leastUsual = 2;

const ageOf = (hours: number) => ages.findIndex((bound) => hours < bound);

/** Views in an hour that are usual, by age. */
export type Usual = ReadonlyMap<number, number>;

/** Half of the stories had more views in an hour of that age, half had fewer. `published` in seconds since 1970. */
export async function usualByAge(
  db: Db,
  published: ReadonlyMap<number, number>,
  second: number,
): Promise<Usual> {
  const samples = new Map<number, number[]>();
  const pages = [...published].filter(([, at]) => at > second - learnsFrom).map(([page]) => page);
  if (pages.length === 0) return new Map();
  const rows = await db
    .selectFrom('hours')
    .select(['start', 'page', 'views'])
    .where('page', 'in', pages.slice(0, 2000))
    .where('start', '>=', Math.floor((second - learnsFrom) / 60))
    .where('start', '<', Math.floor(second / 60) - 60)
    .execute();
  for (const { start, page, views } of rows) {
    const hours = (start * 60 - (published.get(page) ?? 0)) / 3600;
    if (hours < -1) continue;
    const age = ageOf(Math.max(hours, 0));
    const known = samples.get(age);
    if (known) known.push(views);
    else samples.set(age, [views]);
  }
  return new Map([...samples].map(([age, views]) => [age, median(views)]));
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

/** How many times the usual a story's last hour was; nothing if that says nothing. */
export function risingOf(
  usual: Usual,
  { views, age }: Readonly<{ /** In the last hour. */ views: number /** In seconds. */; age: number }>,
): number | undefined {
  if (views < leastViews) return undefined;
  const known = usual.get(ageOf(age / 3600));
  return known === undefined ? undefined : Math.round((views / Math.max(known, leastUsual)) * 10) / 10;
}

/** Views of the last 60 minutes by page. */
export async function viewsOfLastHour(db: Db, second: number): Promise<ReadonlyMap<number, number>> {
  const minute = Math.floor(second / 60);
  const rows = await db
    .selectFrom('minutes')
    .select(['page', sql<number>`cast(sum(views) as bigint)`.as('views')])
    .where('page', '!=', 0)
    .where('start', '>', minute - 60)
    .where('start', '<=', minute)
    .groupBy('page')
    .execute();
  return new Map(rows.map(({ page, views }) => [page, views]));
}
