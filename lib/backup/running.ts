/** Whether a portal works on a data folder. The lock is the operating system's, by way of SQLite: a process that dies lets go of it. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import Connection from 'libsql';

const lockOf = (dataDir: string) => path.join(dataDir, 'portal.lock');

/** Says that one does, beside others that do too; gives what takes it back. On a disk that can't be written nothing is said. */
export function holdFolder(dataDir: string): () => void {
  try {
    const connection = new Connection(lockOf(dataDir));
    // A transaction that has read holds the lock that readers share.
    connection.exec('begin');
    connection.prepare('select count(*) from sqlite_master').all();
    return () => {
      connection.exec('rollback');
      connection.close();
    };
  } catch {
    return () => {};
  }
}

/** True while a portal works on it. */
export function isHeld(dataDir: string): boolean {
  if (!existsSync(lockOf(dataDir))) return false;
  const connection = new Connection(lockOf(dataDir));
  try {
    connection.exec('begin exclusive');
    connection.exec('rollback');
    return false;
  } catch {
    return true;
  } finally {
    connection.close();
  }
}
