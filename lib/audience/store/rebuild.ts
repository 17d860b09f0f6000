/** Makes the roll-ups again from the raw views. */
import { sql } from 'kysely';
import type { Day } from '../days.ts';
import type { Database, Db } from './database.ts';
import { Additions, minuteOf } from './rollups.ts';
import { viewsIn } from './scan.ts';

const rollups = ['minutes', 'hours', 'days', 'hour_facets', 'day_facets'] as const;

/** Takes effect when the transaction is committed. Gives how many views there were. */
export async function rebuildDays(
  db: Db,
  dialect: Database['dialect'],
  days: readonly Day[],
): Promise<number> {
  // No other instance may add to them meanwhile.
  if (dialect === 'postgres')
    await sql`lock table ${sql.join(rollups.map((name) => sql.table(name)))} in exclusive mode`.execute(db);
  for (const { day, from, to } of days) {
    for (const table of ['minutes', 'hours', 'hour_facets'] as const)
      await db
        .deleteFrom(table)
        .where('start', '>=', minuteOf(from))
        .where('start', '<', minuteOf(to))
        .execute();
    for (const table of ['days', 'day_facets'] as const)
      await db.deleteFrom(table).where('start', '=', day).execute();
  }
  let views = 0;
  for (const day of days) {
    const additions = new Additions();
    for await (const rows of viewsIn(db, day.day)) {
      for (const row of rows) additions.count(row, day, 1);
      views += rows.length;
    }
    await additions.write(db);
  }
  return views;
}

/** Days in groups that have no hour in common: mostly one each, but for those around a change of zone. */
export function groupsOf(days: readonly Day[]): Day[][] {
  const groups: Day[][] = [];
  let end = Number.NEGATIVE_INFINITY;
  for (const day of days.toSorted((a, b) => a.from - b.from)) {
    const last = groups.at(-1);
    if (last && day.from < end) last.push(day);
    else groups.push([day]);
    end = Math.max(end, day.to);
  }
  return groups;
}
