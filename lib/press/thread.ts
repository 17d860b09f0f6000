/** Publishes in a thread of its own: checking and comparing thousands of stories must not hold up a reader. */

import { parentPort, workerData } from 'node:worker_threads';
import { ContentProblems, problemText } from '#lib/content/problem.ts';
import type { Problem } from '#lib/edition/model.ts';
import type { Answer, Question } from '#lib/threads/calls.ts';
import { follow } from './follow.ts';
import type { PreviewWish } from './previewing.ts';
import { type Live, Publisher, type PublisherOptions } from './publisher.ts';

export type PressTrouble = Readonly<{ message: string; problems?: readonly Problem[] }>;
/** What the thread says by itself. */
export type Said = Readonly<{ said: string }> | Readonly<{ live: Live }> | Readonly<{ failed: true }>;

const port = parentPort;
if (!port) throw new Error('thread.ts runs as a thread');
const say = (message: Said | Answer<PressTrouble>) => port.postMessage(message);

/** `watch`: what is saved is published at once. */
export type PressData = Omit<PublisherOptions, 'report' | 'onLive' | 'onFailed'> &
  Readonly<{ watch: boolean }>;

const data = workerData as PressData;
const report = (said: string) => say({ said });
const publisher = new Publisher({
  ...data,
  keepsApp: data.watch,
  report,
  onLive: (live) => say({ live }),
  onFailed: () => say({ failed: true }),
});
let unfollow = async () => {};
let lookingAgain: NodeJS.Timeout | undefined;
/** What was seen saved says all that is new. Not so after a failure, of which nobody knows how far it came. */
let isTold = false;

/** The system may drop what it has to tell of a folder: so long after a save the whole of it is looked at, in milliseconds. */
const looksAgain = 30_000;

async function start(): Promise<void> {
  publisher.start();
  if (!data.watch) return;
  const { contentDir } = data.settings;
  unfollow = await follow({ contentDir, report, saved: publishSaved });
  await publisher.warm().catch(() => {}); // What is in the way, the first publish will say.
  report(`What is saved in ${contentDir} is published at once.`);
}

async function publishSaved(touched: ReadonlySet<string> | undefined): Promise<void> {
  clearTimeout(lookingAgain);
  if (await published(isTold ? { touched } : {}))
    lookingAgain = setTimeout(() => void published({ quiet: true }), looksAgain).unref();
}

/** False if it failed, of which it tells. */
async function published(how: Parameters<Publisher['publish']>[0]): Promise<boolean> {
  try {
    await publisher.publish(how);
    isTold = true;
    return true;
  } catch (error) {
    const { message } = error as Error;
    isTold = error instanceof ContentProblems;
    if (!(error instanceof ContentProblems)) {
      report(message);
      return false;
    }
    for (const problem of error.problems) report(problemText(problem));
    report(`${message}. What was live stays.`);
    return false;
  }
}

async function answer(name: string, argument: unknown): Promise<unknown> {
  switch (name) {
    case 'publish':
      return publisher.publish(argument as Parameters<Publisher['publish']>[0]);
    case 'rollback':
      return publisher.rollback(argument as string | undefined);
    case 'status':
      return publisher.status();
    case 'preview':
      return publisher.preview(argument as PreviewWish);
    case 'preview-picture':
      return publisher.previewPicture(...(argument as [slug: string, address: string]));
    case 'start':
      return start();
    case 'close':
      clearTimeout(lookingAgain);
      await unfollow();
      return publisher.close();
    default:
      throw new Error(`nobody knows how to ${name}`);
  }
}

port.on('message', async ({ number, name, argument }: Question) => {
  try {
    say({ number, result: await answer(name, argument) });
  } catch (error) {
    const { message } = error as Error;
    const problems = error instanceof ContentProblems ? error.problems : undefined;
    say({ number, trouble: { message, problems } });
  }
});
