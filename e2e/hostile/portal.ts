/** The portal that is attacked: a public one, with users and a secret, on content made to be difficult. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { writeCorpus } from '#lib/corpus/corpus.ts';
import { userLine } from '#lib/newsroom/users.ts';
import { environmentOf } from '../support/sites.ts';
import { appsOf } from '../support/storm.ts';
import { siteUrl } from './hostile.ts';

export const secret = 'a-secret-that-no-answer-may-ever-show';
const password = 'a-password-that-no-answer-shows';

/** What it takes of the machine. */
export type Measured = Readonly<{
  /** Of the newsstand with its threads, and of the app behind it, in bytes. */
  memory: number;
  app: number;
  descriptors: number;
  /** In the data folder, but for what is counted. */
  files: number;
  bytes: number;
}>;

export class HostilePortal {
  readonly port: number;
  readonly folder = mkdtempSync(path.join(tmpdir(), 'hostile-'));
  #server: ChildProcess | undefined;
  said = '';

  constructor(port: number) {
    this.port = port;
  }

  get dataDir(): string {
    return path.join(this.folder, 'data');
  }

  /** Resolves when everything that is finished ahead is finished. */
  async start(): Promise<void> {
    const contentDir = path.join(this.folder, 'content');
    await writeCorpus({ folder: contentDir, count: 60, seed: 7 });
    cpSync('e2e/difficult', contentDir, { recursive: true });
    const { port, dataDir } = this;
    const server = spawn(process.execPath, ['cli/newsroom.js', 'start'], {
      env: {
        ...environmentOf({ port, origin: siteUrl, contentDir, dataDir, finishAhead: 1000 }),
        OUTGOING_LOG: this.#outgoing,
        PORTAL_SECRET: secret,
        NEWSROOM_USERS: await userLine('amy', password),
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#server = server;
    for (const stream of [server.stdout, server.stderr])
      stream.on('data', (chunk: Buffer) => (this.said += chunk.toString()));
    while (!(await fetch(`http://127.0.0.1:${port}/api/health`).catch(() => undefined))?.ok) {
      if (server.exitCode !== null) throw new Error(this.said);
      await wait(200);
    }
  }

  /** Resolves when nothing is finished or drawn ahead any more. */
  async rest(): Promise<void> {
    for (let quiet = 0, files = 0; quiet < 5; ) {
      await wait(1_000);
      const now = this.measure().files;
      quiet = now === files ? quiet + 1 : 0;
      files = now;
    }
  }

  get isRunning(): boolean {
    return this.#server?.exitCode === null && this.#server.signalCode === null;
  }

  /** What it asked of other machines: a line a connection. */
  get outgoing(): string {
    return existsSync(this.#outgoing) ? readFileSync(this.#outgoing, 'utf8') : '';
  }

  get #outgoing(): string {
    return path.join(this.folder, 'outgoing.log');
  }

  measure(): Measured {
    const pid = String(this.#server?.pid);
    const apps = appsOf({ dataDir: this.dataDir }, 'live');
    const descriptors = readdirSync(path.join('/proc', pid, 'fd')).length;
    return {
      memory: memoryOf(pid),
      app: apps.reduce((sum, app) => sum + memoryOf(app), 0),
      descriptors,
      ...filesIn(this.dataDir),
    };
  }

  async remove(): Promise<void> {
    const server = this.#server;
    if (server && this.isRunning) {
      const closed = once(server, 'close');
      server.kill('SIGTERM');
      await closed;
    }
    rmSync(this.folder, { recursive: true, force: true });
  }
}

const memoryOf = (pid: string) =>
  Number(/VmRSS:\s+(\d+)/.exec(readFileSync(path.join('/proc', pid, 'status'), 'utf8'))?.[1]) * 1024;

function filesIn(folder: string): { files: number; bytes: number } {
  const sizes = readdirSync(folder, { recursive: true })
    .map(String)
    .filter((name) => !name.startsWith('audience'))
    .map((name) => statSync(path.join(folder, name), { throwIfNoEntry: false }))
    .filter((found) => found?.isFile())
    .map((found) => found?.size ?? 0);
  return { files: sizes.length, bytes: sizes.reduce((sum, size) => sum + size, 0) };
}
