/** Keeps the store in a thread of its own, so that a slow disk never stalls a page. Does what it is asked. */
import { parentPort, workerData } from 'node:worker_threads';
import type { Answer, Question } from '#lib/threads/calls.ts';
import type { Message } from './alerts.ts';
import { Keeper, type KeeperOptions } from './keeper.ts';
import { StoreTrouble } from './store/database.ts';

/** What it answers, and what it says by itself. */
export type Reply =
  | Answer<Readonly<{ reason: string; message: string }>>
  | Readonly<{ number?: undefined; said: string }>
  | Readonly<{ number?: undefined; snapshot: unknown }>
  | Readonly<{ number?: undefined; alert: Message }>;

const port = parentPort;
if (!port) throw new Error('thread.ts runs as a thread');
const say = (reply: Reply) => port.postMessage(reply);

const keeper = new Keeper({
  ...(workerData as Omit<KeeperOptions, 'report' | 'publish' | 'alert' | 'end'>),
  report: (said) => say({ said }),
  publish: (snapshot) => say({ snapshot }),
  alert: (alert) => say({ alert }),
  end: () => process.exit(1),
});

port.on('message', async ({ number, name, argument }: Question) => {
  try {
    say({ number, result: await keeper.answer(name, argument) });
  } catch (error) {
    const reason = error instanceof StoreTrouble ? error.reason : 'failed';
    say({ number, trouble: { reason, message: (error as Error).message } });
  }
});

keeper.start();
