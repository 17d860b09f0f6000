/**
 * Readers' signs of life where several instances share a PostgreSQL: a reader's signs may come to one instance
 * after the other, and must be counted once. All times are the server's, so that no instance's clock matters.
 */
import { sql } from 'kysely';
import type { AudienceEvent, Recorded } from '../events.ts';
import { forgetsAfter, type Readers } from '../presence.ts';
import { inChunks } from './chunks.ts';
import type { Db } from './database.ts';

/** Milliseconds since 1970 by the server's clock. */
const serverClock = sql<number>`cast(extract(epoch from clock_timestamp()) * 1000 as bigint)`;

/** Keeps the last sign of each view in a batch; who left is gone. */
export async function keepSigns(
  db: Db,
  events: readonly AudienceEvent[],
  results: readonly Recorded[],
): Promise<void> {
  const signs = new Map<number, number>();
  const left = new Set<number>();
  for (const [index, event] of events.entries()) {
    const result = results[index];
    if (event.kind === 'fetch' || !result || 'unknown' in result || result.robot) continue;
    const leaves = event.kind === 'ping' && event.left;
    signs.delete(event.id);
    left.delete(event.id);
    if (leaves) left.add(event.id);
    else signs.set(event.id, result.page);
  }
  const rows = [...signs].sort(([a], [b]) => a - b).map(([view, page]) => ({ view, page, at: serverClock }));
  await inChunks(rows, (chunk) =>
    db
      .insertInto('signs')
      .values(chunk)
      .onConflict((conflict) =>
        conflict.column('view').doUpdateSet((row) => ({ at: row.ref('excluded.at') })),
      )
      .execute(),
  );
  await inChunks(
    [...left].sort((a, b) => a - b),
    (chunk) => db.deleteFrom('signs').where('view', 'in', chunk).execute(),
  );
}

/** Who reads what now, at all instances together. */
export async function readersBySigns(db: Db): Promise<Readers> {
  const rows = await db
    .selectFrom('signs')
    .select(['page', sql<number>`count(*)`.as('readers')])
    .where('at', '>', sql<number>`${serverClock} - ${forgetsAfter}`)
    .groupBy('page')
    .execute();
  const byPage = new Map(rows.map(({ page, readers }) => [page, readers]));
  return { total: rows.reduce((sum, { readers }) => sum + readers, 0), byPage };
}

/** Deletes the signs of those who are gone. */
export async function forgetSigns(db: Db): Promise<void> {
  await db.deleteFrom('signs').where('at', '<=', sql<number>`${serverClock} - ${forgetsAfter}`).execute();
}
