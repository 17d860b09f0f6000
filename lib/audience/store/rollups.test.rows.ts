/** Every row of the roll-ups, in order: two stores that added up to the same are equal. */
import type { Db } from './database.ts';

const tables = ['minutes', 'hours', 'days', 'hour_facets', 'day_facets'] as const;

export async function rollupsOf(db: Db): Promise<Readonly<Record<string, readonly string[]>>> {
  const rollups: Record<string, readonly string[]> = {};
  for (const name of tables) {
    const rows = await db
      .selectFrom(name as 'days')
      .selectAll()
      .execute();
    rollups[name] = rows.map((row) => JSON.stringify(Object.entries(row).sort())).sort();
  }
  return rollups;
}
