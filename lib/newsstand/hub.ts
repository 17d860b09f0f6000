/** Tells a WebSub hub which feeds have changed: it then fetches them, and tells whoever follows one. */
import { setTimeout as wait } from 'node:timers/promises';

/** Before a hub that failed is asked again, in milliseconds. */
const usualPauses = [1_000, 5_000, 25_000];
/** For one answer, in milliseconds. */
const patience = 10_000;
/** Of feeds to tell of; where more have changed at a time, their readers find out when they look. */
const mostWaiting = 100;

/** One feed after the other, beside everything else; what can't be told is given up with one line. */
export class HubNews {
  readonly #report: (line: string) => void;
  readonly #pauses: readonly number[];
  readonly #stopped = new AbortController();
  /** Feed → its hub. A feed that changes again while it waits is told of once. */
  readonly #waiting = new Map<string, string>();
  #isBusy = false;

  constructor(report: (line: string) => void, pauses: readonly number[] = usualPauses) {
    this.#report = report;
    this.#pauses = pauses;
  }

  /** `feed`: its full address. */
  tell(hub: string, feed: string): void {
    if (this.#waiting.size >= mostWaiting) return;
    this.#waiting.set(feed, hub);
    if (!this.#isBusy) void this.#tellAll();
  }

  stop(): void {
    this.#waiting.clear();
    this.#stopped.abort();
  }

  async #tellAll(): Promise<void> {
    this.#isBusy = true;
    for (const [feed, hub] of this.#waiting) {
      this.#waiting.delete(feed);
      const fault = await this.#notified(hub, feed);
      if (fault === undefined || this.#stopped.signal.aborted) continue;
      this.#report(`The hub ${hub} could not be told of ${1 + this.#waiting.size} feeds: ${fault}.`);
      this.#waiting.clear();
    }
    this.#isBusy = false;
  }

  /** What was wrong at last; nothing if it took the news. */
  async #notified(hub: string, feed: string): Promise<string | undefined> {
    const { signal } = this.#stopped;
    for (const pause of [...this.#pauses, undefined]) {
      // How a hub is told is left open by WebSub; all take what PubSubHubbub 0.4 had.
      const answer = await fetch(hub, {
        method: 'POST',
        body: new URLSearchParams({ 'hub.mode': 'publish', 'hub.url': feed }),
        redirect: 'error',
        signal: AbortSignal.any([signal, AbortSignal.timeout(patience)]),
      }).catch((error: Error) => error);
      if (answer instanceof Response) void answer.body?.cancel();
      if (answer instanceof Response && answer.ok) return undefined;
      const fault = answer instanceof Response ? `it answered ${answer.status}` : answer.message;
      if (pause === undefined || signal.aborted) return fault;
      await wait(pause, undefined, { signal }).catch(() => {});
    }
    return undefined;
  }
}
