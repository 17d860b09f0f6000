/** SQLite through libsql: one file, one connection that nobody else can open, each commit on the disk before it is answered. */
import { mkdirSync } from 'node:fs';
import { copyFile } from 'node:fs/promises';
import path from 'node:path';
import { Kysely, SqliteDialect } from 'kysely';
import Connection from 'libsql';
import { LRUCache } from 'lru-cache';
import { type Database, StoreTrouble } from './database.ts';
import { isDamage, orderSalvage, salvage } from './salvage.ts';
import type { Tables } from './tables.ts';

type Statement = ReturnType<InstanceType<typeof Connection>['prepare']>;

/** Pages of 4 KB that are given back to the disk at a time. */
const pagesAtOnce = 2_000;
/** Pages of the log after which it is worked into the file: SQLite's own default. */
const pagesOfLog = 1_000;
const codeOf = (error: unknown) => String((error as { code?: unknown } | undefined)?.code ?? '');

/**
 * Opens the file, making it if there is none. Throws StoreTrouble: `locked` while another process has it, `corrupt`
 * if it can't be read; then it is saved, as far as it can be read, when it is opened again.
 */
export async function openLibsql(file: string, report: (line: string) => void): Promise<Database> {
  mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
  try {
    await salvage(file, connect, report);
    return connect(file);
  } catch (error) {
    throw troubleOf(error, file);
  }
}

/** Opens a file and takes its lock. Throws what SQLite says. */
export function connect(file: string): Database {
  const connection = new Connection(file);
  try {
    // Before the first table: what is deleted gives its room back to the disk (`shrink`).
    connection.prepare('pragma auto_vacuum = incremental').all();
    // Exclusive: the lock of the file is held as long as the process lives, also if it is killed.
    for (const setting of ['locking_mode = exclusive', 'journal_mode = wal', 'synchronous = full'])
      connection.prepare(`pragma ${setting}`).all();
    for (const setting of ['temp_store = memory', 'cache_size = -8000', 'secure_delete = on'])
      connection.prepare(`pragma ${setting}`).all();
    // Takes the lock now, not with the first event; and a log that a crash or a full disk left is done with.
    connection.exec('begin immediate; commit');
    connection.prepare('pragma wal_checkpoint(truncate)').all();
  } catch (error) {
    connection.close();
    throw error;
  }
  let isCopying = false;
  const statements = new LRUCache<string, Statement>({ max: 500 });
  const database = {
    prepare(text: string) {
      const known = statements.get(text);
      if (known) return known;
      const statement = connection.prepare(text);
      statements.set(text, statement);
      return statement;
    },
    close: () => connection.close(),
  };
  const db = new Kysely<Tables>({ dialect: new SqliteDialect({ database: database as never }) });
  return {
    db,
    dialect: 'sqlite',
    isBroken: (error) => /^SQLITE_(IOERR|CORRUPT|NOTADB|CANTOPEN|READONLY)/.test(codeOf(error)),
    trouble: (error) => troubleOf(error, file),
    isClash: () => false,
    async shrink() {
      connection.prepare(`pragma incremental_vacuum(${pagesAtOnce})`).all();
    },
    /**
     * Between two of its own transactions the log is worked into the file; from then on it only grows until the copy is made,
     * and the file stays as it was when that began. Nobody waits for that.
     */
    async copyTo(target: string) {
      if (isCopying) throw new Error('Another copy is being made; try again when that is done.');
      isCopying = true;
      try {
        await db.connection().execute(async () => {
          connection.prepare('pragma wal_checkpoint(truncate)').all();
          connection.prepare('pragma wal_autocheckpoint = 0').all();
        });
        await copyFile(file, target);
      } finally {
        isCopying = false;
        connection.prepare(`pragma wal_autocheckpoint = ${pagesOfLog}`).all();
      }
    },
    async close() {
      statements.clear();
      // Closing doesn't wait for statements to be collected, and they hold the lock: it is given up by hand.
      for (const setting of ['journal_mode = delete', 'locking_mode = normal', 'user_version'])
        connection.prepare(`pragma ${setting}`).all();
      await db.destroy();
    },
  };
}

/** Says what is wrong with a file, and what to do. */
function troubleOf(error: unknown, file: string): StoreTrouble {
  if (error instanceof StoreTrouble) return error;
  const code = codeOf(error);
  if (code.startsWith('SQLITE_BUSY'))
    return new StoreTrouble(
      'locked',
      `Another process keeps the audience in ${path.dirname(file)}. This one counts nobody until that one has stopped.`,
      error,
    );
  if (code.startsWith('SQLITE_FULL'))
    return new StoreTrouble(
      'full',
      `The disk with ${file} is full. Make room; counting goes on by itself.`,
      error,
    );
  if (code.startsWith('SQLITE_IOERR'))
    return new StoreTrouble('failed', `The disk with ${file} fails: ${(error as Error).message}.`, error);
  if (isDamage(error)) {
    orderSalvage(file);
    return new StoreTrouble(
      'corrupt',
      `${file} is damaged: ${(error as Error).message}. It is being saved.`,
      error,
    );
  }
  return new StoreTrouble('failed', `${file} can't be used: ${(error as Error).message}`, error);
}
