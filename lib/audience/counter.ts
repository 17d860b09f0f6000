/** Counts: hands events to the thread that keeps the store, many at a time, and answers each when it is on the disk. */
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { Calls } from '#lib/threads/calls.ts';
import type { AudienceEvent, Recorded } from './events.ts';
import type { KeeperOptions } from './keeper.ts';
import type { Snapshot } from './shapes.ts';
import type { KnownStory } from './stories.ts';
import type { Reply } from './thread.ts';

/** Events that wait, and how many go together. While one batch is written the next one gathers. */
const mostWaiting = 10_000;
const largestBatch = 1_000;
/** So few gather for a moment more, in milliseconds: larger batches cost less, and nobody notices. */
const gathers = { below: 200, for: 5 };
/** The thread is started again after such pauses, in milliseconds. */
const pauses = { first: 250, longest: 10_000 };
/** How often counters of refused events are handed over, in milliseconds. */
const refusalsEvery = 5_000;
/** Closing takes no longer than this, in milliseconds. */
const longestFarewell = 3_000;

/** An event that can't be taken now: the reader's page may send it again later. */
export class NotCounted extends Error {
  constructor(readonly reason: string) {
    super(`not counted: ${reason}`);
  }
}

export type CounterOptions = Omit<KeeperOptions, 'publish' | 'alert' | 'end'> &
  Readonly<{
    projectDir: string;
    alert?: KeeperOptions['alert'];
    /** The store is opened when this is done: when the counter before has let go of it. */
    after?: Promise<unknown>;
  }>;

type Waiting = Readonly<{
  event: AudienceEvent;
  resolve: (recorded: Recorded) => void;
  reject: (error: NotCounted) => void;
}>;

export class Counter {
  readonly #options: CounterOptions;
  readonly #waiting: Waiting[] = [];
  readonly #calls = new Calls<Readonly<{ reason: string }>>(
    ({ reason }) => new NotCounted(`store-${reason}`),
  );
  readonly #refusals = new Map<string, number>();
  readonly #watchers = new Set<(snapshot: Snapshot) => void>();
  #thread: Worker | undefined;
  #isWriting = false;
  #stopped = false;
  #pause = pauses.first;
  #stories: readonly KnownStory[] | undefined;
  #latest: Snapshot | undefined;
  readonly #timer: NodeJS.Timeout;
  readonly #ending = new AbortController();

  constructor(options: CounterOptions) {
    this.#options = options;
    if (options.after) void options.after.finally(() => this.#stopped || this.#start());
    else this.#start();
    this.#timer = setInterval(() => void this.handRefusals(), refusalsEvery);
    this.#timer.unref();
  }

  /** Aborted when nothing more is counted here. */
  get ended(): AbortSignal {
    return this.#ending.signal;
  }

  /** Resolves when the event is on the disk. Rejects with NotCounted if it isn't and won't be. */
  record(event: AudienceEvent): Promise<Recorded> {
    if (this.#waiting.length >= mostWaiting) return Promise.reject(new NotCounted('queue-full'));
    return new Promise((resolve, reject) => {
      this.#waiting.push({ event, resolve, reject });
      if (!this.#isWriting) void this.#write();
    });
  }

  /** How many events wait to be written. */
  get waiting(): number {
    return this.#waiting.length;
  }

  /** Counts an event that was not taken. */
  refuse(reason: string): void {
    this.#refusals.set(reason, (this.#refusals.get(reason) ?? 0) + 1);
  }

  /** Tells which stories there are, so that figures have their names and marks. */
  follow(stories: readonly KnownStory[]): void {
    this.#stories = stories;
    void this.ask('edition', stories).catch(() => {});
  }

  /** Calls back with the live view each second, the latest at once if there is one. Gives what ends it. */
  watch(told: (snapshot: Snapshot) => void): () => void {
    this.#watchers.add(told);
    if (this.#watchers.size === 1) void this.ask('watch', true).catch(() => {});
    const isFresh = this.#latest && Date.now() - Date.parse(this.#latest.at) < 3000;
    if (this.#latest && isFresh) told(this.#latest);
    return () => {
      this.#watchers.delete(told);
      if (this.#watchers.size === 0) void this.ask('watch', false).catch(() => {});
    };
  }

  /** Asks the thread by name; see keeper.ts. */
  ask(name: string, argument?: unknown): Promise<unknown> {
    const thread = this.#thread;
    if (!thread) return Promise.reject(new NotCounted('store-failed'));
    return this.#calls.ask(thread, name, argument);
  }

  /** Takes nothing more, writes what waits, and lets go of the store. */
  async stop(): Promise<void> {
    if (this.#stopped) return;
    this.#stopped = true;
    this.#ending.abort();
    clearInterval(this.#timer);
    const thread = this.#thread;
    const farewell = async () => {
      while (this.#waiting.length > 0 && this.#thread)
        await new Promise((resolve) => setTimeout(resolve, 20));
      await this.handRefusals();
      await this.ask('close');
    };
    const late = new Promise<void>((resolve) => setTimeout(resolve, longestFarewell).unref());
    await Promise.race([farewell().catch(() => {}), late]);
    await thread?.terminate();
  }

  async #write(): Promise<void> {
    this.#isWriting = true;
    while (this.#waiting.length > 0) {
      if (this.#waiting.length < gathers.below)
        await new Promise((resolve) => setTimeout(resolve, gathers.for));
      const batch = this.#waiting.splice(0, largestBatch);
      try {
        const results = (await this.ask(
          'record',
          batch.map(({ event }) => event),
        )) as Recorded[];
        this.#pause = pauses.first;
        for (const [index, { resolve }] of batch.entries()) resolve(results[index] ?? { unknown: true });
      } catch (error) {
        const reason = error instanceof NotCounted ? error.reason : 'store-failed';
        for (const { reject } of batch) reject(new NotCounted(reason));
      }
    }
    this.#isWriting = false;
  }

  /** Adds the counters of refused events to the store's. */
  async handRefusals(): Promise<void> {
    if (this.#refusals.size === 0) return;
    const counts = [...this.#refusals];
    this.#refusals.clear();
    await this.ask('refuse', counts).catch(() => {
      // The store is away: they are handed over later.
      for (const [reason, events] of counts)
        this.#refusals.set(reason, (this.#refusals.get(reason) ?? 0) + events);
    });
  }

  #start(): void {
    const { projectDir, report, alert, after: _, ...options } = this.#options;
    const file = path.join(/* turbopackIgnore: true */ projectDir, 'lib', 'audience', 'thread.js');
    const thread = new Worker(/* turbopackIgnore: true */ file, { workerData: options, stderr: false });
    this.#thread = thread;
    thread.on('message', (reply: Reply) => this.#hear(reply, report, alert));
    thread.on('error', (error) => report(`The audience’s thread failed: ${error.message}`));
    thread.once('exit', () => this.#fell(report));
    if (this.#stories) void this.ask('edition', this.#stories).catch(() => {});
    if (this.#watchers.size > 0) void this.ask('watch', true).catch(() => {});
  }

  #hear(reply: Reply, report: CounterOptions['report'], alert: CounterOptions['alert']): void {
    if ('said' in reply) report(reply.said);
    else if ('alert' in reply) alert?.(reply.alert);
    else if ('snapshot' in reply) {
      this.#latest = reply.snapshot as Snapshot;
      for (const told of this.#watchers) told(this.#latest);
    } else this.#calls.hear(reply);
  }

  #fell(report: (line: string) => void): void {
    this.#thread = undefined;
    this.#calls.failAll(new NotCounted('store-failed'));
    if (this.#stopped) return;
    report(`The audience’s store is opened anew in ${this.#pause} ms. Pages go on.`);
    setTimeout(() => !this.#stopped && this.#start(), this.#pause).unref();
    this.#pause = Math.min(this.#pause * 2, pauses.longest);
  }
}
