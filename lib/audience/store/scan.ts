/** Reads all views of a day in pieces, so that events are recorded between them. */
import type { Db } from './database.ts';
import { type ViewRow, viewsOf } from './tables.ts';

const piece = 20_000;

/** The views of a day in the order of their ids. */
export async function* viewsIn(db: Db, day: number): AsyncGenerator<readonly ViewRow[]> {
  for (let last = -1; ; ) {
    const rows = await db
      .selectFrom(viewsOf(day))
      .selectAll()
      .where('id', '>', last)
      .orderBy('id')
      .limit(piece)
      .execute();
    if (rows.length > 0) yield rows;
    if (rows.length < piece) return;
    last = rows.at(-1)?.id ?? last;
  }
}
