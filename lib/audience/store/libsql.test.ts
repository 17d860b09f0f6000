import {
  closeSync,
  copyFileSync,
  existsSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import path from 'node:path';
import { sql } from 'kysely';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { testFolder } from '../audience.test.folder.ts';
import { noon, page, view } from '../events.test.views.ts';
import { saltFiles } from '../salts.ts';
import { StoreTrouble } from './database.ts';
import { openLibsql } from './libsql.ts';
import { Store } from './store.ts';
import { viewsOf } from './tables.ts';

let folder: string;
let file: string;
let said: string[];
beforeEach(() => {
  folder = testFolder('libsql');
  file = path.join(folder, 'audience.db');
  said = [];
});

async function openStore(of = file): Promise<Store> {
  const database = await openLibsql(of, (line) => said.push(line));
  const salts = saltFiles(path.join(folder, 'salts'));
  try {
    const store = await Store.open({ database, salts, timeZone: 'UTC', keepDays: 30, instance: '' });
    onTestFinished(() => store.close().catch(() => {})); // The test may have closed it.
    return store;
  } catch (error) {
    await database.close().catch(() => {});
    throw database.trouble(error);
  }
}

/** Views within an hour, of forty pages, each of a reader of its own. */
const views = (first: number, count: number) =>
  range(first, count).map((id) =>
    view(id, { at: noon + (id % 3600), page: page(String(id % 40)), reader: `reader ${id}` }),
  );

async function ids(store: Store): Promise<number[]> {
  const rows = await store.db.selectFrom(viewsOf(20261125)).select('id').orderBy('id').execute();
  return rows.map(({ id }) => id);
}
const range = (first: number, count: number) => Array.from({ length: count }, (_, n) => first + n);

test('a full disk refuses whole batches, keeps what was answered, and goes on when there is room', async () => {
  const store = await openStore();
  await store.record(views(1, 100));
  const { rows } = await sql<{ page_count: number }>`pragma page_count`.execute(store.db);
  await sql.raw(`pragma max_page_count = ${(rows[0]?.page_count ?? 0) + 2}`).execute(store.db);
  let error: unknown;
  let kept = 100;
  while (error === undefined) {
    try {
      await store.record(views(kept + 1, 100));
      kept += 100;
    } catch (failure) {
      error = failure;
    }
  }
  expect(error).toMatchObject({ code: 'SQLITE_FULL' });
  expect(await ids(store)).toEqual(range(1, kept));
  await sql.raw('pragma max_page_count = 1000000').execute(store.db);
  await store.record(views(kept + 1, 100));
  expect(await ids(store)).toEqual(range(1, kept + 100));
});

test('what a crash left half written at the end of the log is left out; everything before it is there', async () => {
  const store = await openStore();
  await store.record(views(1, 500));
  const crashed = path.join(folder, 'crashed.db');
  for (const suffix of ['', '-wal']) copyFileSync(file + suffix, crashed + suffix);
  const log = openSync(`${crashed}-wal`, 'a');
  writeSync(log, readFileSync(`${file}-wal`).subarray(32, 32 + 3000));
  closeSync(log);
  const again = await openStore(crashed);
  expect(await ids(again)).toEqual(range(1, 500));
  expect(said).toEqual([]);
});

test('a damaged page costs the rows on it and no others; sums are made again, and it is said', async () => {
  const store = await openStore();
  for (let first = 1; first < 4000; first += 500) await store.record(views(first, 500));
  await store.close();
  const { size } = statSync(file);
  const bytes = readFileSync(file);
  // A page in the middle of the views: found by one of its keys, spoilt whole.
  const damagedPage = pageWith(bytes, 2000);
  const handle = openSync(file, 'r+');
  writeSync(handle, Buffer.alloc(4096, 0xab), 0, 4096, damagedPage * 4096);
  closeSync(handle);
  expect(statSync(file).size).toBe(size);
  await expect(openStore()).rejects.toMatchObject({ reason: 'corrupt' });
  const mended = await openStore();
  const left = await ids(mended);
  expect(left.length).toBeGreaterThan(3800);
  expect(left.length).toBeLessThan(4000);
  expect(left[0]).toBe(1);
  expect(left.at(-1)).toBe(4000);
  expect(said.join('\n')).toMatch(/was damaged\. What could be read of it, [\d,]+ rows, is in a new file/);
  const day = await mended.db.selectFrom('days').select('views').where('page', '=', 0).executeTakeFirst();
  expect(day?.views).toBe(left.length);
  expect(readdirSync(folder).filter((name) => name.includes('.damaged-'))).toHaveLength(1);
  await mended.record(views(5001, 10));
  await mended.close();
  const later = await openStore();
  expect((await ids(later)).length).toBe(left.length + 10);
  expect(said).toHaveLength(1);
});

/** The leaf page of a table that holds a row whose key is a number (as SQLite writes it, in a varint). */
function pageWith(bytes: Buffer, id: number): number {
  const varint = Buffer.from([0x80 | (id >> 7), id & 0x7f]);
  for (let page = 1; page * 4096 < bytes.length; page++) {
    const content = bytes.subarray(page * 4096, (page + 1) * 4096);
    if (content[0] === 0x0d && content.includes(varint) && content.readUInt16BE(3) > 60) return page;
  }
  throw new Error('no page has that row');
}

test('a file that is no database at all is kept aside, and counting begins anew', async () => {
  writeFileSync(file, 'This is no database. '.repeat(1000));
  await expect(openStore()).rejects.toBeInstanceOf(StoreTrouble);
  const store = await openStore();
  await store.record(views(1, 3));
  expect(await ids(store)).toEqual([1, 2, 3]);
  const kept = readdirSync(folder).find((name) => name.includes('.damaged-')) ?? '';
  expect(readFileSync(path.join(folder, kept), 'utf8')).toContain('This is no database.');
});

test('a salvage that was cut off is begun again and finished', async () => {
  const store = await openStore();
  await store.record(views(1, 300));
  await store.close();
  // As if it had been killed after the damaged file was put aside and half of the new one was made.
  const damaged = `${file}.damaged-x`;
  copyFileSync(file, damaged);
  rmSync(file);
  writeFileSync(`${file}.damaged`, damaged);
  writeFileSync(`${file}.mended`, 'half');
  const again = await openStore();
  expect(await ids(again)).toEqual(range(1, 300));
  expect(existsSync(`${file}.damaged`)).toBe(false);
  expect(existsSync(`${file}.mended`)).toBe(false);
});
