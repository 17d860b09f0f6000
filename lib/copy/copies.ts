/** Takes each edition to the folders of other portals: to all of them first, then all of them are told to switch. */
import { setTimeout as wait } from 'node:timers/promises';
import { liveName } from '#lib/edition/manifest.ts';
import type { Place, Target } from './target.ts';
import { targetOf } from './targets.ts';

export type CopiesOptions = Place &
  Readonly<{
    /** Folders and rsync targets, as they are written in settings. */
    targets: readonly string[];
    /** Told what could not be brought where; it is tried again. */
    report: (line: string) => void;
  }>;

/** One target that is slow holds the others up for no longer, in milliseconds. */
const patience = 20_000;
/** In milliseconds. */
const triesAgainAfter = 10_000;

export class Copies {
  readonly #options: CopiesOptions;
  readonly #targets: readonly Target[];
  /** What each is known to have whole, and what it was told to serve. */
  readonly #has = new Map<string, string>();
  readonly #serves = new Map<string, string>();
  readonly #bringing = new Map<string, Promise<void>>();
  #retry: NodeJS.Timeout | undefined;
  #isStopped = false;

  /** Throws a sentence if a target can't be one. */
  constructor(options: CopiesOptions) {
    this.#options = options;
    this.#targets = options.targets.map((text) => targetOf(text, options));
  }

  /** Brings an edition to all targets. Never throws: who isn't ready in time gets it later. */
  async bring(edition: string): Promise<void> {
    if (this.#targets.length === 0) return;
    const all = Promise.all(this.#targets.map((target) => this.#bring(target, edition)));
    const late = new AbortController();
    await Promise.race([all, wait(patience, undefined, { signal: late.signal }).catch(() => {})]);
    late.abort();
  }

  /** Lets all switch that have the edition. Never throws. */
  async offer(edition: string): Promise<void> {
    await Promise.all(
      this.#targets.map(async (target) => {
        if (this.#has.get(target.name) !== edition || this.#serves.get(target.name) === edition) return;
        await target.offer(edition).then(
          () => this.#serves.set(target.name, edition),
          (error: Error) => this.#say(target, error),
        );
      }),
    );
    if (this.#targets.some(({ name }) => this.#serves.get(name) !== edition)) this.#tryAgain();
  }

  /** Waits for what is still being brought, however long it takes, and lets those targets switch too. Never throws. */
  async finish(edition: string): Promise<void> {
    await Promise.all(this.#bringing.values());
    await this.offer(edition);
  }

  /** Targets that don't have the live edition yet. */
  get behind(): readonly string[] {
    const live = liveName(this.#options.dataDir);
    return this.#targets.map(({ name }) => name).filter((name) => this.#serves.get(name) !== live);
  }

  /** Nothing more is tried. */
  stop(): void {
    this.#isStopped = true;
    clearTimeout(this.#retry);
  }

  /** One at a time for each target; what another one has brought meanwhile is the base of the next. */
  #bring(target: Target, edition: string): Promise<void> {
    const { name } = target;
    const bring = async () => {
      await this.#bringing.get(name)?.catch(() => {});
      if (this.#has.get(name) === edition) return;
      try {
        await target.bring(edition, this.#has.get(name));
        this.#has.set(name, edition);
      } catch (error) {
        this.#has.delete(name); // Next time everything is compared.
        this.#say(target, error as Error);
      }
    };
    const bringing = bring();
    this.#bringing.set(name, bringing);
    return bringing;
  }

  #say({ name }: Target, { message }: Error): void {
    const again = `It stays with what it has; trying again in ${triesAgainAfter / 1000} s`;
    this.#options.report(`The edition could not be taken to ${name}: ${message}. ${again}.`);
  }

  #tryAgain(): void {
    clearTimeout(this.#retry);
    if (this.#isStopped) return;
    this.#retry = setTimeout(async () => {
      const live = liveName(this.#options.dataDir);
      if (live === undefined || this.#isStopped) return;
      await this.bring(live);
      // Another one may have gone live meanwhile, and then is offered by whoever published it.
      if (live === liveName(this.#options.dataDir)) await this.offer(live);
    }, triesAgainAfter);
    this.#retry.unref();
  }
}
