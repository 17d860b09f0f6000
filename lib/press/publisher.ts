/** Publishes: one press at a time, on demand or when something is due; goes back to earlier editions. */
import { existsSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { ContentProblems } from '#lib/content/problem.ts';
import { Copies } from '#lib/copy/copies.ts';
import { writeWhole } from '#lib/disk/write.ts';
import { differences } from '#lib/edition/entries.ts';
import { earlierEditions, liveEdition, liveName, switchTo } from '#lib/edition/manifest.ts';
import { inWords } from './disk.ts';
import { lockPress } from './lock.ts';
import { type Made, Press, type PressOptions, type Wish } from './press.ts';
import type { PreviewPage, PreviewPicture } from './preview.ts';
import type { PreviewWish } from './previewing.ts';
import { Schedule } from './schedule.ts';
import { type Status, statusOf } from './status.ts';

export type Publication = Made &
  Readonly<{
    /** Milliseconds from the call until it was live. */
    tookAll: number;
    /** Targets that were named and don't have it yet. */
    behind?: readonly string[];
  }>;

/** `to`: targets beside those of the settings; what they have is compared file by file. */
export type HowToPublish = Omit<Wish, 'at' | 'again'> & Readonly<{ to?: readonly string[] }>;

/** An edition that has just gone live, and the addresses at which something is other than before. */
export type Live = Readonly<{
  name: string;
  changed: readonly string[];
  /** Milliseconds from the call until it was live; not known of a rollback. */
  took?: number;
}>;

export type PublisherOptions = PressOptions &
  Readonly<{
    /** Told whenever another edition is live by this publisher's doing. */
    onLive?: (live: Live) => void;
    /** Told whenever nothing could be published; why is thrown or reported. */
    onFailed?: () => void;
  }>;

type Waiting = Readonly<{ due: number; base: string | undefined; made: Made }>;

export class Publisher {
  readonly #options: PublisherOptions;
  readonly #press: Press;
  readonly #schedule: Schedule;
  readonly #copies: Copies;
  #waiting: Waiting | undefined;
  #tidied = Number.NEGATIVE_INFINITY;

  constructor(options: PublisherOptions) {
    this.#options = options;
    this.#press = new Press(options);
    this.#copies = this.#copiesTo(options.settings.publishTo);
    this.#schedule = new Schedule({
      due: () => (this.isHeld ? undefined : liveEdition(this.#dataDir)?.manifest.changesAt),
      prepare: (due) => this.#told(() => this.#prepare(due)),
      change: (due) => this.#told(() => this.#change(due)),
      report: options.report,
    });
  }

  /**
   * Makes an edition of what the folder holds and switches to it. Throws ContentProblems, or an error that says what
   * to do; in both cases what was live stays.
   */
  async publish({ to = [], ...how }: HowToPublish = {}): Promise<Publication> {
    const began = performance.now();
    const named = this.#copiesTo(to);
    try {
      const publication = await this.#alone(async () => {
        const made = await this.#press.make({ ...how, at: this.#now() });
        await named.bring(made.name);
        const publication = await this.#goLive(made, began);
        rmSync(this.#heldFile, { force: true });
        await named.offer(made.name);
        return publication;
      });
      if (to.length === 0) return publication;
      // A first copy takes its time, and holds nobody up here.
      await named.finish(publication.name);
      return { ...publication, behind: named.behind };
    } catch (error) {
      this.#options.onFailed?.();
      throw error instanceof ContentProblems ? error : this.#unpublished(error as Error);
    } finally {
      named.stop();
      void this.#tidyUp();
    }
  }

  /** Puts an earlier edition back, the one before the live one if none is named. It stays until something is published. */
  rollback(name?: string): Promise<string> {
    return this.#alone(async () => {
      const earlier = earlierEditions(this.#dataDir);
      const found = earlier.filter((edition) => edition.name.startsWith(name ?? ''));
      const [to] = found;
      if (!to)
        throw new Error(
          earlierText(
            name,
            earlier.map((edition) => edition.name),
          ),
        );
      if (name !== undefined && found.length > 1)
        throw new Error(`Several editions begin with ${name}. Write more of its name.`);
      const from = liveEdition(this.#dataDir)?.manifest.shards ?? [];
      await this.#copies.bring(to.name);
      writeWhole(this.#heldFile, to.name);
      switchTo(this.#dataDir, to.name);
      this.#forget();
      await this.#copies.offer(to.name);
      this.#options.onLive?.({
        name: to.name,
        changed: differences(this.#dataDir, from, to.manifest.shards),
      });
      return to.name;
    });
  }

  /** What waits is left out while something is being published. */
  async status(): Promise<Status> {
    const dataDir = this.#dataDir;
    const release = await lockPress(dataDir, { report: () => {}, patience: 0 }).catch(() => undefined);
    try {
      const waiting = release && (await this.#press.compare(Date.now()));
      return statusOf({ dataDir, isHeld: this.isHeld, waiting });
    } catch (error) {
      throw inWords(error as Error, dataDir);
    } finally {
      release?.();
    }
  }

  /** See previewing.ts. */
  preview(wish: PreviewWish): Promise<PreviewPage | undefined> {
    return this.#alone(() => this.#press.preview(wish));
  }

  /** See previewing.ts. */
  previewPicture(slug: string, address: string): Promise<PreviewPicture | undefined> {
    return this.#alone(() => this.#press.previewPicture(slug, address));
  }

  /** True after a rollback: nothing goes live by itself until something is published. */
  get isHeld(): boolean {
    const file = this.#heldFile;
    return existsSync(file) && readFileSync(file, 'utf8') === liveName(this.#dataDir);
  }

  /** Has what takes long to start started before it is needed. */
  warm(): Promise<void> {
    return this.#alone(() => this.#press.warm());
  }

  /** From now on what is due goes live by itself. */
  start(): void {
    this.#schedule.start();
  }

  async close(): Promise<void> {
    this.#schedule.stop();
    this.#copies.stop();
    await this.#press.close();
  }

  get #dataDir(): string {
    return this.#options.settings.dataDir;
  }

  get #heldFile(): string {
    return path.join(this.#dataDir, 'editions', 'held');
  }

  async #prepare(due: number): Promise<void> {
    const base = liveName(this.#dataDir);
    const made = await this.#press.make({ at: due, again: true });
    await this.#copies.bring(made.name);
    this.#waiting = { due, base, made };
  }

  async #change(due: number): Promise<void> {
    const began = performance.now();
    const waiting = this.#waiting;
    const isReady = waiting?.due === due && waiting.base === liveName(this.#dataDir);
    const made = isReady ? waiting.made : await this.#press.make({ at: this.#now(), again: true });
    await this.#goLive(made, began);
  }

  /** What was made ready was made from what was live until now. */
  #forget(): void {
    this.#waiting = undefined;
    this.#schedule.forget();
  }

  /** Copied first, then switched everywhere at once. */
  async #goLive(made: Made, began: number): Promise<Publication> {
    await this.#copies.bring(made.name);
    if (made.isNew) switchTo(this.#dataDir, made.name);
    this.#forget();
    await this.#copies.offer(made.name);
    const publication = { ...made, tookAll: Math.round(performance.now() - began) };
    if (made.isNew)
      this.#options.onLive?.({ name: made.name, changed: made.changed, took: publication.tookAll });
    return publication;
  }

  #copiesTo(targets: readonly string[]): Copies {
    const { settings, report } = this.#options;
    return new Copies({ ...settings, targets, report });
  }

  /** After the answer, and seldom: it looks at every file. */
  async #tidyUp(): Promise<void> {
    if (performance.now() - this.#tidied < tidiesEvery) return;
    this.#tidied = performance.now();
    await this.#alone(() => this.#press.tidy()).catch((error: Error) =>
      this.#options.report(`Old files could not be removed: ${error.message}`),
    );
  }

  /**
   * The clock's instant, even if it was set back behind the one for which the live edition was chosen: to hide for a
   * while what was shown is better than to show what nobody may see yet.
   */
  #now(): number {
    const now = Date.now();
    const chosenFor = liveEdition(this.#dataDir)?.manifest.at ?? now;
    if (chosenFor - now > clockTolerance)
      this.#options.report(
        `The clock was set back: it says ${new Date(now).toISOString()}, and the live edition was made for ${new Date(chosenFor).toISOString()}. What was due in between waits for its instant again.`,
      );
    return now;
  }

  /** Work that nobody waits for: the schedule says what went wrong. */
  #told(work: () => Promise<void>): Promise<void> {
    return this.#alone(work).catch((error: Error) => {
      this.#options.onFailed?.();
      throw error;
    });
  }

  async #alone<Result>(work: () => Promise<Result>): Promise<Result> {
    try {
      const release = await lockPress(this.#dataDir, { report: this.#options.report });
      try {
        return await work();
      } finally {
        release();
      }
    } catch (error) {
      throw inWords(error as Error, this.#dataDir);
    }
  }

  /** What went wrong, what to do, and what readers get meanwhile; then what others have said of it. */
  #unpublished(error: Error): Error {
    const [what = '', ...more] = error.message.split('\n');
    const stays = liveName(this.#dataDir) ? ' What was live stays.' : '';
    return new Error([`${what.replace(/[.:]$/, '')}.${stays}`, ...more].join('\n'), { cause: error });
  }
}

/** In milliseconds. */
const tidiesEvery = 10 * 60_000;

/** A clock that is kept right moves by less, in milliseconds. */
const clockTolerance = 5_000;

function earlierText(name: string | undefined, earlier: readonly string[]): string {
  if (earlier.length === 0) return 'There is no earlier edition to go back to.';
  const which = name === undefined ? '' : `There is no earlier edition ${name}. `;
  return `${which}These are kept: ${earlier.map((each) => each.slice(0, 8)).join(', ')}.`;
}
