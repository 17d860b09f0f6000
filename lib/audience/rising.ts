/**
 * Which stories do better than is usual at their age. A story an hour old has more readers than one of last
 * week, whatever it is about: so each is measured against what others had when they were as old.
 */
import { sql } from 'kysely';
import type { Db } from './store/database.ts';

/** Upper bounds of the ages that are told apart, in hours: early on an hour makes a difference, later a day doesn't. */
const ages = [1, 2, 4, 8, 24, 72, 168, Number.POSITIVE_INFINITY];
/** Half of the hours of this many seconds had more views than is usual, half had fewer. */
const learnsFrom = 7 * 86_400;
/** Fewer views an hour are chance. */
const leastViews = 5;
/** What is usual is never taken to be less, in views an hour: three readers of an old story are no event. */
const leastUsual = 2;

const ageOf = (hours: number) => ages.findIndex((bound) => hours < bound);

/** Views in an hour that are usual, by age. */
export type Usual = ReadonlyMap<number, number>;

/** The median of all hours of that age in the last week, those without a view among them. `published` in seconds since 1970. */
export async function usualByAge(db: Db, published: Iterable<number>, second: number): Promise<Usual> {
  const span = { from: second - learnsFrom, to: second - 3600 };
  const rows = await viewsByAge(db, span);
  const hours = hoursByAge(published, span);
  return new Map(
    hours.flatMap((count, age) => {
      if (count === 0) return [];
      const viewed = rows.filter((row) => row.age === age);
      const empty = count - viewed.reduce((sum, row) => sum + row.hours, 0);
      return [[age, median([{ views: 0, hours: Math.max(0, empty) }, ...viewed])]];
    }),
  );
}

type Span = Readonly<{ from: number; to: number }>;

/** How many hours of which age had how many views. Counted where the hours are: there may be hundreds of thousands. */
async function viewsByAge(db: Db, { from, to }: Span) {
  const age = sql<number>`case ${sql.join(
    ages.map((bound, index) =>
      Number.isFinite(bound)
        ? sql`when hours.start * 60 - pages.published < ${bound * 3600} then ${sql.lit(index)}`
        : sql`else ${sql.lit(index)}`,
    ),
    sql` `,
  )} end`;
  return db
    .selectFrom('hours')
    .innerJoin('pages', 'pages.id', 'hours.page')
    .select([age.as('age'), 'hours.views', sql<number>`cast(count(*) as bigint)`.as('hours')])
    .where('hours.start', '>=', Math.floor(from / 60))
    .where('hours.start', '<', Math.floor(to / 60))
    .where('hours.views', '>', 0)
    .where('pages.published', 'is not', null)
    .groupBy(['age', 'hours.views'])
    .orderBy('hours.views')
    .execute();
}

/** How many hours of each age the stories had in a span. */
function hoursByAge(published: Iterable<number>, { from, to }: Span): number[] {
  const hours = ages.map(() => 0);
  for (const at of published)
    for (const [age, bound] of ages.entries()) {
      const begun = Math.max(from, at + (ages[age - 1] ?? 0) * 3600);
      const ended = Math.min(to, at + bound * 3600);
      hours[age] = (hours[age] ?? 0) + Math.max(0, Math.round((ended - begun) / 3600));
    }
  return hours;
}

/** `counts` in ascending order of views. */
function median(counts: readonly Readonly<{ views: number; hours: number }>[]): number {
  const half = counts.reduce((sum, { hours }) => sum + hours, 0) / 2;
  let seen = 0;
  for (const { views, hours } of counts) {
    seen += hours;
    if (seen > half) return views;
  }
  return 0;
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
