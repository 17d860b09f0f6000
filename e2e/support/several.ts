/** Three portals of one newsroom behind nginx: the first publishes, the others follow, each in a data folder of its own. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { writeCorpus } from '#lib/corpus/corpus.ts';
import { liveName } from '#lib/edition/manifest.ts';
import { freePort, type Nginx, startNginx } from '#lib/purge/nginx.test.server.ts';

/** The portals' address for readers, and nginx for having it forget. */
export type Newsroom = Readonly<{
  origin: string;
  contentDir: string;
  portals: readonly [Instance, Instance, Instance];
  /** Settings of the one that publishes. */
  environment: NodeJS.ProcessEnv;
  nginx: Nginx;
  /** Rewrites the headline of a story, so that it has a number. */
  save: (slug: string, number: number) => void;
  stop: () => Promise<void>;
}>;

const token = 'a-token-that-only-tests-use';
export const headlineOf = (number: number) => `Several ${number} on the quay`;
export const numberIn = (text: string) => /Several (\d+) on the quay/.exec(text)?.[1];

export class Instance {
  readonly dataDir: string;
  readonly origin: string;
  #process: ChildProcess | undefined;
  /** Everything that it has said in the terminal. */
  said = '';

  constructor(
    readonly environment: NodeJS.ProcessEnv,
    readonly follows: boolean,
  ) {
    this.dataDir = environment.DATA_DIR ?? '';
    this.origin = `http://127.0.0.1:${environment.PORT}`;
  }

  /** Resolves when the portal answers and its app too. Throws what it said if it stops instead. */
  async start(): Promise<void> {
    const argv = ['cli/newsroom.js', 'start', ...(this.follows ? ['--follow'] : [])];
    const child = spawn(process.execPath, argv, { env: this.environment, stdio: ['ignore', 'pipe', 'pipe'] });
    this.#process = child;
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk: Buffer) => {
        this.said += chunk.toString();
      });
    while (!(await fetch(`${this.origin}/api/health`).catch(() => undefined))?.ok) {
      if (child.exitCode !== null) throw new Error(this.said);
      await wait(100);
    }
  }

  async end(signal: NodeJS.Signals): Promise<void> {
    const child = this.#process;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const closed = once(child, 'close');
    child.kill(signal);
    await closed;
  }

  /** Text at an address, asked of this portal itself. */
  async ask(address: string): Promise<Readonly<{ status: number; text: string }>> {
    const answer = await fetch(this.origin + address);
    return { status: answer.status, text: await answer.text() };
  }
}

/** Starts everything. The second portal's folder is copied to as a folder, the third's by rsync. */
export async function startNewsroom(databaseUrl: string, stories: number): Promise<Newsroom> {
  const folder = mkdtempSync(path.join(tmpdir(), 'several-'));
  const [port, purgePort] = [await freePort(), await freePort()];
  const ports = [await freePort(), await freePort(), await freePort()] as const;
  const contentDir = path.join(folder, 'content');
  await writeCorpus({ folder: contentDir, count: stories, seed: 5 });
  const dataDirs = ['one', 'two', 'three'].map((name) => path.join(folder, name));
  // In place of a connection to another machine: runs here what rsync would run there.
  const shell = path.join(folder, 'here.sh');
  writeFileSync(shell, '#!/bin/sh\nshift\nexec "$@"\n');
  chmodSync(shell, 0o755);
  const origin = `http://localhost:${port}`;
  const shared = {
    ...process.env,
    HOST: '127.0.0.1',
    SITE_URL: origin,
    PORTAL_SECRET: 'a secret of more than thirty-two characters',
    TRUSTED_PROXIES: 'loopback',
    DATABASE_URL: databaseUrl,
    FINISH_AHEAD: '100',
    // Those that follow have no content folder.
    CONTENT_DIR: path.join(folder, 'nowhere'),
  };
  const environment = {
    ...shared,
    CONTENT_DIR: contentDir,
    DATA_DIR: dataDirs[0],
    PORT: String(ports[0]),
    PUBLISH_TO: `${dataDirs[1]} there:${dataDirs[2]}`,
    RSYNC_RSH: shell,
    PURGE: `nginx:http://127.0.0.1:${purgePort}`,
    PURGE_TOKEN: token,
  };
  const following = (index: 1 | 2) =>
    new Instance(
      // As the one that publishes has it: each says the same of how long a page may be kept.
      {
        ...shared,
        DATA_DIR: dataDirs[index],
        PORT: String(ports[index]),
        PURGE: environment.PURGE,
        PURGE_TOKEN: token,
      },
      true,
    );
  const portals = [new Instance(environment, false), following(1), following(2)] as const;
  await portals[0].start();
  await Promise.all([portals[1].start(), portals[2].start()]);
  const nginx = await startNginx({ portals: ports, token, port, purgePort });
  const fileOf = (slug: string) => path.join(contentDir, 'stories/2026/11', `${slug}.mdx`);
  return {
    origin,
    contentDir,
    portals,
    environment,
    nginx,
    save(slug, number) {
      const text = readFileSync(fileOf(slug), 'utf8');
      writeFileSync(fileOf(slug), text.replace(/^headline: .*$/m, `headline: ${headlineOf(number)}`));
    },
    async stop() {
      await nginx.stop();
      await Promise.all(portals.map((each) => each.end('SIGTERM')));
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Notes when each data folder's live edition changes, in milliseconds since 1970, until it is stopped. */
export function watchSwitches(portals: readonly Pick<Instance, 'dataDir'>[]) {
  const switched = new Map<string, Map<number, number>>();
  const timer = setInterval(() => {
    for (const [index, { dataDir }] of portals.entries()) {
      const name = liveName(dataDir);
      if (name === undefined) continue;
      const times = switched.get(name) ?? new Map<number, number>();
      if (!times.has(index)) times.set(index, Date.now());
      switched.set(name, times);
    }
  }, 10);
  return {
    /** Waits until all have switched to an edition; gives the milliseconds between the first and the last. */
    async spread(name: string, within = 20_000): Promise<number> {
      const gives = Date.now() + within;
      for (;;) {
        const times = [...(switched.get(name)?.values() ?? [])];
        if (times.length === portals.length) return Math.max(...times) - Math.min(...times);
        if (Date.now() > gives) return Number.POSITIVE_INFINITY;
        await wait(20);
      }
    },
    stop: () => clearInterval(timer),
  };
}
