/** Has something published from the command line: by the portal that runs on this machine, or here while none does. */
import { ContentProblems } from '#lib/content/problem.ts';
import { noteUntold } from '#lib/purge/purger.ts';
import { secretOf } from '#lib/settings/secret.ts';
import { inWords } from './disk.ts';
import { type PressTask, type PressWish, passOf, pressAddress, setsOf, type Told } from './door.ts';
import type { PressOptions } from './press.ts';
import type { Live, Publication } from './publisher.ts';
import type { Status } from './status.ts';

export type PressDesk = Readonly<{
  /** True if a running portal does it. */
  isRunning: boolean;
  publish: (how: Pick<PressWish, 'except' | 'only' | 'to'>) => Promise<Publication>;
  rollback: (edition?: string) => Promise<string>;
  status: () => Promise<Status>;
  close: () => Promise<void>;
}>;

/** Throws, with the remedy, if a portal answers that doesn't let us in. */
export async function pressDesk(options: PressOptions): Promise<PressDesk> {
  try {
    return (await isThere(options)) ? runningPress(options) : await ownPress(options);
  } catch (error) {
    throw inWords(error as Error, options.settings.dataDir);
  }
}

async function isThere({ settings }: PressOptions): Promise<boolean> {
  const answer = await ask(settings, 'hello', {}).catch(() => undefined);
  await answer?.body?.cancel();
  if (answer?.status === 409)
    throw new Error(
      `The portal at port ${settings.port} only serves what another one publishes. Run this command there.`,
    );
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
    const answer = await ask(settings, task, wish).catch(brokenOff);
    if (!answer.ok) throw new Error(`The portal answers ${answer.status}: ${await answer.text()}`);
    for await (const told of linesOf(answer)) {
      if ('said' in told) report(told.said);
      else if ('result' in told) return told.result;
      else
        throw told.trouble.problems
          ? new ContentProblems(told.trouble.problems)
          : new Error(told.trouble.message);
    }
    return brokenOff();
  };
  return {
    isRunning: true,
    publish: async (how) => (await call('publish', how)) as Publication,
    rollback: async (edition) => (await call('rollback', { edition })) as string,
    status: async () => (await call('status', {})) as Status,
    close: async () => {},
  };
}

function brokenOff(): never {
  throw new Error('The portal broke off. Look whether it still runs, then: npx newsroom status');
}

/** What the portal tells, as it comes. Throws if it is killed meanwhile. */
async function* linesOf({ body }: Response): AsyncGenerator<Told> {
  const reader = body?.pipeThrough(new TextDecoderStream()).getReader();
  let begun = '';
  for (;;) {
    const read = await reader?.read().catch(brokenOff);
    if (!read || read.done) return;
    const lines = (begun + read.value).split('\n');
    begun = lines.pop() ?? '';
    for (const line of lines) yield JSON.parse(line) as Told;
  }
}

/** What publishes is loaded only where it is needed: it takes longer than to ask a portal for a rollback. */
async function ownPress(options: PressOptions): Promise<PressDesk> {
  const { Publisher } = await import('./publisher.ts');
  const onLive = ({ changed }: Live) => noteUntold(options.settings, changed, options.report);
  const publisher = new Publisher({ ...options, onLive });
  return {
    isRunning: false,
    publish: ({ to, ...how }) => publisher.publish({ ...setsOf(how), to }),
    rollback: (edition) => publisher.rollback(edition),
    status: () => publisher.status(),
    close: () => publisher.close(),
  };
}
