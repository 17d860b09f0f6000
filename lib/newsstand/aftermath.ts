/**
 * What a portal does once another edition is live, beside its work: tells caches and the feeds' hub, has stories indexed,
 * finishes likely pages, has cards drawn.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { drawAhead } from '#lib/cards/ahead.ts';
import type { Live } from '#lib/press/publisher.ts';
import { Purger } from '#lib/purge/purger.ts';
import type { Settings } from '#lib/settings/settings.ts';
import { HubNews } from './hub.ts';
import { liveContent } from './live.ts';
import type { Shelf } from './shelf.ts';

export type AftermathOptions = Readonly<{
  settings: Settings;
  shelf: Shelf;
  /** Port of the app on 127.0.0.1 while it runs. */
  appPort: () => number | undefined;
  report: (line: string) => void;
  /** False where another portal publishes: that one tells the rest of the world. */
  tells?: boolean;
}>;

/** A reader who comes meanwhile goes first, in milliseconds. */
const courtesy = 20;

export class Aftermath {
  readonly #options: AftermathOptions;
  readonly #hubs: HubNews;
  readonly #purger: Purger | undefined;
  #isBusy = false;
  #isWanted = false;
  #isStopped = false;

  constructor(options: AftermathOptions) {
    this.#options = options;
    this.#hubs = new HubNews(options.report);
    this.#purger = options.tells === false ? undefined : new Purger(options);
    this.#purger?.start();
  }

  /** Another edition is live. */
  follow({ changed }: Live): void {
    this.#purger?.tell(this.#toForget(changed));
    if (this.#options.tells !== false) this.#tellHub(changed);
    void this.catchUp();
  }

  /** Does what is left to do for the edition that is live, one after the other; once more if another follows meanwhile. */
  async catchUp(): Promise<void> {
    this.#isWanted = true;
    if (this.#isBusy) return;
    this.#isBusy = true;
    const { settings, appPort: port, report } = this.#options;
    while (this.#isWanted && !this.#isStopped) {
      this.#isWanted = false;
      await index(port());
      await this.#finishLikely().catch((error: Error) =>
        report(`Pages could not be finished ahead: ${error.message}`),
      );
      await drawAhead({ ...settings, port, report }).catch((error: Error) =>
        report(`Cards could not be drawn ahead: ${error.message}`),
      );
    }
    this.#isBusy = false;
  }

  stop(): void {
    this.#isStopped = true;
    this.#hubs.stop();
    this.#purger?.stop();
  }

  /**
   * Late pages are still to be made, and nobody looks for a change on them: caches go on with theirs, a minute at most,
   * and fetch a fresh one meanwhile. But nothing may go on naming a story that was withdrawn.
   */
  #toForget(changed: readonly string[]): readonly string[] {
    const entries = changed.map((address) => ({ address, entry: this.#options.shelf.entry(address) }));
    if (entries.some(({ entry }) => !entry || entry.status >= 400)) return changed;
    return entries.filter(({ entry }) => entry?.object ?? entry?.location).map(({ address }) => address);
  }

  /** Feeds that are gone have nobody to tell. */
  #tellHub(changed: readonly string[]): void {
    const { shelf } = this.#options;
    for (const address of changed) {
      const hub = shelf.entry(address)?.hub;
      if (hub !== undefined) this.#hubs.tell(hub, shelf.siteUrl + encodeURI(address));
    }
  }

  /** Pages of the newest stories that a change has touched beside others, so that nobody has to wait for them. */
  async #finishLikely(): Promise<void> {
    const { shelf, settings } = this.#options;
    const { edition } = shelf;
    for (const { slug } of liveContent(shelf)()?.stories.slice(0, settings.finishAhead) ?? []) {
      if (this.#isStopped || shelf.edition !== edition) return; // The next one is followed anew.
      const address = `/articles/${slug}`;
      const entry = shelf.entry(address);
      if (!entry || entry.object || shelf.isFinished(address, entry)) continue;
      await shelf.objectOf(address, entry).catch(() => {}); // Told of when a reader asks for it.
      await wait(courtesy);
    }
  }
}

/** Has the app index what is new, so that nobody who searches waits for it. Whoever asks next does the same. */
async function index(port: number | undefined): Promise<void> {
  if (port === undefined) return;
  const answer = await fetch(`http://127.0.0.1:${port}/api/search`).catch(() => undefined);
  await answer?.body?.cancel();
}
