/** A process that counts, for tests that end it or take its disk away. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { choose } from '#lib/edition/choose.ts';
import { contentOf, noon, story } from '#lib/edition/edition.test.stories.ts';
import { keepContent } from '#lib/edition/keep.ts';
import { headersAt } from './audience.test.browser.ts';

export const slugs = ['tides', 'moons', 'stars'];

/** Keeps a small edition in a data folder; gives the name of its content. */
export function keepSmallContent(dataDir: string): string {
  const site = { timeZone: 'UTC', audience: { mode: 'daily', keepDays: 30 } } as const;
  return keepContent(
    dataDir,
    choose(
      contentOf(
        slugs.map((slug) => story(slug)),
        site,
      ),
      noon,
    ),
  );
}

export type Counting = Readonly<{
  origin: string;
  /** What it told its operator. */
  said: () => string;
  post: (event: unknown) => Promise<{ status: number; token?: string } | undefined>;
  kill: () => Promise<void>;
  stop: () => Promise<void>;
}>;

/** Starts it and waits until its store is open. `prefix` is what a shell does first: `ulimit -f 500; exec`. */
export async function startCounting(
  dataDir: string,
  contentName: string,
  prefix = 'exec',
): Promise<Counting> {
  const file = path.join(import.meta.dirname, 'counting.test.child.ts');
  const env = { ...process.env, DATA_DIR: dataDir, CONTENT_NAME: contentName, TRUSTED_PROXIES: 'loopback' };
  const command = [process.execPath, '--import', 'tsx', file];
  const child: ChildProcess = spawn('/bin/sh', ['-c', `${prefix} "$@"`, 'sh', ...command], {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    said += chunk;
  });
  const [line] = (await once(child.stdout as NodeJS.ReadableStream, 'data')) as [Buffer];
  const origin = `http://127.0.0.1:${Number(line.toString())}`;
  const stopped = once(child, 'close');
  // Its store is open, so that a kill meets it at work.
  while (!(await fetch(`${origin}/api/newsroom/now`).catch(() => undefined))?.ok) await wait(20);
  let networks = 0;
  return {
    origin,
    said: () => said,
    async post(event) {
      networks++;
      const headers = {
        ...headersAt(origin),
        'x-forwarded-for': `10.${networks & 255}.${(networks >> 8) & 255}.1`,
      };
      try {
        const answer = await fetch(`${origin}/api/audience`, {
          method: 'POST',
          headers,
          body: JSON.stringify(event),
        });
        await answer.arrayBuffer();
        return { status: answer.status, token: answer.headers.get('audience-token') ?? undefined };
      } catch {
        return undefined;
      }
    },
    async kill() {
      child.kill('SIGKILL');
      if (child.exitCode === null && child.signalCode === null) await stopped;
    },
    async stop() {
      child.kill('SIGTERM');
      await stopped;
    },
  };
}
