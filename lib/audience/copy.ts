/** Copies the audience's store while no portal keeps it. */
import { openLibsql } from './store/libsql.ts';

/** As it is now, from one file to another. Throws if somebody else has it open. */
export async function copyStoreFile(from: string, to: string, report: (line: string) => void): Promise<void> {
  const database = await openLibsql(from, report);
  try {
    await database.copyTo?.(to);
  } finally {
    await database.close();
  }
}
