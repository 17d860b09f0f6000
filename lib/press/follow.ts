/** Follows the content folder: tells when something was saved and whoever saved it has finished. */
import path from 'node:path';
import { watch } from 'chokidar';
import { gitAtWork } from '#lib/git/at-work.ts';

export type FollowOptions = Readonly<{
  contentDir: string;
  /**
   * Called after each save, never twice at once; with the files (paths under the content folder) that were written anew
   * if nothing else has happened: none has come or gone.
   */
  saved: (touched: ReadonlySet<string> | undefined) => Promise<void>;
  report: (line: string) => void;
}>;

/** Editors save in several steps, and git writes many files: one call for all of them, after so long a quiet, in milliseconds. */
const settles = 40;
/** How often git is looked at while it works, in milliseconds. */
const gitLooks = 250;

/** Resolves when the folder is followed; gives what ends it. */
export async function follow(options: FollowOptions): Promise<() => Promise<void>> {
  const { contentDir, report } = options;
  const watcher = watch(contentDir, {
    ignoreInitial: true,
    ignored: (file) => /(^|[/\\])\.[^/\\.]/.test(file.slice(contentDir.length)),
  });
  const teller = new Teller(options);
  watcher.on('all', (what, file) =>
    teller.notice(what === 'change' ? path.relative(contentDir, file).replaceAll(path.sep, '/') : undefined),
  );
  watcher.on('error', (error) => report(`The content folder can't be followed: ${(error as Error).message}`));
  await new Promise<void>((resolve) => watcher.once('ready', resolve));
  return async () => {
    teller.stop();
    await watcher.close();
  };
}

/** Calls once for many changes that come together. */
class Teller {
  readonly #options: FollowOptions;
  #timer: NodeJS.Timeout | undefined;
  #isBusy = false;
  #isStopped = false;
  #hasMore = false;
  #said: string | undefined;
  #touched: Set<string> | undefined = new Set();

  constructor(options: FollowOptions) {
    this.#options = options;
  }

  /** `written`: the file that was written anew, if that is what happened. */
  notice(written: string | undefined): void {
    if (written === undefined) this.#touched = undefined;
    else this.#touched?.add(written);
    this.#tellIn(settles);
  }

  #tellIn(delay: number): void {
    if (this.#isStopped) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#tell(), delay);
  }

  stop(): void {
    this.#isStopped = true;
    clearTimeout(this.#timer);
  }

  async #tell(): Promise<void> {
    if (this.#isBusy) {
      this.#hasMore = true;
      return;
    }
    const git = gitAtWork(this.#options.contentDir);
    if (git !== undefined && git !== this.#said)
      this.#options.report(`git is ${git}: what it saves is published when it has finished.`);
    this.#said = git;
    if (git !== undefined) return this.#tellIn(gitLooks);
    this.#isBusy = true;
    const touched = this.#touched;
    this.#touched = new Set();
    await this.#options.saved(touched).catch((error: Error) => this.#options.report(error.message));
    this.#isBusy = false;
    if (this.#hasMore) this.#tellIn(settles);
    this.#hasMore = false;
  }
}
