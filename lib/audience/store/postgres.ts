/** PostgreSQL 15 or newer, in a schema of its own. */
import { Kysely, PostgresDialect, type PostgresPool, sql } from 'kysely';
import pg from 'pg';
import { type Database, StoreTrouble } from './database.ts';
import type { Tables } from './tables.ts';

/** Object identifier of bigint: our numbers stay below 2^53, so they can be JavaScript's. */
const bigint = 20;
const types = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') =>
    oid === bigint ? Number : pg.types.getTypeParser(oid, format as 'text'),
};
export const schema = 'audience';

/** Errors of the connection or the server, after which it may come back (PostgreSQL's appendix A, classes 08, 53, 57, 58). */
const away = /^(08|53|57|58)|^(ECONN|EPIPE|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ENOENT)/;
const codeOf = (error: unknown) => String((error as { code?: unknown } | undefined)?.code ?? '');
const isAway = (error: unknown) =>
  away.test(codeOf(error)) ||
  /connection|terminat|timeout|not queryable/i.test((error as Error | undefined)?.message ?? '');
const serialization = new Set(['40001', '40P01', '23505', '42P07']);

/** Throws StoreTrouble `away` while the server can't be reached. `into`: the schema, made if there is none. */
export async function openPostgres(url: string, into = schema): Promise<Database> {
  const pool = new pg.Pool({
    connectionString: url,
    max: 3,
    types,
    application_name: 'china-topix audience',
    connectionTimeoutMillis: 5000,
    // A server that falls silent must not hold events for minutes.
    query_timeout: 15_000,
    keepAlive: true,
    // A commit must be on the server's disk before it is answered, whatever its default says.
    options: `-c search_path=${into} -c synchronous_commit=on -c statement_timeout=30000 -c idle_in_transaction_session_timeout=30000`,
  });
  // A connection that breaks is replaced, and whoever was using it is told by their query; without listeners, on the
  // pool for those that are idle and on each for those in use, it would end the thread.
  pool.on('error', () => {});
  pool.on('connect', (client) => client.on('error', () => {}));
  try {
    const database = overPool(pool);
    await checkVersion(database.db);
    await sql`create schema if not exists ${sql.ref(into)}`.execute(database.db).catch((error: unknown) => {
      // Two instances at once: the other one has made it.
      if (!['23505', '42P06'].includes(codeOf(error))) throw error;
    });
    return database;
  } catch (error) {
    await pool.end();
    throw postgresTrouble(error);
  }
}

/** A database over anything that has the shape of pg's pool. */
export function overPool(pool: PostgresPool): Database {
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
  return {
    db,
    dialect: 'postgres',
    // The pool replaces connections by itself.
    isBroken: () => false,
    trouble: postgresTrouble,
    isClash: (error) => serialization.has(codeOf(error)),
    shrink: async () => {}, // Dropped tables are gone at once, and autovacuum sees to the rest.
    close: () => db.destroy(),
  };
}

async function checkVersion(db: Kysely<Tables>): Promise<void> {
  const { rows } = await sql<{
    version: string;
  }>`select current_setting('server_version_num') as version`.execute(db);
  const version = Number(rows[0]?.version ?? 0);
  if (version < 150_000)
    throw new StoreTrouble(
      'failed',
      `PostgreSQL ${Math.floor(version / 10_000)} is too old for the audience: take 15 or newer.`,
    );
}

/** Says what is wrong, without the address: it holds a password. */
function postgresTrouble(error: unknown): StoreTrouble {
  if (error instanceof StoreTrouble) return error;
  const { message } = error as Error;
  return isAway(error)
    ? new StoreTrouble(
        'away',
        `PostgreSQL (DATABASE_URL) can't be reached: ${message}. Pages go on; counting goes on when it is back.`,
        error,
      )
    : new StoreTrouble('failed', `PostgreSQL (DATABASE_URL) refuses: ${message}`, error);
}
