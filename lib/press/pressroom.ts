/** The press of a running portal: a thread that publishes when it is asked, and when something is due. */
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { ContentProblems } from '#lib/content/problem.ts';
import { type Answer, Calls } from '#lib/threads/calls.ts';
import type { PressOptions } from './press.ts';
import type { PreviewPage, PreviewPicture } from './preview.ts';
import type { PreviewWish } from './previewing.ts';
import type { HowToPublish, Publication, PublisherOptions } from './publisher.ts';
import type { Status } from './status.ts';
import type { PressData, PressTrouble, Said } from './thread.ts';

export type PressroomOptions = PublisherOptions & Readonly<{ watch?: boolean }>;

/** Pause before a thread that fell is started again, in milliseconds. */
const pause = 1_000;
/** Closing takes no longer than this, in milliseconds. */
const longestFarewell = 3_000;

export class Pressroom {
  readonly #options: PressroomOptions;
  readonly #calls = new Calls<PressTrouble>(({ message, problems }) =>
    problems ? new ContentProblems(problems) : new Error(message),
  );
  #thread: Worker;
  #isStarted = false;
  #isStopped = false;
  /** Those who want to hear what is done for them. */
  readonly #listeners = new Set<PressOptions['report']>();

  /** `watch`: what is saved is published at once, from `start` on. */
  constructor(options: PressroomOptions) {
    this.#options = options;
    this.#thread = this.#open();
  }

  /** See Publisher. `report` is told of what happens meanwhile. */
  async publish(how: HowToPublish = {}, report?: PressOptions['report']): Promise<Publication> {
    return (await this.#ask('publish', how, report)) as Publication;
  }

  async rollback(name?: string): Promise<string> {
    return (await this.#ask('rollback', name)) as string;
  }

  async status(): Promise<Status> {
    return (await this.#ask('status')) as Status;
  }

  async preview(wish: PreviewWish): Promise<PreviewPage | undefined> {
    return (await this.#ask('preview', wish)) as PreviewPage | undefined;
  }

  async previewPicture(slug: string, address: string): Promise<PreviewPicture | undefined> {
    return (await this.#ask('preview-picture', [slug, address])) as PreviewPicture | undefined;
  }

  /** From now on what is due goes live by itself. */
  start(): void {
    this.#isStarted = true;
    void this.#ask('start').catch(() => {}); // The next thread starts by itself.
  }

  async close(): Promise<void> {
    this.#isStopped = true;
    const late = new Promise<void>((resolve) => setTimeout(resolve, longestFarewell).unref());
    await Promise.race([this.#ask('close').catch(() => {}), late]);
    await this.#thread.terminate();
  }

  async #ask(name: string, argument?: unknown, report?: PressOptions['report']): Promise<unknown> {
    if (report) this.#listeners.add(report);
    try {
      return await this.#calls.ask(this.#thread, name, argument);
    } finally {
      if (report) this.#listeners.delete(report);
    }
  }

  #open(): Worker {
    const { report, onLive, onFailed, watch = false, ...options } = this.#options;
    const file = path.join(options.projectDir, 'lib', 'press', 'thread.js');
    const thread = new Worker(file, { workerData: { ...options, watch } satisfies PressData, stderr: false });
    thread.on('message', (message: Said | Answer<PressTrouble>) => {
      if ('said' in message) for (const told of [report, ...this.#listeners]) told(message.said);
      else if ('live' in message) onLive?.(message.live);
      else if ('failed' in message) onFailed?.();
      else this.#calls.hear(message);
    });
    thread.on('error', (error) => report(`The press failed: ${error.message}`));
    thread.once('exit', () => {
      this.#calls.failAll(new Error('The press stopped. What was live stays; publish again.'));
      if (this.#isStopped) return;
      report('The press is started anew. Reading goes on.');
      setTimeout(() => {
        if (this.#isStopped) return;
        this.#thread = this.#open();
        if (this.#isStarted) this.start();
      }, pause).unref();
    });
    return thread;
  }
}
