/** A transaction whose own failure is told, not that of its rollback. */
import type { Db } from './database.ts';

/**
 * Commits what `work` does, or undoes it and throws why. When the disk fails at a commit, SQLite has undone the
 * transaction already, and a rollback fails too: that says nothing, while the first failure says that the
 * connection can't be trusted any more.
 */
export async function inTransaction<Result>(db: Db, work: (db: Db) => Promise<Result>): Promise<Result> {
  const transaction = await db.startTransaction().execute();
  try {
    const result = await work(transaction);
    await transaction.commit().execute();
    return result;
  } catch (error) {
    await transaction
      .rollback()
      .execute()
      .catch(() => {});
    throw error;
  }
}
