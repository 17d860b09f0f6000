/** Saves what can be read of a damaged SQLite file into a new one. The damaged one is kept, for somebody to look at. */
import { existsSync, readFileSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import Connection from 'libsql';
import { writeWhole } from '#lib/disk/write.ts';
import { inChunks } from './chunks.ts';
import type { Database, Db } from './database.ts';
import { Partitions } from './partitions.ts';
import { groupsOf, rebuildDays } from './rebuild.ts';
import { createViews, takeSteps } from './steps.ts';
import type { Tables } from './tables.ts';
import { inTransaction } from './transaction.ts';

type Old = InstanceType<typeof Connection>;
type Row = Record<string, unknown>;

const orderFor = (file: string) => `${file}.damaged`;
const withLog = (file: string) => [file, `${file}-wal`];

/** True if SQLite can't read its own file. */
export const isDamage = (error: unknown) =>
  /^SQLITE_(CORRUPT|NOTADB)/.test(String((error as { code?: unknown } | undefined)?.code ?? ''));

/** Asks for the file to be saved when it is next opened: now its connection can't be trusted, nor closed. */
export function orderSalvage(file: string): void {
  if (existsSync(orderFor(file))) return;
  writeWhole(orderFor(file), `${file}.damaged-${new Date().toISOString().replace(/[:.]/g, '-')}`);
}

/** Does what was ordered, if anything was. May be cut off and begun again at any point. */
export async function salvage(
  file: string,
  connect: (file: string) => Database,
  report: (line: string) => void,
): Promise<void> {
  if (!existsSync(orderFor(file))) return;
  const damaged = readFileSync(orderFor(file), 'utf8');
  if (existsSync(file) && !existsSync(damaged))
    // The log first: while the file itself is there, this is done again.
    for (const suffix of ['-wal', ''])
      if (existsSync(file + suffix)) renameSync(file + suffix, damaged + suffix);
  const mended = `${file}.mended`;
  for (const each of withLog(mended)) rmSync(each, { force: true });
  const database = connect(mended);
  let saved = 0;
  try {
    await takeSteps(database);
    saved = await copyAll(database.db, damaged).catch((error: unknown) => {
      if (isDamage(error)) return 0; // Not even its list of tables can be read.
      throw error;
    });
    const partitions = new Partitions('sqlite');
    await partitions.load(database.db);
    for (const days of groupsOf(partitions.all()))
      await inTransaction(database.db, (db) => rebuildDays(db, 'sqlite', days));
  } finally {
    await database.close();
  }
  for (const each of withLog(file)) rmSync(each, { force: true });
  renameSync(mended, file);
  rmSync(orderFor(file));
  report(
    `${file} was damaged. What could be read of it, ${saved.toLocaleString('en')} rows, is in a new file and counting goes on; the damaged one is kept as ${path.basename(damaged)}.`,
  );
}

/** Copies every table as far as it can be read; gives the number of rows. */
async function copyAll(db: Db, damaged: string): Promise<number> {
  const old = new Connection(damaged);
  let saved = 0;
  try {
    const names = old.prepare("select name from sqlite_master where type = 'table' order by name").all();
    for (const { name } of names as { name: keyof Tables }[]) {
      const day = /^views_(\d{8})$/.exec(name)?.[1];
      if (day) await createViews(db, 'sqlite', Number(day));
      if (name !== 'steps' && !name.startsWith('sqlite_')) saved += await copyTable(old, db, name);
    }
  } finally {
    old.close();
  }
  return saved;
}

/** From the first row on up to the page that can't be read, then from the last one back. */
async function copyTable(old: Old, db: Db, name: keyof Tables): Promise<number> {
  let saved = 0;
  for (const direction of ['asc', 'desc'] as const) {
    const rows = readable(old, name, direction);
    let step = rows.next();
    for (; !step.done; step = rows.next())
      await inChunks(step.value, async (chunk) => {
        const kept = await db
          .insertInto(name as 'days')
          .values(chunk as never)
          .onConflict((conflict) => conflict.doNothing())
          .executeTakeFirst();
        saved += Number(kept.numInsertedOrUpdatedRows ?? 0n);
      });
    if (step.value === 'whole') break;
  }
  return saved;
}

/** A table's rows in the order of its key, fewer at a time before what can't be read; at last, whether that was all. */
function* readable(old: Old, name: string, direction: 'asc' | 'desc'): Generator<Row[], 'whole' | 'part'> {
  const columns = old
    .prepare(`select name from pragma_table_info('${name}') where pk > 0 order by pk`)
    .all() as { name: string }[];
  const key = columns.map((column) => column.name);
  const order = key.map((column) => `"${column}" ${direction}`).join(', ');
  const beyond = `where (${key.map((column) => `"${column}"`).join(', ')}) ${direction === 'asc' ? '>' : '<'} (${key.map(() => '?').join(', ')})`;
  let last: unknown[] | undefined;
  for (let size = 1024; size >= 1; ) {
    try {
      const text = `select * from "${name}" ${last ? beyond : ''} order by ${order} limit ${size}`;
      const rows = old.prepare(text).all(...(last ?? [])) as Row[];
      if (rows.length === 0) return 'whole';
      yield rows.map(bindable);
      last = key.map((column) => rows.at(-1)?.[column]);
    } catch (error) {
      if (!isDamage(error)) throw error;
      size = Math.floor(size / 2);
    }
  }
  return 'part';
}

/** Bytes are read in a shape in which they can't be written. */
function bindable(row: Row): Row {
  const values = Object.entries(row).map(([name, value]) => [
    name,
    value instanceof ArrayBuffer ? Buffer.from(value) : value,
  ]);
  return Object.fromEntries(values) as Row;
}
