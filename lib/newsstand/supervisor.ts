/** Keeps the Next.js app running behind the newsstand: starts it, and starts it again when it falls over. */
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import { stripVTControlCharacters } from 'node:util';
import { type App, startApp } from '#lib/press/app.ts';
import type { Settings } from '#lib/settings/settings.ts';

const longestPause = 10_000;

export class Supervisor {
  #app: App | undefined;
  #stopped = false;
  #pause = 250;
  #restarts = 0;
  #hasAnswered = false;
  #answered: () => void = () => {};
  readonly #ready = new Promise<void>((resolve) => {
    this.#answered = resolve;
  });

  constructor(
    readonly projectDir: string,
    readonly settings: Settings,
    readonly report: (line: string) => void,
    /** Told what the app says went wrong in it, line by line. */
    readonly complain: (line: string) => void = report,
  ) {}

  /** Port of the running app on 127.0.0.1. */
  get port(): number | undefined {
    return this.#app?.port;
  }

  /** True once it has answered, however it is now. */
  get hasAnswered(): boolean {
    return this.#hasAnswered;
  }

  /** How often it fell over. */
  get restarts(): number {
    return this.#restarts;
  }

  /** Renders an address; waits up to ten seconds for an app that is just starting. */
  async render(address: string, query?: string) {
    for (let attempt = 0; attempt < 100 && !this.#app; attempt++) await wait(100);
    if (!this.#app) throw new Error('the app is not running');
    return this.#app.render(address, query);
  }

  /** Starts the app and goes on until `stop`. Resolves when the app first answers, however many starts that takes. */
  start(): Promise<void> {
    void this.#start();
    return this.#ready;
  }

  async #start(): Promise<void> {
    try {
      const app = await startApp(this.projectDir, this.settings, 'live');
      if (this.#stopped) return app.stop();
      this.#app = app;
      this.#hasAnswered = true;
      this.#answered();
      // What the app has to say of a card that can't be drawn belongs into the portal's log.
      if (app.process.stderr) this.#passOn(app.process.stderr);
      app.process.once('close', () => this.#fell());
      setTimeout(() => {
        this.#pause = 250;
      }, longestPause).unref();
    } catch (error) {
      this.report((error as Error).message);
      this.#fell();
    }
  }

  #passOn(complaints: NodeJS.ReadableStream): void {
    createInterface({ input: complaints }).on('line', (line) => {
      const plain = stripVTControlCharacters(line).trimEnd();
      if (plain !== '') this.complain(plain);
    });
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    await this.#app?.stop();
  }

  #fell(): void {
    this.#app = undefined;
    if (this.#stopped) return;
    this.#restarts++;
    this.report(`The app stopped; starting it again in ${this.#pause} ms. Reading goes on.`);
    setTimeout(() => void this.#start(), this.#pause);
    this.#pause = Math.min(this.#pause * 2, longestPause);
  }
}
