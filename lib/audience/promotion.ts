/** Takes what a portal has counted in SQLite into a PostgreSQL, or rehearses that in a schema that is dropped again. */
import { sql } from 'kysely';
import { keptSalts } from './salts.ts';
import type { Database } from './store/database.ts';
import { type Promoted, promote } from './store/promote.ts';

export type Promotion = Readonly<{
  /** Address of the PostgreSQL; it holds a password. */
  to: string;
  rehearse: boolean;
  /** True while the portal goes on counting: another pass follows when it has stopped. */
  isFirst: boolean;
}>;
export type PromotionTold = Readonly<{ promoted: Promoted }> | Readonly<{ fault: string }>;

const rehearsalSchema = 'audience_rehearsal';

/** Never throws: whatever is in the way is told in a sentence. */
export async function promoteTo(
  from: Database,
  salts: string,
  { to, rehearse, isFirst }: Promotion,
): Promise<PromotionTold> {
  if (from.dialect !== 'sqlite')
    return { fault: 'This portal counts in PostgreSQL already. Run this without DATABASE_URL.' };
  try {
    const { openPostgres } = await import('./store/postgres.ts');
    const target = await openPostgres(to, rehearse ? rehearsalSchema : undefined);
    try {
      return { promoted: await promote(from, target, keptSalts(salts), isFirst) };
    } finally {
      if (rehearse) await sql`drop schema if exists ${sql.ref(rehearsalSchema)} cascade`.execute(target.db);
      await target.close();
    }
  } catch (error) {
    return { fault: (error as Error).message };
  }
}
