/** Follows the content folder: tells when something was saved and whoever saved it has finished. */
import { watch } from 'chokidar';
import { gitAtWork } from '#lib/git/at-work.ts';

export type FollowOptions = Readonly<{
  contentDir: string;
  /** Called after each save, never twice at once. */
  saved: () => Promise<void>;
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
  watcher.on('all', () => teller.notice());
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

  constructor(options: FollowOptions) {
    this.#options = options;
  }

  notice(delay = settles): void {
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
    if (git !== undefined) return this.notice(gitLooks);
    this.#isBusy = true;
    await this.#options.saved().catch((error: Error) => this.#options.report(error.message));
    this.#isBusy = false;
    if (this.#hasMore) this.notice();
    this.#hasMore = false;
  }
}
