/** A newsroom that publishes every twenty seconds: headlines that change, new stories, takedowns and their way back. */
import { spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { type Portal, type PortalOptions, settingsOf } from './portal.ts';
import { edited, storyFiles } from './publish.ts';

const pause = 20_000;
/** Readers must have it by then, in milliseconds: many times what it takes by itself. */
const patience = 60_000;

export class Publishing {
  readonly #portal: Portal;
  readonly #options: PortalOptions;
  readonly #files: readonly string[];
  #waiting = new AbortController();
  #turn = 0;
  #down: string | undefined;
  published = 0;
  /** Milliseconds from a changed file until its page shows it. */
  taken: number[] = [];
  failed = new Map<string, number>();

  constructor(portal: Portal, options: PortalOptions, contentDir: string) {
    this.#portal = portal;
    this.#options = options;
    this.#files = storyFiles(contentDir);
  }

  /** What was counted so far doesn't count. */
  reset(): void {
    this.published = 0;
    this.taken = [];
    this.failed = new Map();
  }

  /** Publishes one thing after another until it is stopped. */
  async run(): Promise<void> {
    this.#waiting = new AbortController();
    const { signal } = this.#waiting;
    while (!signal.aborted) {
      try {
        await this.#next();
        this.published++;
      } catch (error) {
        const { message } = error as Error;
        this.failed.set(message, (this.failed.get(message) ?? 0) + 1);
      }
      await wait(pause, undefined, { signal }).catch(() => undefined);
    }
  }

  async stop(): Promise<void> {
    this.#waiting.abort();
  }

  /** Four headlines, a new story, and every second round a takedown or the restore of it. */
  async #next(): Promise<void> {
    const turn = this.#turn++;
    const word = `Word${turn}x${Math.floor(Math.random() * 1e9)}`;
    // Newest and any in turns; never the story that is taken down and restored.
    const file = this.#files[1 + ((turn % 2 === 0 ? turn : turn * 37) % (this.#files.length - 1))] ?? '';
    if (turn % 6 === 4) return this.#timed(() => this.#add(word), `/articles/new-${turn}`, word);
    if (turn % 6 === 5) return this.#down === undefined ? this.#takedown() : this.#restore(this.#down);
    return this.#timed(() => edited(file, word), `/articles/${path.basename(file, '.mdx')}`, word);
  }

  async #timed(change: () => Promise<void>, address: string, word: string): Promise<void> {
    const from = performance.now();
    await change();
    await this.#until(address, async (answer) => answer.ok && (await answer.text()).includes(word));
    this.taken.push(performance.now() - from);
  }

  /** Like the newest story that isn't a live one; the very first is taken down now and then. */
  async #add(word: string): Promise<void> {
    const turn = this.#turn - 1;
    const now = new Date().toISOString().replace(/\.\d+Z$/, 'Z');
    const like = this.#files.slice(1).find((file) => !/^kind: live$/m.test(readFileSync(file, 'utf8'))) ?? '';
    const text = readFileSync(like, 'utf8')
      .replace(/^id: .*$/m, `id: soak-${turn}`)
      .replace(/^publishedAt: .*$/m, `publishedAt: ${now}`)
      .replace(/^updatedAt: .*\n/m, '')
      .replace(/^headline: .*$/m, `headline: ${word} beside the canal`);
    writeFileSync(path.join(path.dirname(like), `new-${turn}.mdx`), text);
  }

  async #takedown(): Promise<void> {
    const slug = path.basename(this.#files[0] ?? '', '.mdx');
    await this.#command(['takedown', slug, '--reason', 'A test.']);
    this.#down = slug;
    await this.#until(`/articles/${slug}`, async ({ status }) => status === 410);
  }

  async #restore(slug: string): Promise<void> {
    await this.#command(['restore', slug]);
    this.#down = undefined;
    await this.#until(`/articles/${slug}`, async ({ status }) => status === 200);
  }

  /** Throws if it fails. */
  async #command(argv: readonly string[]): Promise<void> {
    const child = spawn(process.execPath, ['cli/newsroom.js', ...argv], {
      env: settingsOf(this.#options),
      stdio: 'ignore',
    });
    const code = await new Promise((resolve) => child.once('close', resolve));
    if (code !== 0) throw new Error(`newsroom ${argv[0]} ended with ${code}`);
  }

  async #until(address: string, isSo: (answer: Response) => Promise<boolean>): Promise<void> {
    const until = performance.now() + patience;
    while (performance.now() < until) {
      if (await isSo(await fetch(this.#portal.origin + address))) return;
      await wait(50);
    }
    throw new Error(`a publish didn’t show within ${patience / 1000} s`);
  }
}
