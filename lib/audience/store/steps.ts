/** The store's structure as numbered steps, each taken once. To change it, add a step; a step that was released stays as it is. */
import { type ColumnDefinitionBuilder, type CreateTableBuilder, sql } from 'kysely';
import type { Database, Db } from './database.ts';
import { viewsOf } from './tables.ts';
import { inTransaction } from './transaction.ts';

type Dialect = Database['dialect'];
type Step = (db: Db, dialect: Dialect) => Promise<void>;

const steps: readonly Step[] = [
  async (db, dialect) => {
    const { id, bytes } = types(dialect);
    await db.schema
      .createTable('partitions')
      .addColumn('day', 'integer', (column) => column.primaryKey())
      .addColumn('from_second', 'bigint', (column) => column.notNull())
      .addColumn('to_second', 'bigint', (column) => column.notNull())
      .addColumn('closed', 'integer', (column) => column.notNull())
      .execute();
    await db.schema
      .createTable('pages')
      .addColumn('id', id, identity(dialect))
      .addColumn('key', 'text', (column) => column.notNull().unique())
      .addColumn('address', 'text', (column) => column.notNull())
      .addColumn('title', 'text', (column) => column.notNull())
      .addColumn('published', 'bigint')
      .execute();
    await db.schema
      .createTable('words')
      .addColumn('id', id, identity(dialect))
      .addColumn('facet', 'text', (column) => column.notNull())
      .addColumn('text', 'text', (column) => column.notNull())
      .addUniqueConstraint('words_are_unique', ['facet', 'text'])
      .execute();
    for (const name of ['minutes', 'hours', 'days'] as const) {
      const table = numbers(db.schema.createTable(name), [
        'start',
        'page',
        'views',
        'engaged',
        'finished',
        'onward',
      ]);
      await keyed(table, dialect, name, ['start', 'page']);
    }
    for (const name of ['hour_facets', 'day_facets'] as const) {
      const table = numbers(db.schema.createTable(name), ['start', 'page', 'word', 'views', 'engaged']);
      await keyed(table, dialect, name, ['start', 'page', 'word']);
    }
    const sketches = numbers(db.schema.createTable('sketches'), ['day', 'page'])
      .addColumn('instance', 'text', (column) => column.notNull())
      .addColumn('bytes', bytes, (column) => column.notNull());
    await keyed(sketches, dialect, 'sketches', ['day', 'page', 'instance']);
    const shares = numbers(db.schema.createTable('shares'), ['minute', 'page', 'word', 'fetches']);
    await keyed(shares, dialect, 'shares', ['minute', 'page', 'word']);
    const refusals = numbers(db.schema.createTable('refusals'), ['hour', 'word', 'events']);
    await keyed(refusals, dialect, 'refusals', ['hour', 'word']);
    const marks = numbers(db.schema.createTable('marks'), ['at', 'page'])
      .addColumn('kind', 'text', (column) => column.notNull())
      .addColumn('text', 'text', (column) => column.notNull());
    await keyed(marks, dialect, 'marks', ['at', 'page', 'kind']);
    const samples = numbers(db.schema.createTable('samples'), ['minute', 'page', 'readers']);
    await keyed(samples, dialect, 'samples', ['minute', 'page']);
    await db.schema
      .createTable('said')
      .addColumn('what', 'text', (column) => column.primaryKey())
      .addColumn('at', 'bigint', (column) => column.notNull())
      .execute();
    // Worth nothing after a crash, so not worth a log.
    if (dialect === 'postgres')
      await db.schema
        .createTable('signs')
        .modifyFront(sql`unlogged`)
        .addColumn('view', 'bigint', (column) => column.primaryKey())
        .addColumn('page', 'integer', (column) => column.notNull())
        .addColumn('at', 'bigint', (column) => column.notNull())
        .execute();
    await db.schema
      .createTable('salts')
      .addColumn('day', 'integer', (column) => column.primaryKey())
      .addColumn('salt', 'text', (column) => column.notNull())
      .execute();
  },
];

/** Brings the structure up to date. Throws if the store was made by a newer program. */
export async function takeSteps({ db, dialect }: Pick<Database, 'db' | 'dialect'>): Promise<void> {
  await inTransaction(db, async (transaction) => {
    // One instance at a time; released when the transaction ends. The number is ours alone.
    if (dialect === 'postgres') await sql`select pg_advisory_xact_lock(7203114)`.execute(transaction);
    await transaction.schema
      .createTable('steps')
      .ifNotExists()
      .addColumn('number', 'integer', (column) => column.primaryKey())
      .execute();
    const taken = (await transaction.selectFrom('steps').select('number').execute()).length;
    if (taken > steps.length)
      throw new Error(
        `The audience's store has ${taken} steps, this program knows ${steps.length}: it is older than the store. Run the newer version.`,
      );
    for (const [index, step] of steps.entries()) {
      if (index < taken) continue;
      await step(transaction, dialect);
      await transaction
        .insertInto('steps')
        .values({ number: index + 1 })
        .execute();
    }
  });
}

/** The table for the views of a day. */
export async function createViews(db: Db, dialect: Dialect, day: number): Promise<void> {
  const table = db.schema
    .createTable(viewsOf(day))
    .ifNotExists()
    .addColumn('id', dialect === 'sqlite' ? 'integer' : 'bigint', (column) => column.primaryKey())
    .addColumn('at', 'bigint', (column) => column.notNull());
  const whole = numbers(table, [
    'page',
    'via',
    'source',
    'campaign',
    'device',
    'country',
    'mark',
    'bot',
    'engaged',
    'depth',
  ]);
  // Room on each page for the rows that pings bring up to date (PostgreSQL's heap-only tuples).
  await (dialect === 'postgres' ? whole.modifyEnd(sql`with (fillfactor = 80)`) : whole).execute();
}

const types = (dialect: Dialect) =>
  dialect === 'sqlite'
    ? ({ id: 'integer', bytes: 'blob' } as const)
    : ({ id: 'integer', bytes: 'bytea' } as const);

function identity(dialect: Dialect) {
  return (column: ColumnDefinitionBuilder) =>
    dialect === 'sqlite'
      ? column.primaryKey().autoIncrement()
      : column.primaryKey().generatedAlwaysAsIdentity();
}

function numbers<Name extends string, Columns extends string>(
  table: CreateTableBuilder<Name, Columns>,
  columns: readonly string[],
): CreateTableBuilder<Name, Columns> {
  let whole = table;
  for (const name of columns)
    whole = whole.addColumn(name, 'bigint', (column) => column.notNull()) as typeof whole;
  return whole;
}

/** Rows kept in the order of their key: in SQLite the key is the table, in PostgreSQL an index beside it. */
async function keyed(
  table: CreateTableBuilder<string, string>,
  dialect: Dialect,
  name: string,
  key: readonly string[],
): Promise<void> {
  const whole = table.addPrimaryKeyConstraint(`${name}_key`, key as [string, ...string[]]);
  await (dialect === 'sqlite' ? whole.modifyEnd(sql`without rowid`) : whole).execute();
}
