/**
 * The index of an edition's stories: a file of SQLite's (FTS5) on each instance, brought up to date by difference. It
 * only says which stories have which words; what a reader gets to see comes from the edition.
 */
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import Connection from 'libsql';
import type { Edition } from '#lib/edition/open.ts';
import { columnNames, distinctTerms, textsOf, type Wanted, wantedOf, weights } from './indexed.ts';

type Database = InstanceType<typeof Connection>;

/** Another number where the same story would be indexed otherwise: then the file is made anew. */
const version = 1;
/** Stories in a step: whoever asks meanwhile waits for no more than these. */
const storiesAtOnce = 20;
/** How long a question waits for another process that writes, in milliseconds. */
const patience = 500;

export type Found = Readonly<{
  /** Position in time, the later the greater: `rowsAMinute` for each minute since 1970. */
  row: number;
  /** How well it fits, the greater the better. */
  score: number;
}>;

export class SearchIndex {
  readonly #database: Database;
  /** Rows by the story's object, as far as they are known here. */
  readonly #rows = new Map<number, string>();
  #change = -1;

  private constructor(database: Database) {
    this.#database = database;
  }

  /**
   * Opens the index of a data folder, making it if there is none. `of`: what readers see, or what is prepared; they
   * have a file each, so that nothing of the one comes into the other. Throws if the folder can't be written.
   */
  static open(dataDir: string, of: 'live' | 'prepared'): SearchIndex {
    const folder = path.join(/* turbopackIgnore: true */ dataDir, 'search');
    const name = `${of}-${version}.db`;
    mkdirSync(/* turbopackIgnore: true */ folder, { recursive: true });
    for (const file of readdirSync(/* turbopackIgnore: true */ folder))
      if (file.startsWith(`${of}-`) && !file.startsWith(name))
        rmSync(path.join(folder, file), { force: true });
    const file = path.join(folder, name);
    try {
      return new SearchIndex(connect(file));
    } catch (error) {
      if (!/^SQLITE_(CORRUPT|NOTADB)/.test(String((error as { code?: unknown }).code))) throw error;
      // It can all be made again.
      for (const part of [file, `${file}-wal`, `${file}-shm`]) rmSync(part, { force: true });
      return new SearchIndex(connect(file));
    }
  }

  close(): void {
    this.#database.close();
  }

  /** True if it knows just the stories of an edition. */
  isOf(edition: Edition): boolean {
    return this.#state('edition') === edition.name;
  }

  /**
   * Brings it to an edition, a few stories a step; between two steps others may ask. First what is not in the edition
   * any more is taken out, so that no word of it helps anybody. `atMost`: if more stories differ, nothing is done.
   * @yields after each step
   */
  *follow(edition: Edition, atMost = Number.POSITIVE_INFINITY): Generator<void> {
    if (this.isOf(edition)) return;
    const wanted = wantedOf(edition);
    const rows = this.#database.prepare('select row, mark from kept').all() as {
      row: number;
      mark: string;
    }[];
    const kept = new Set(rows.map(({ mark }) => mark));
    const stale = rows.filter(({ mark }) => !wanted.has(mark)).map(({ row }) => row);
    const fresh = [...wanted.values()].filter(({ mark }) => !kept.has(mark));
    if (stale.length + fresh.length > atMost) return;
    for (const some of inPieces(stale)) {
      this.#write(() => this.#remove(some));
      yield;
    }
    for (const some of inPieces(fresh)) {
      this.#write(() => this.#add(edition, some));
      yield;
    }
    this.#write(() => this.#setState('edition', edition.name));
    // The log of a long way here is as long.
    if (stale.length + fresh.length > storiesAtOnce)
      this.#database.prepare('pragma wal_checkpoint(truncate)').all();
  }

  /** How many stories it knows. */
  get size(): number {
    return (this.#database.prepare('select count(*) as count from kept').get() as { count: number }).count;
  }

  /** Bytes of the file. */
  get bytes(): number {
    const [pages, size] = ['page_count', 'page_size'].map(
      (name) =>
        Object.values(this.#database.prepare(`pragma ${name}`).get() as Record<string, number>)[0] ?? 0,
    );
    return (pages ?? 0) * (size ?? 0);
  }

  /** In how many stories a word stands. */
  storiesWith(term: string): number {
    const row = this.#database.prepare('select stories from terms where term = ?').get(term);
    return (row as { stories: number } | undefined)?.stories ?? 0;
  }

  /** The most frequent words that begin so. */
  beginningWith(start: string, most: number): string[] {
    return this.#terms(
      'select term from terms where term >= ? and term < ? order by stories desc, term limit ?',
      [start, `${start}\u{10ffff}`, most],
    );
  }

  /** Words that begin so, of a length in signs between two. */
  ofLength(start: string, least: number, most: number): { term: string; stories: number }[] {
    return this.#database
      .prepare(
        'select term, stories from terms where term >= ? and term < ? and length(term) between ? and ?',
      )
      .all(start, `${start}\u{10ffff}`, least, most) as { term: string; stories: number }[];
  }

  /**
   * The newest `most` stories that an expression of FTS5 fits, the newest first; of a time, if two instants are given in
   * milliseconds since 1970 (the second one excluded).
   */
  matching(expression: string, most: number, [from, to]: readonly [number, number] = always): Found[] {
    return this.#database
      .prepare(
        `select rowid as row, -bm25(words, ${weights}) as score from words
        where words match ? and rowid >= ? and rowid < ? order by rowid desc limit ?`,
      )
      .all(expression, rowAt(from), rowAt(to), most) as Found[];
  }

  /** The object of the story that a row is of. */
  objectOf(row: number): string | undefined {
    return this.#rows.get(row);
  }

  /** Reads which rows there are, as far as they have changed since. */
  learnRows(): void {
    const rows = this.#database
      .prepare('select row, mark, change from kept where change > ? order by change')
      .all(this.#change) as { row: number; mark: string; change: number }[];
    for (const { row, mark, change } of rows) {
      this.#rows.set(row, objectIn(mark));
      this.#change = change;
    }
  }

  #terms(query: string, values: unknown[]): string[] {
    return (this.#database.prepare(query).all(...values) as { term: string }[]).map(({ term }) => term);
  }

  #state(key: string): string | undefined {
    const row = this.#database.prepare('select value from state where key = ?').get(key);
    return (row as { value: string } | undefined)?.value;
  }

  #setState(key: string, value: string): void {
    this.#database.prepare('insert or replace into state (key, value) values (?, ?)').run(key, value);
  }

  #write(work: () => void): void {
    this.#database.exec('begin immediate');
    try {
      work();
      this.#database.exec('commit');
    } catch (error) {
      if (this.#database.inTransaction) this.#database.exec('rollback');
      throw error;
    }
  }

  #remove(rows: readonly number[]): void {
    this.#setState('edition', '');
    const counts = new Map<string, number>();
    const read = this.#database.prepare(`select ${columnNames.join(', ')} from words where rowid = ?`);
    for (const row of rows) {
      const texts = read.get(row) as Record<string, string> | undefined;
      if (!texts) continue; // Another process was faster.
      for (const term of distinctTerms(texts)) counts.set(term, (counts.get(term) ?? 0) - 1);
      this.#database.prepare('delete from words where rowid = ?').run(row);
      this.#database.prepare('delete from kept where row = ?').run(row);
    }
    this.#count(counts);
    this.#database.prepare('delete from terms where stories <= 0').run();
  }

  #add(edition: Edition, stories: readonly Wanted[]): void {
    this.#setState('edition', '');
    const counts = new Map<string, number>();
    const insert = this.#database.prepare(
      `insert into words (rowid, ${columnNames.join(', ')}) values (?${', ?'.repeat(columnNames.length)})`,
    );
    const isKept = this.#database.prepare('select 1 from kept where mark = ?');
    const keep = this.#database.prepare('insert into kept (row, mark, change) values (?, ?, ?)');
    let change = this.#lastChange();
    for (const wanted of stories) {
      if (isKept.get(wanted.mark)) continue; // Another process was faster.
      const story = edition.story(wanted.story.slug);
      if (!story) continue;
      const texts = textsOf(story, wanted.names);
      const row = this.#freeRow(story.publishedAt);
      insert.run(row, ...columnNames.map((name) => texts[name as keyof typeof texts]));
      keep.run(row, wanted.mark, ++change);
      for (const term of distinctTerms(texts)) counts.set(term, (counts.get(term) ?? 0) + 1);
    }
    this.#setState('change', String(change));
    this.#count(counts);
  }

  #lastChange(): number {
    return Number(this.#state('change') ?? 0);
  }

  #count(counts: ReadonlyMap<string, number>): void {
    const count = this.#database.prepare(
      'insert into terms (term, stories) values (?, ?) on conflict (term) do update set stories = stories + excluded.stories',
    );
    for (const [term, stories] of counts) count.run(term, stories);
  }

  /** The later a story was published, the greater its row: the newest come first by themselves. */
  #freeRow(publishedAt: string): number {
    const isTaken = this.#database.prepare('select 1 from kept where row = ?');
    let row = rowAt(Date.parse(publishedAt));
    while (isTaken.get(row)) row++;
    return row;
  }
}

/** More stories of one minute go on in the next one's rows. */
export const rowsAMinute = 16;

/** The first row of the minute of an instant in milliseconds. */
const rowAt = (instant: number) => Math.floor(instant / 60_000) * rowsAMinute;
/** As far as JavaScript's dates go. */
const always = [-8.64e15, 8.64e15] as const;

function connect(file: string): Database {
  const database = new Connection(file);
  try {
    for (const setting of [`busy_timeout = ${patience}`, 'journal_mode = wal', 'synchronous = normal'])
      database.prepare(`pragma ${setting}`).all();
    for (const setting of ['cache_size = -8000', 'temp_store = memory', 'secure_delete = on'])
      database.prepare(`pragma ${setting}`).all();
    // Words are cut and folded before they come here: all that is left to do is to part them at spaces.
    database.exec(`
      create virtual table if not exists words using fts5(
        ${columnNames.join(', ')}, tokenize = "unicode61 remove_diacritics 0 categories 'L* M* N*'");
      create table if not exists kept (row integer primary key, mark text not null unique, change integer not null);
      create table if not exists terms (term text primary key, stories integer not null) without rowid;
      create table if not exists state (key text primary key, value text not null) without rowid;
    `);
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

const objectIn = (mark: string) => mark.slice(0, mark.indexOf(' '));

function* inPieces<Thing>(things: readonly Thing[]): Generator<readonly Thing[]> {
  for (let from = 0; from < things.length; from += storiesAtOnce)
    yield things.slice(from, from + storiesAtOnce);
}
