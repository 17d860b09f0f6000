/** A portal of a test's own, on synthetic content that the test changes. Serves by the build that is there already. */
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { writeCorpus } from '#lib/corpus/corpus.ts';
import type { PressDesk } from '#lib/press/ask.ts';
import { pressOf } from './press.ts';
import { environmentOf } from './sites.ts';

export type Told = Readonly<{ code: number; out: string; err: string }>;

export class OwnPortal {
  readonly origin: string;
  readonly contentDir: string;
  readonly #folder = mkdtempSync(path.join(tmpdir(), 'own-portal-'));
  readonly #environment: NodeJS.ProcessEnv;
  #server: ChildProcess | undefined;
  /** Everything it has said in the terminal. */
  said = '';

  constructor(port: number) {
    this.contentDir = path.join(this.#folder, 'content');
    const dataDir = path.join(this.#folder, 'data');
    this.origin = `http://localhost:${port}`;
    const { origin, contentDir } = this;
    this.#environment = environmentOf({ port, origin, contentDir, dataDir, finishAhead: 12 });
  }

  get dataDir(): string {
    return this.#environment.DATA_DIR ?? '';
  }

  writeContent(count: number): Promise<unknown> {
    return writeCorpus({ folder: this.contentDir, count, seed: 11 });
  }

  /** Resolves when the portal answers and its app too. Throws what it said if it stops instead. */
  async start(...options: string[]): Promise<void> {
    const server = spawn(process.execPath, ['cli/newsroom.js', 'start', ...options], {
      env: this.#environment,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#server = server;
    for (const stream of [server.stdout, server.stderr])
      stream.on('data', (chunk: Buffer) => (this.said += chunk.toString()));
    while (!(await fetch(`${this.origin}/api/health`).catch(() => undefined))?.ok) {
      if (server.exitCode !== null) throw new Error(this.said);
      await wait(100);
    }
  }

  async stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
    const server = this.#server;
    if (!server || server.exitCode !== null || server.signalCode !== null) return;
    const closed = once(server, 'close');
    server.kill(signal);
    await closed;
  }

  async remove(): Promise<void> {
    await this.stop();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  /** Runs a newsroom command with the portal's settings. */
  command(...argv: string[]): Promise<Told> {
    return new Promise((resolve) => {
      const env = this.#environment;
      execFile(process.execPath, ['cli/newsroom.js', ...argv], { env }, (error, out, err) => {
        resolve({ code: typeof error?.code === 'number' ? error.code : error ? -1 : 0, out, err });
      });
    });
  }

  /** Its press, for tests that aren't about a command. */
  press(): Promise<PressDesk> {
    return pressOf(this.#environment);
  }

  /** A process that publishes by itself, as where no portal runs. */
  publishAlone(): ChildProcess {
    const env = { ...this.#environment, PORT: '1' };
    return spawn(process.execPath, ['cli/newsroom.js', 'publish'], { env, stdio: 'ignore' });
  }

  /** Text and status at an address. */
  async ask(address: string): Promise<{ status: number; text: string; headers: Headers }> {
    const answer = await fetch(this.origin + address, { redirect: 'manual' });
    return { status: answer.status, text: await answer.text(), headers: answer.headers };
  }

  fileOf(slug: string): string {
    return path.join(this.contentDir, 'stories/2026/11', `${slug}.mdx`);
  }

  read(slug: string): string {
    return readFileSync(this.fileOf(slug), 'utf8');
  }

  save(slug: string, text: string): void {
    writeFileSync(this.fileOf(slug), text);
  }

  /** Rewrites a story. */
  edit(slug: string, change: (text: string) => string): void {
    this.save(slug, change(this.read(slug)));
  }

  /** Rewrites `site.yml`. */
  editSite(change: (text: string) => string): void {
    const file = path.join(this.contentDir, 'site.yml');
    writeFileSync(file, change(readFileSync(file, 'utf8')));
  }
}

/** Front matter with a field set. */
export const withField = (name: string, value: string) => (text: string) =>
  new RegExp(`^${name}:.*$`, 'm').test(text)
    ? text.replace(new RegExp(`^${name}:.*$`, 'm'), `${name}: ${value}`)
    : text.replace(/\n---\n/, `\n${name}: ${value}\n---\n`);
