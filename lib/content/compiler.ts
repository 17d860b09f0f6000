/** Checks and compiles content files in threads, which stay for the next time until they are closed. */
import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Instead } from './check.ts';
import { type CheckedFile, typeAt } from './file.ts';
import type { Batch, Compiled, Setup } from './worker.ts';

/** Larger batches make Contentlayer slower than linear: 500 measured best at 10,000 stories. */
const batchSize = 500;
/** Below this many files a second thread costs more to start than it saves. */
const filesForTwoThreads = 120;

/**
 * Room for what is made and dropped at once, in megabytes: a batch makes much that lives until its end, and with
 * the usual 48 it is moved about again and again.
 */
const youngGeneration = 192;

/** Names under which what is found in files is to be kept. */
type Keys = ReadonlyMap<string, string | undefined>;
type CompileOptions = Readonly<{ siteLang: string; instead: Instead }>;
type Done = (files: readonly CheckedFile[]) => void;

export class Compiler {
  readonly #place: Readonly<{ contentDir: string; dataDir: string }>;
  readonly #stageDir: string;
  #siteLang = '';
  #threads: Worker[] = [];
  #batches = 0;

  constructor(options: Readonly<{ contentDir: string; dataDir: string }>) {
    this.#place = options;
    this.#stageDir = path.join(options.dataDir, 'stage', randomUUID());
  }

  /** Stories apart from the rest: the rest changes seldom, and then all of it is cheap. `done` is told after each batch. */
  async compile(keys: Keys, { siteLang, instead }: CompileOptions, done: Done): Promise<void> {
    const files = [...keys.keys()];
    if (files.length === 0) return;
    if (siteLang !== this.#siteLang) await this.close();
    this.#siteLang = siteLang;
    const stories = files.filter((file) => typeAt(file) === 'Story');
    const others = files.filter((file) => typeAt(file) !== 'Story');
    const threads = files.length >= filesForTwoThreads ? 2 : 1;
    const size = Math.min(batchSize, Math.ceil(stories.length / threads) || 1);
    const groups = [others, ...slices(stories, size)].filter((group) => group.length > 0);
    while (this.#threads.length < Math.min(threads, groups.length)) this.#threads.push(this.#start());
    const batches = groups.map(
      (group): Batch => ({
        number: ++this.#batches,
        files: group,
        keys: new Map(group.map((file) => [file, keys.get(file)])),
        instead: new Map([...instead].filter(([file]) => group.includes(file))),
      }),
    );
    try {
      await Promise.all(this.#threads.slice(0, threads).map((thread) => work(thread, batches, done)));
    } catch (error) {
      await this.close(); // A thread that has failed once is not asked again.
      throw error;
    }
    // One thread waits for the next story. After thousands each holds some hundred megabytes, and a new one is better.
    if (threads > 1) await this.#endThreads();
  }

  async close(): Promise<void> {
    await this.#endThreads();
    try {
      rmSync(this.#stageDir, { recursive: true, force: true });
    } catch {
      // Why nothing can be removed, what is written next will tell.
    }
  }

  async #endThreads(): Promise<void> {
    const threads = this.#threads;
    this.#threads = [];
    await Promise.all(threads.map((thread) => thread.terminate()));
  }

  #start(): Worker {
    const setup: Setup = {
      contentDir: this.#place.contentDir,
      dataDir: this.#place.dataDir,
      stageDir: this.#stageDir,
      siteLang: this.#siteLang,
    };
    const thread = new Worker(new URL('./worker.js', import.meta.url), {
      workerData: setup,
      resourceLimits: { maxYoungGenerationSizeMb: youngGeneration },
      // Contentlayer's API traces itself and sends what it has traced to a collector on this machine: not here.
      env: { ...process.env, OTEL_TRACES_SAMPLER: 'always_off' },
    });
    thread.unref();
    return thread;
  }
}

function slices<T>(items: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  );
}

/** One thread, taking batches off the shared list until it is empty. */
async function work(thread: Worker, batches: Batch[], done: Done): Promise<void> {
  for (let batch = batches.shift(); batch; batch = batches.shift()) {
    thread.ref();
    done(await answerTo(thread, batch));
    thread.unref();
  }
}

function answerTo(thread: Worker, batch: Batch): Promise<readonly CheckedFile[]> {
  return new Promise((resolve, reject) => {
    const forget = () => {
      thread.off('message', answered);
      thread.off('error', failed);
      thread.off('exit', ended);
    };
    const answered = ({ files }: Compiled) => {
      forget();
      resolve(files);
    };
    const failed = (error: Error) => {
      forget();
      reject(error);
    };
    const ended = (code: number) => failed(new Error(`The content worker stopped (${code}).`));
    thread.on('message', answered);
    thread.on('error', failed);
    thread.on('exit', ended);
    thread.postMessage(batch);
  });
}
