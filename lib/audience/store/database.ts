/** A database as the store uses it: Kysely, and what differs between SQLite and PostgreSQL. */
import type { Kysely } from 'kysely';
import type { Tables } from './tables.ts';

export type Db = Kysely<Tables>;

export type Database = Readonly<{
  db: Db;
  dialect: 'sqlite' | 'postgres';
  /** True for a failure after which the connection can't be trusted: it has to be opened anew. */
  isBroken: (error: unknown) => boolean;
  /** The failure in a sentence that an operator can act on. */
  trouble: (error: unknown) => StoreTrouble;
  /** True if the same transaction may succeed when tried again at once. */
  isClash: (error: unknown) => boolean;
  /** Gives room back that deleted rows have left, some at a time. */
  shrink: () => Promise<void>;
  /** Copies the store into a file while it goes on; only where it is a file. */
  copyTo?: (file: string) => Promise<void>;
  close: () => Promise<void>;
}>;

/** Why a store can't be used, in a sentence an operator can act on. */
export class StoreTrouble extends Error {
  constructor(
    readonly reason: 'locked' | 'full' | 'failed' | 'corrupt' | 'away',
    message: string,
    cause?: unknown,
  ) {
    super(message, { cause });
  }
}
