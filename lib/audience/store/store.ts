/** The audience's store: takes batches of events, keeps them, adds them up. One at a time, in a thread of its own. */
import type { Day } from '../days.ts';
import { calendarOf, daysBefore } from '../days.ts';
import type { AudienceEvent, Recorded } from '../events.ts';
import type { Readers } from '../presence.ts';
import type { Salts } from '../salts.ts';
import { markFor } from '../salts.ts';
import type { Database, Db } from './database.ts';
import { Partitions } from './partitions.ts';
import { groupsOf, rebuildDays } from './rebuild.ts';
import { type Outcome, type Prepared, record } from './record.ts';
import { minuteOf } from './rollups.ts';
import { forgetSigns, keepSigns, readersBySigns } from './signs.ts';
import { Sketches } from './sketches.ts';
import { takeSteps } from './steps.ts';
import { viewsOf } from './tables.ts';
import { inTransaction } from './transaction.ts';
import { type Facet, Words } from './words.ts';

/** Minutes are for the last hours; hours and days stay. */
const minutesKept = 24 * 60;
const pagesSampled = 50;
/** A day is closed so long after its end, in seconds: no event of it comes any more. */
const closesAfter = 3600;
/** Attempts at a transaction that clashes with another instance's. */
const attempts = 8;

export type StoreOptions = Readonly<{
  database: Database;
  salts: Salts;
  timeZone: string;
  /** Days for which single views are kept; what they add up to stays. */
  keepDays: number;
  /** Names this process among several. */
  instance: string;
}>;

export class Store {
  readonly #options: StoreOptions;
  readonly #words = new Words();
  readonly #partitions: Partitions;
  readonly #sketches: Sketches;
  readonly dayAt: (second: number) => Day;

  private constructor(options: StoreOptions) {
    this.#options = options;
    this.#partitions = new Partitions(options.database.dialect);
    this.#sketches = new Sketches(options.instance);
    this.dayAt = calendarOf(options.timeZone);
  }

  /** Brings the structure up to date and reads what has to be in memory. */
  static async open(options: StoreOptions): Promise<Store> {
    await takeSteps(options.database);
    const store = new Store(options);
    await store.#partitions.load(store.db);
    for (const { day, closed } of store.#partitions.all())
      if (!closed) await store.#sketches.read(store.db, day);
    return store;
  }

  /** For questions; events come by `record`. */
  get db(): Db {
    return this.#options.database.db;
  }

  /** True if other instances may count here too. */
  get isShared(): boolean {
    return this.#options.database.dialect === 'postgres';
  }

  /** Who reads what now at all instances, if others count here too. */
  readersNow(): Promise<Readers> {
    return readersBySigns(this.db);
  }

  get timeZone(): string {
    return this.#options.timeZone;
  }

  /** Resolves when the batch is on the disk, with what became of each event. If it throws, none of it was kept. */
  async record(events: readonly AudienceEvent[]): Promise<readonly Recorded[]> {
    const { salts, database } = this.#options;
    const prepared: Prepared[] = [];
    for (const event of events) {
      const day = this.dayAt(event.at);
      const reader = event.kind === 'view' && !event.bot ? event.reader : undefined;
      prepared.push({
        event,
        day,
        mark: reader === undefined ? 0 : markFor(await salts.of(day.day), reader),
      });
    }
    const desk = { dialect: database.dialect, words: this.#words, partitions: this.#partitions };
    const outcome: Outcome = await this.#transaction(async (db) => {
      const outcome = await record(db, desk, prepared);
      if (this.isShared) await keepSigns(db, events, outcome.results);
      return outcome;
    });
    this.#words.settle(outcome.numbers);
    this.#sketches.add(outcome.added);
    return outcome.results;
  }

  /** Adds to the counters of events that were not taken. */
  async refuse(counts: ReadonlyMap<string, number>, second: number): Promise<void> {
    const numbers = await this.#transaction(async (db) => {
      const words = [...counts.keys()].map((reason): [Facet, string] => ['refusal', reason]);
      const { day } = this.dayAt(second);
      const numbers = await this.#words.find(db, words, [], day);
      for (const [reason, events] of counts) {
        const row = { hour: Math.floor(second / 3600), word: numbers.word('refusal', reason), events };
        await db
          .insertInto('refusals')
          .values(row)
          .onConflict((conflict) =>
            conflict
              .columns(['hour', 'word'])
              .doUpdateSet((each) => ({ events: each('refusals.events', '+', each.ref('excluded.events')) })),
          )
          .execute();
      }
      return numbers;
    });
    this.#words.settle(numbers);
  }

  /** Views that were in use at most so many seconds ago, as far as that can be told: in use from the first second on. */
  async lastSigns(second: number, within: number): Promise<{ id: number; page: number; ago: number }[]> {
    const recent: { id: number; page: number; ago: number }[] = [];
    for (const { day, to } of this.#partitions.all()) {
      if (to < second - 86_400) continue;
      const rows = await this.db
        .selectFrom(viewsOf(day))
        .select(['id', 'page', 'at', 'engaged'])
        .where((row) => row(row('at', '+', row.ref('engaged')), '>', second - within))
        .where('bot', '=', 0)
        .orderBy('id')
        .execute();
      for (const { id, page, at, engaged } of rows)
        recent.push({ id, page, ago: Math.max(0, second - at - engaged) });
    }
    return recent.sort((a, b) => b.ago - a.ago);
  }

  /** Keeps how many readers there were when a minute ended: the whole site's, and those of the pages with the most. */
  async sample(minute: number, { total, byPage }: Readers): Promise<void> {
    const pages = [...byPage].sort(([, a], [, b]) => b - a).slice(0, pagesSampled);
    const rows = [[0, total] as const, ...pages].filter(([, readers]) => readers > 0);
    await this.#transaction(async (db) => {
      for (const [page, readers] of rows)
        await db
          .insertInto('samples')
          .values({ minute, page, readers })
          .onConflict((conflict) => conflict.columns(['minute', 'page']).doUpdateSet({ readers }))
          .execute();
    });
  }

  /** True if nobody has said the same within so many seconds, here or at another instance; it counts as said now. */
  async say(what: string, second: number, quietFor: number): Promise<boolean> {
    const rows = await this.db
      .insertInto('said')
      .values({ what, at: second })
      .onConflict((conflict) =>
        conflict
          .column('what')
          .doUpdateSet({ at: second })
          .where('said.at', '<=', second - quietFor),
      )
      .returning('what')
      .execute();
    return rows.length > 0;
  }

  /** Writes the sketches of distinct readers, so that questions find them; and does something else in the same transaction. */
  async keepSketches(also: (db: Db) => Promise<void> = async () => {}): Promise<void> {
    const changed = this.#sketches.take();
    try {
      await this.#transaction(async (db) => {
        await this.#sketches.keep(db, changed);
        await also(db);
      });
    } catch (error) {
      this.#sketches.back(changed);
      throw error;
    }
  }

  /** Writes the sketches of distinct readers; closes days that are over; deletes what is old enough. */
  async tidy(second: number): Promise<void> {
    const { keepDays, salts } = this.#options;
    const today = this.dayAt(second).day;
    await this.#partitions.load(this.db);
    for (const { day, closed, to } of this.#partitions.all()) {
      if (!closed && day < today && second >= to + closesAfter) await this.#closeDay(day);
      else if (closed) this.#sketches.forget(day); // Another instance has closed it.
    }
    await this.keepSketches(async (db) => {
      for (const { day } of this.#partitions.all())
        if (day < daysBefore(today, keepDays)) await this.#partitions.drop(db, day);
      await dropMinutes(db, second);
      await db
        .deleteFrom('said')
        .where('at', '<', second - 86_400)
        .execute();
      if (this.isShared) await forgetSigns(db);
    });
    await this.#options.database.shrink();
    // An hour after midnight: another instance's clock may be a little late.
    await salts.forget(this.dayAt(second - closesAfter).day);
  }

  /** Makes the day's sketches final, of whatever all instances have recorded, and takes the marks out of its views. */
  async #closeDay(day: number): Promise<void> {
    await this.#sketches.read(this.db, day);
    await this.keepSketches(async (db) => {
      await this.#sketches.takeOver(db, day);
      await db.updateTable(viewsOf(day)).set({ mark: 0 }).where('mark', '!=', 0).execute();
      await this.#partitions.close(db, day);
    });
    this.#sketches.forget(day);
  }

  /** Makes all roll-ups again that raw views are kept for. Gives the number of views. */
  async rebuild(second: number, report: (day: number, views: number) => void = () => {}): Promise<number> {
    const { dialect } = this.#options.database;
    let views = 0;
    for (const days of groupsOf(this.#partitions.all())) {
      const found = await this.#transaction(async (db) => {
        const rebuilt = await rebuildDays(db, dialect, days);
        await dropMinutes(db, second);
        return rebuilt;
      });
      report(days.at(-1)?.day ?? 0, found);
      views += found;
    }
    return views;
  }

  async close(): Promise<void> {
    try {
      await this.keepSketches();
    } finally {
      await this.#options.database.close();
    }
  }

  async #transaction<Result>(work: (db: Db) => Promise<Result>): Promise<Result> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await inTransaction(this.db, work);
      } catch (error) {
        // The transaction is undone: so are the tables it made.
        await this.#partitions.load(this.db).catch(() => {});
        if (attempt === attempts || !this.#options.database.isClash(error)) throw error;
      }
    }
  }
}

async function dropMinutes(db: Db, second: number): Promise<void> {
  const oldest = minuteOf(second) - minutesKept;
  await db.deleteFrom('minutes').where('start', '<', oldest).execute();
  await db.deleteFrom('samples').where('minute', '<', oldest).execute();
}
