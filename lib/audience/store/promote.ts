/**
 * Takes an audience from SQLite into PostgreSQL, table by table: what is there already and the same is left alone, so
 * that a second pass is short. SQLite is only read.
 */
import { type RawBuilder, sql } from 'kysely';
import type { Database, Db } from './database.ts';
import { createViews, takeSteps } from './steps.ts';
import { viewsOf } from './tables.ts';
import { inTransaction } from './transaction.ts';

export type Promoted = Readonly<{
  /** Single views, and all that were ever counted. */
  views: number;
  counted: number;
  days: number;
  /** Rows that were written in this pass. */
  written: number;
}>;

/** Rows read and written at a time. */
const piece = 500;

type Row = Readonly<Record<string, unknown>>;
type Table = Readonly<{ name: string; key: readonly string[]; columns: readonly string[] }>;

const notNumbers = new Set(['title', 'text', 'what', 'bytes']);
const figures = ['views', 'engaged', 'finished', 'onward'];
const facets = ['start', 'page', 'word'];
/** Tables of sums and of what was done; a table of views a day comes beside them. */
const tables: readonly Table[] = [
  table('pages', ['id'], ['key', 'address', 'title', 'published']),
  table('words', ['id'], ['facet', 'text']),
  ...['minutes', 'hours', 'days'].map((name) => table(name, ['start', 'page'], figures)),
  ...['hour_facets', 'day_facets'].map((name) => table(name, facets, ['views', 'engaged'])),
  table('shares', ['minute', 'page', 'word'], ['fetches']),
  table('refusals', ['hour', 'word'], ['events']),
  table('marks', ['at', 'page', 'kind'], ['text']),
  table('samples', ['minute', 'page'], ['readers']),
  table('said', ['what'], ['at']),
  table('sketches', ['day', 'page', 'instance'], ['bytes']),
];
const viewColumns = 'at page via source campaign device country mark bot engaged depth'.split(' ');

function table(name: string, key: readonly string[], more: readonly string[]): Table {
  return { name, key, columns: [...key, ...more] };
}

/**
 * Copies everything and compares it. Throws a sentence if the PostgreSQL has counted by itself, or if the two differ
 * afterwards, as they do while the portal goes on counting: unless it is only the first pass.
 */
export async function promote(
  from: Database,
  to: Database,
  salts: ReadonlyMap<number, string>,
  isFirst: boolean,
): Promise<Promoted> {
  await takeSteps(to);
  await refuseOthers(from.db, to.db);
  let written = 0;
  for (const each of tables) written += await copyTable(from.db, to.db, each);
  for (const name of ['pages', 'words'])
    await sql`select setval(pg_get_serial_sequence(${name}, 'id'), (select coalesce(max(id), 0) + 1 from ${sql.ref(name)}), false)`.execute(
      to.db,
    );
  const days = await from.db.selectFrom('partitions').selectAll().orderBy('day').execute();
  for (const each of days) {
    await createViews(to.db, to.dialect, each.day);
    written += await copyTable(from.db, to.db, table(viewsOf(each.day), ['id'], viewColumns));
    const { day, ...bounds } = each;
    await to.db
      .insertInto('partitions')
      .values(each)
      .onConflict((conflict) => conflict.column('day').doUpdateSet(bounds))
      .execute();
    const salt = salts.get(day);
    if (salt !== undefined)
      await to.db
        .insertInto('salts')
        .values({ day, salt })
        .onConflict((conflict) => conflict.column('day').doUpdateSet({ salt }))
        .execute();
  }
  const [ours, theirs] = [await totals(from.db), await totals(to.db)];
  const different = [...ours].filter(([day, views]) => theirs.get(day) !== views).map(([day]) => day);
  if (different.length > 0 && !isFirst)
    throw new Error(
      `The views of ${different.join(', ')} differ after copying: something counts meanwhile. Stop it and run this again.`,
    );
  let views = 0;
  for (const { day } of days) views += (await sums(to.db, table(viewsOf(day), ['id'], []))).rows;
  return {
    views,
    counted: [...theirs.values()].reduce((sum, each) => sum + each, 0),
    days: days.length,
    written,
  };
}

/** Whoever has counted there has other numbers for the same pages, or more views than we know of. */
async function refuseOthers(from: Db, to: Db): Promise<void> {
  const ours = new Map(
    (await from.selectFrom('pages').select(['id', 'key']).execute()).map((row) => [row.id, row.key]),
  );
  const theirs = await to.selectFrom('pages').select(['id', 'key']).execute();
  const counted = await totals(from);
  const more = [...(await totals(to))].some(([day, views]) => views > (counted.get(day) ?? 0));
  if (more || theirs.some(({ id, key }) => ours.get(id) !== key))
    throw new Error(
      'That PostgreSQL has counted by itself already, and what it has would be lost. Name an empty database, or drop its schema "audience" first.',
    );
}

/** Views of the whole site by day. */
async function totals(db: Db): Promise<Map<number, number>> {
  const rows = await db.selectFrom('days').select(['start', 'views']).where('page', '=', 0).execute();
  return new Map(rows.map(({ start, views }) => [start, Number(views)]));
}

/** Gives how many rows were written: none if both have the same. Texts and bytes are few, and always written. */
async function copyTable(from: Db, to: Db, each: Table): Promise<number> {
  const isNumbers = !each.columns.some((column) => notNumbers.has(column));
  if (isNumbers && JSON.stringify(await sums(from, each)) === JSON.stringify(await sums(to, each))) return 0;
  let written = 0;
  await inTransaction(to, async (transaction) => {
    await sql`delete from ${sql.table(each.name)}`.execute(transaction);
    for await (const rows of rowsOf(from, each)) {
      await insert(transaction, each, rows);
      written += rows.length;
    }
  });
  return written;
}

/** A prime, so that ids that grow evenly leave many rests. */
const largestRest = 1_000_003;

/** Enough to tell two states of a table of numbers apart: how many rows, and what each column adds up to. */
async function sums(db: Db, { name, columns }: Table): Promise<{ rows: number; sums: number[] }> {
  // The rest of a division: some two thousand ids of views add up to more than an integer of SQLite holds.
  const parts = [
    sql`count(*)`,
    ...columns.map((column) => sql`sum(${sql.ref(column)} % ${sql.lit(largestRest)})`),
  ];
  const named = parts.map((part, index) => sql`${part} as ${sql.ref(`c${index}`)}`);
  const { rows } = await sql<Row>`select ${sql.join(named)} from ${sql.table(name)}`.execute(db);
  const [count = 0, ...numbers] = Object.values(rows[0] ?? {}).map((value) => Number(value ?? 0));
  return { rows: count, sums: numbers };
}

/** All rows in the order of their key, in pieces, so that events are recorded between them. */
async function* rowsOf(db: Db, { name, key, columns }: Table): AsyncGenerator<readonly Row[]> {
  const order = sql.join(key.map((each) => sql.ref(each)));
  const chosen = sql.join(columns.map((each) => sql.ref(each)));
  let after: RawBuilder<unknown> = sql`true`;
  for (;;) {
    const { rows } =
      await sql<Row>`select ${chosen} from ${sql.table(name)} where ${after} order by ${order} limit ${piece}`.execute(
        db,
      );
    if (rows.length > 0) yield rows;
    const last = rows.at(-1);
    if (!last || rows.length < piece) return;
    after = sql`(${order}) > (${sql.join(key.map((each) => last[each]))})`;
  }
}

/** With the numbers that they have: other tables name pages and words by them. */
async function insert(db: Db, { name, columns }: Table, rows: readonly Row[]): Promise<void> {
  const values = rows.map((row) => sql`(${sql.join(columns.map((each) => sent(row[each])))})`);
  const into = sql`insert into ${sql.table(name)} (${sql.join(columns.map((each) => sql.ref(each)))})`;
  await sql`${into} overriding system value values ${sql.join(values)}`.execute(db);
}

const sent = (value: unknown) =>
  value instanceof ArrayBuffer || value instanceof Uint8Array ? Buffer.from(value as Uint8Array) : value;
