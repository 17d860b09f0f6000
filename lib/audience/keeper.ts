/** Keeps the store open, whatever happens to it, and does what it is asked: record events, answer questions, tell the live view. */
import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { type Message, quietFor, Watch } from './alerts.ts';
import type { AudienceEvent, Recorded } from './events.ts';
import { Live } from './live.ts';
import { mostReadNow } from './most-read.ts';
import { forgetsAfter, Presence, type Readers } from './presence.ts';
import { type Promotion, promoteTo } from './promotion.ts';
import { latestDays, makeReport } from './report.ts';
import { saltFiles, saltRows } from './salts.ts';
import type { Mode, Range, Snapshot } from './shapes.ts';
import { type Database, StoreTrouble } from './store/database.ts';
import { Store } from './store/store.ts';
import { inTransaction } from './store/transaction.ts';
import { type KnownStory, Stories } from './stories.ts';

export type KeeperOptions = Readonly<{
  /** Folder of the embedded store and of the salts. */
  folder: string;
  databaseUrl?: string;
  timeZone: string;
  mode: Mode;
  keepDays: number;
  /** Told what an operator has to know. */
  report: (line: string) => void;
  /** Told what the live view shows, each second while somebody watches. */
  publish: (snapshot: Snapshot) => void;
  /** Told what an editor wants to know at once. */
  alert: (message: Message) => void;
  /** Ends the thread: another one will open the store anew. */
  end: () => void;
}>;

/** Pauses between attempts to open the store, and between what is done by the way; in milliseconds. */
const every = { attempt: 2_000, second: 1_000, alerts: 10_000, tidy: 30_000 };

/** As many days as the newsroom's report shows unless it is asked for others. */
const warmDays = 30;

/** A clock that is kept right moves by less, in milliseconds. */
const clockTolerance = 5_000;

type Open = Readonly<{ database: Database; store: Store; live: Live }>;

export class Keeper {
  readonly #options: KeeperOptions;
  readonly #presence = new Presence();
  readonly #stories = new Stories();
  #open: Open | undefined;
  #trouble = new StoreTrouble('failed', 'The audience’s store is being opened.');
  /** Resolves when the first attempt to open the store has ended, well or not. */
  #tried: () => void = () => {};
  readonly #firstAttempt = new Promise<void>((resolve) => {
    this.#tried = resolve;
  });
  #edition: readonly KnownStory[] | undefined;
  #isFollowed = false;
  #watched = false;
  #stopped = false;
  readonly #watch = new Watch();
  #sampled = 0;
  #alerted = 0;
  #tidied = 0;
  #clock = 0;
  #isTroubled = false;

  constructor(options: KeeperOptions) {
    this.#options = options;
  }

  /** Opens the store, and goes on trying until it is open; then looks after it each second. */
  start(): void {
    void this.#openSoon();
  }

  /** Does what it is asked by name. Throws StoreTrouble while the store isn't open, or if the store fails. */
  async answer(name: string, argument: unknown): Promise<unknown> {
    switch (name) {
      case 'record':
        return this.#record(argument as readonly AudienceEvent[]);
      case 'refuse':
        return this.#with(({ store }) => store.refuse(new Map(argument as [string, number][]), now()));
      case 'edition':
        this.#edition = argument as readonly KnownStory[];
        this.#isFollowed = false;
        return this.#with(({ store }) => this.#follow(store));
      case 'watch':
        this.#watched = argument as boolean;
        return undefined;
      case 'snapshot':
        return this.#with(({ live }) => live.snapshot(Date.now()));
      case 'report':
        return this.#with((open) => this.#report(open, argument as ReportAsked));
      case 'most-read':
        return this.#with(async ({ store }) =>
          mostReadNow(store, this.#stories.names(store.db), await this.#readers(), now()),
        );
      case 'is-open':
        return this.#open !== undefined && !this.#isTroubled;
      case 'copy':
        return this.#copy(argument as string);
      case 'try':
        // A row that is in no report: what was said is forgotten after a day.
        return this.#with(async ({ store }) => void (await store.say('health', now(), 0)));
      case 'rebuild':
        return this.#with(({ store }) => store.rebuild(now()));
      case 'promote':
        return this.#with(({ database }) =>
          promoteTo(database, path.join(this.#options.folder, 'salts'), argument as Promotion),
        );
      case 'close':
        return this.#close();
      default:
        throw new Error(`nobody knows how to ${name}`);
    }
  }

  async #record(events: readonly AudienceEvent[]): Promise<readonly Recorded[]> {
    const results = await this.#with(({ store }) => store.record(events));
    if (this.#open?.store.isShared) return results; // The store has the signs.
    const at = performance.now();
    for (const [index, event] of events.entries()) {
      const result = results[index];
      if (event.kind === 'fetch' || !result || 'unknown' in result || result.robot) continue;
      if (event.kind === 'ping' && event.left) this.#presence.leave(event.id);
      else this.#presence.sign(event.id, result.page, at);
    }
    return results;
  }

  /** Gives a sentence if it can't be done: that says nothing about the store itself, and counting goes on. */
  async #copy(file: string): Promise<boolean | string> {
    await this.#firstAttempt;
    if (!this.#open) return this.#trouble.message;
    const { copyTo } = this.#open.database;
    try {
      await copyTo?.(file);
      return copyTo !== undefined;
    } catch (error) {
      return (error as Error).message;
    }
  }

  async #report({ store }: Open, { range, page }: ReportAsked) {
    const counted = this.#options.mode === 'daily';
    const readers = () => this.#readers();
    return makeReport({ store, stories: this.#stories, readers, counted }, range, page, Date.now());
  }

  async #with<Result>(work: (open: Open) => Promise<Result>): Promise<Result> {
    await this.#firstAttempt;
    const open = this.#open;
    if (!open) throw this.#trouble;
    try {
      const result = await work(open);
      if (this.#isTroubled) this.#options.report('The audience’s store works again; counting goes on.');
      this.#isTroubled = false;
      return result;
    } catch (error) {
      const trouble = open.database.trouble(error);
      this.#say(trouble);
      if (open.database.isBroken(error)) this.#giveUp();
      throw trouble;
    }
  }

  /** Says a trouble once, not with each event. */
  #say(trouble: StoreTrouble): void {
    if (!this.#isTroubled || trouble.message !== this.#trouble.message) this.#options.report(trouble.message);
    this.#trouble = trouble;
    this.#isTroubled = true;
  }

  async #openSoon(): Promise<void> {
    while (!this.#open && !this.#stopped) {
      try {
        this.#open = await this.#openNow();
      } catch (error) {
        this.#say(
          error instanceof StoreTrouble ? error : new StoreTrouble('failed', (error as Error).message),
        );
        this.#tried();
        await new Promise((resolve) => setTimeout(resolve, every.attempt));
      }
    }
    this.#tried();
    if (this.#stopped) return;
    await this.#follow(this.#open?.store).catch(() => {});
    await this.#warm().catch(() => {}); // It has been said.
    this.#tick();
  }

  async #openNow(): Promise<Open> {
    const { folder, databaseUrl, timeZone, keepDays, mode, report } = this.#options;
    const database = await openDatabase(folder, databaseUrl, report);
    try {
      const salts = databaseUrl ? saltRows(database.db) : saltFiles(path.join(folder, 'salts'));
      const instance = databaseUrl ? randomBytes(6).toString('hex') : '';
      const store = await Store.open({ database, salts, timeZone, keepDays, instance });
      if (!store.isShared)
        for (const { id, page, ago } of await store.lastSigns(now(), forgetsAfter / 1000))
          this.#presence.sign(id, page, performance.now() - ago * 1000);
      const readers = () => this.#readers();
      const live = new Live({ store, stories: this.#stories, readers, counted: mode === 'daily' });
      return { database, store, live };
    } catch (error) {
      await database.close().catch(() => {});
      throw error instanceof StoreTrouble ? error : database.trouble(error);
    }
  }

  async #follow(store: Store | undefined): Promise<void> {
    const stories = this.#edition;
    if (!store || !stories || this.#isFollowed) return;
    await inTransaction(store.db, (db) => this.#stories.follow(db, stories, now()));
    this.#isFollowed = stories === this.#edition;
  }

  /** What the newsroom asks for first takes several times as long from the disk as from memory: it is read now. */
  async #warm(): Promise<void> {
    if (this.#open?.store.isShared) return; // A server has a memory of its own.
    const range = latestDays(warmDays, Date.now(), this.#options.timeZone);
    await this.#with((open) => this.#report(open, { range }));
  }

  /** Readers of this portal: known here, or from the store that several instances share. */
  async #readers(): Promise<Readers> {
    if (this.#open?.store.isShared) return this.#with(({ store }) => store.readersNow());
    return this.#presence.readers(performance.now());
  }

  #tick(): void {
    const began = performance.now();
    void this.#everySecond()
      .catch(() => {}) // It has been said; the next second may be better.
      .then(() => {
        if (this.#stopped || !this.#open) return;
        setTimeout(() => this.#tick(), Math.max(50, every.second - (performance.now() - began)));
      });
  }

  async #everySecond(): Promise<void> {
    this.#noticeClock();
    const minute = Math.floor(now() / 60);
    if (!this.#isFollowed) await this.#with(({ store }) => this.#follow(store));
    if (minute !== this.#sampled) {
      const ended = this.#sampled;
      this.#sampled = minute;
      const readers = await this.#readers();
      this.#watch.note(readers);
      if (ended > 0) await this.#with(({ store }) => store.sample(ended, readers));
    }
    if (this.#watched)
      await this.#with(async ({ live }) => this.#options.publish(await live.snapshot(Date.now())));
    if (performance.now() - this.#alerted > every.alerts) {
      this.#alerted = performance.now();
      await this.#sayAlerts();
    }
    if (performance.now() - this.#tidied > every.tidy) {
      this.#tidied = performance.now();
      await this.#with(({ store }) => store.tidy(now()));
    }
  }

  /** Each is sent by the instance that is the first to say it. */
  async #sayAlerts(): Promise<void> {
    const alerts = this.#watch.alerts(await this.#readers(), performance.now());
    if (alerts.length === 0) return;
    const names = await this.#with(({ store }) =>
      this.#stories.names(store.db)(alerts.map(({ page }) => page)),
    );
    for (const { kind, page, readers, usual } of alerts) {
      const name = names.get(page);
      const isFirst = await this.#with(({ store }) => store.say(`${kind} ${page}`, now(), quietFor / 1000));
      if (name && isFirst)
        this.#options.alert({ kind, title: name.title, address: name.address, readers, usual });
    }
  }

  /** Events are counted when this machine says they came; if its clock is set back, that is worth a word. */
  #noticeClock(): void {
    const difference = this.#clock - Date.now();
    if (difference > clockTolerance)
      this.#options.report(
        `The clock was set back by ${Math.round(difference / 1000)} s. Counting goes on; what comes now is added to those minutes.`,
      );
    this.#clock = Date.now();
  }

  /** What SQLite holds after a failure of the disk can't be trusted, and only a new thread lets go of it. */
  #giveUp(): void {
    this.#open = undefined;
    setImmediate(this.#options.end); // The answer goes out first.
  }

  async #close(): Promise<void> {
    this.#stopped = true;
    const open = this.#open;
    this.#open = undefined;
    await open?.store.close();
  }
}

/** Each engine is loaded only where it is used. */
async function openDatabase(
  folder: string,
  databaseUrl: string | undefined,
  report: (line: string) => void,
): Promise<Database> {
  if (databaseUrl !== undefined) {
    const { openPostgres } = await import('./store/postgres.ts');
    return openPostgres(databaseUrl);
  }
  const { openLibsql } = await import('./store/libsql.ts');
  return openLibsql(path.join(folder, 'audience.db'), report);
}

type ReportAsked = Readonly<{ range: Range; page?: string }>;

/** Seconds since 1970. */
const now = () => Math.floor(Date.now() / 1000);
