/** Has something published from the command line: by the portal that runs on this machine, or here while none does. */
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import { secretOf } from '#lib/settings/secret.ts';
import { type PressTask, type PressWish, passOf, pressAddress, setsOf, type Told } from './door.ts';
import { ContentProblems, type PressOptions } from './press.ts';
import { type Publication, Publisher } from './publisher.ts';
import type { Status } from './status.ts';

export type PressDesk = Readonly<{
  /** True if a running portal does it. */
  isRunning: boolean;
  publish: (how: Pick<PressWish, 'except' | 'only'>) => Promise<Publication>;
  rollback: (edition?: string) => Promise<string>;
  status: () => Promise<Status>;
  close: () => Promise<void>;
}>;

/** Throws, with the remedy, if a portal answers that doesn't let us in. */
export async function pressDesk(options: PressOptions): Promise<PressDesk> {
  return (await isThere(options)) ? runningPress(options) : ownPress(options);
}

async function isThere({ settings }: PressOptions): Promise<boolean> {
  const answer = await ask(settings, 'hello', {}).catch(() => undefined);
  await answer?.body?.cancel();
  if (answer?.status === 403)
    throw new Error(
      `The portal at port ${settings.port} doesn't let us in: it has another PORTAL_SECRET or DATA_DIR than this command. Run it with the portal's settings.`,
    );
  return answer?.status === 200 && isLines(answer);
}

const isLines = ({ headers }: Response) =>
  headers.get('content-type')?.startsWith('application/x-ndjson') === true;

function ask(settings: PressOptions['settings'], task: PressTask, wish: PressWish): Promise<Response> {
  return fetch(`http://127.0.0.1:${settings.port}${pressAddress(task)}`, {
    method: 'POST',
    headers: { authorization: passOf(secretOf(settings), Date.now()) },
    body: JSON.stringify(wish),
  });
}

function runningPress({ settings, report }: PressOptions): PressDesk {
  const call = async (task: PressTask, wish: PressWish): Promise<unknown> => {
    const answer = await ask(settings, task, wish);
    if (!answer.ok || !answer.body)
      throw new Error(`The portal answers ${answer.status}: ${await answer.text()}`);
    const body = Readable.fromWeb(answer.body as ReadableStream);
    for await (const line of createInterface({ input: body })) {
      const told = JSON.parse(line) as Told;
      if ('said' in told) report(told.said);
      else if ('result' in told) return told.result;
      else
        throw told.trouble.problems
          ? new ContentProblems(told.trouble.problems)
          : new Error(told.trouble.message);
    }
    throw new Error('The portal broke off. Look whether it still runs, then: npx newsroom status');
  };
  return {
    isRunning: true,
    publish: async (how) => (await call('publish', how)) as Publication,
    rollback: async (edition) => (await call('rollback', { edition })) as string,
    status: async () => (await call('status', {})) as Status,
    close: async () => {},
  };
}

function ownPress(options: PressOptions): PressDesk {
  const publisher = new Publisher(options);
  return {
    isRunning: false,
    publish: (how) => publisher.publish(setsOf(how)),
    rollback: (edition) => publisher.rollback(edition),
    status: () => publisher.status(),
    close: () => publisher.close(),
  };
}
