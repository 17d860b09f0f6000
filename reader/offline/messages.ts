/** What pages ask of the worker, and how. */
import type { Kept } from './kept.ts';

/** `pictures`: addresses as the page shows them, one size each. */
export type Wish =
  | Readonly<{ wish: 'opened' | 'seen' | 'save'; address: string; pictures: readonly string[] }>
  | Readonly<{ wish: 'unsave' | 'remove'; address: string }>
  /** All kept pages are looked at, because the device is online again. */
  | Readonly<{ wish: 'look' | 'list' | 'empty' | 'heard' }>;

export type Reply = Readonly<{
  outcome: 'done' | 'full' | 'failed';
  pages: readonly Kept[];
  takenBack: number;
}>;

/** In milliseconds: a worker that says nothing for so long won't. Saving fetches pictures on bad lines. */
const patience = 120_000;

/** Asks the worker that keeps things; `failed` if there is none or it doesn't answer. */
export async function ask(wish: Wish): Promise<Reply> {
  const failed: Reply = { outcome: 'failed', pages: [], takenBack: 0 };
  const worker = (await navigator.serviceWorker?.getRegistration('/'))?.active;
  if (!worker) return failed;
  const { port1, port2 } = new MessageChannel();
  return new Promise((resolve) => {
    port1.onmessage = ({ data }: MessageEvent<Reply>) => {
      port1.close();
      resolve(data);
    };
    setTimeout(resolve, patience, failed);
    worker.postMessage(wish, [port2]);
  });
}

/** Has the worker begin; gives false where the browser, or its owner, won't have one. */
export async function register(): Promise<boolean> {
  const registration = await navigator.serviceWorker?.register('/sw.js').catch(() => undefined);
  if (registration) await navigator.serviceWorker.ready;
  return registration !== undefined;
}
