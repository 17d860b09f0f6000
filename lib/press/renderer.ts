/** Renders pages of what was prepared last: starts the app when it is first needed, lets go of it when nobody has for long. */
import { type App, AppFell, type Rendered, startApp } from './app.ts';
import { codeHash } from './code.ts';
import { type KeptScripts, keepReaderScripts } from './files.ts';
import type { PressOptions } from './press.ts';
import { bundleReaderScript } from './reader-script.ts';

export type Code = Readonly<{ hash: string; scripts: KeptScripts }>;

export class Renderer {
  readonly #options: PressOptions;
  #code: Promise<Code> | undefined;
  #app: Promise<App> | undefined;
  #second: Promise<App> | undefined;
  #turn = 0;
  #idle: NodeJS.Timeout | undefined;

  constructor(options: PressOptions) {
    this.#options = options;
  }

  /** The state of the code when it was first asked for: a running press goes on with what it runs. */
  code(): Promise<Code> {
    const { projectDir, settings } = this.#options;
    const code =
      this.#code ??
      bundleReaderScript(projectDir).then(async () => ({
        hash: codeHash(projectDir),
        scripts: await keepReaderScripts(projectDir, settings.dataDir),
      }));
    this.#code = code;
    code.catch(() => {
      this.#code = undefined; // A disk that was full may have room the next time.
    });
    return code;
  }

  /** Renders an address; if the app falls over meanwhile another one has a try. Throws if that falls too. */
  async render(address: string): Promise<Rendered> {
    const app = this.#next();
    try {
      return await (await app).render(address);
    } catch (error) {
      if (!(error instanceof AppFell)) throw error;
      if (this.#second === app) this.#second = undefined;
      if (this.#app === app) this.#app = undefined;
      if (this.#app === undefined)
        this.#options.report('The app that renders fell over; another is started.');
      return await (await this.app()).render(address);
    }
  }

  /** With a second app as long as the work lasts: one renders in one thread. */
  async inTwo<Result>(work: () => Promise<Result>): Promise<Result> {
    const second = startApp(this.#options.projectDir, this.#options.settings, 'next');
    this.#second = second;
    try {
      return await work();
    } finally {
      this.#second = undefined;
      await second.then((started) => started.stop()).catch(() => {});
    }
  }

  #next(): Promise<App> {
    const isSecond = this.#turn++ % 2 === 1;
    return (isSecond ? this.#second : undefined) ?? this.app();
  }

  /** Started, if it isn't yet. It stays for the next edition. */
  app(): Promise<App> {
    const { settings, projectDir } = this.#options;
    const forget = () => {
      if (this.#app === app) this.#app = undefined;
    };
    const app =
      this.#app ??
      startApp(projectDir, settings, 'next').then((started) => {
        started.process.once('close', forget);
        return started;
      });
    this.#app = app;
    app.catch(forget);
    clearTimeout(this.#idle);
    if (!this.#options.keepsApp) this.#idle = setTimeout(() => void this.#stop(), idleFor).unref();
    return app;
  }

  /** It may be asked again nevertheless. */
  async close(): Promise<void> {
    clearTimeout(this.#idle);
    await this.#stop();
  }

  async #stop(): Promise<void> {
    const app = this.#app;
    this.#app = undefined;
    await app?.then((started) => started.stop()).catch(() => {});
  }
}

/** An app that nobody has needed for so long is stopped, in milliseconds: it takes a hundred megabytes. */
const idleFor = 10 * 60_000;
