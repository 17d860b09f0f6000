/** What an editor wants to be told of at once: a story that everybody opens, and one that everybody suddenly leaves. */
import type { Readers } from './presence.ts';

/** Fewer readers than this are no news either way. */
const leastReaders = 20;
/** So many times the usual is a spike; so small a part of it a fall. */
const spikeFrom = 3;
const fallTo = 0.2;
/** A page can't fall if the whole site does: then it is the network, or the night. */
const siteHolds = 0.6;
/** What is usual for a page: its readers on average so many minutes ago. Younger minutes belong to the event. */
const usual = { from: 5, to: 30, least: 10 };
/** The same is not said again within this, in milliseconds. */
export const quietFor = 30 * 60_000;

export type AlertKind = 'spike' | 'fall' | 'error';
export type Alert = Readonly<{ kind: AlertKind; page: number; readers: number; usual: number }>;

/** Watches readers minute by minute. Knows nothing for the first quarter of an hour, and says nothing then. */
export class Watch {
  readonly #minutes: Readers[] = [];
  readonly #said = new Map<string, number>();

  /** Notes the readers when a minute has ended. */
  note(readers: Readers): void {
    this.#minutes.unshift(readers);
    this.#minutes.length = Math.min(this.#minutes.length, usual.to);
  }

  /** What is to be said now; `now` in milliseconds of a clock that nobody sets. */
  alerts(readers: Readers, now: number): Alert[] {
    const past = this.#minutes.slice(usual.from);
    if (past.length < usual.least) return [];
    const mean = (of: (each: Readers) => number) =>
      past.reduce((sum, each) => sum + of(each), 0) / past.length;
    const siteFell = readers.total < mean(({ total }) => total) * siteHolds;
    const pages = new Set([...readers.byPage.keys(), ...past.flatMap(({ byPage }) => [...byPage.keys()])]);
    return [...pages].flatMap((page): Alert[] => {
      const before = mean(({ byPage }) => byPage.get(page) ?? 0);
      const count = readers.byPage.get(page) ?? 0;
      const spikes = count >= leastReaders && count >= before * spikeFrom;
      const falls = before >= leastReaders && count <= before * fallTo && !siteFell;
      if (!spikes && !falls) return [];
      const kind = spikes ? 'spike' : 'fall';
      return this.once(kind, page, now) ? [{ kind, page, readers: count, usual: Math.round(before) }] : [];
    });
  }

  /** True if it wasn't said lately. */
  once(kind: AlertKind, page: number | string, now: number): boolean {
    const key = `${kind} ${page}`;
    const said = this.#said.get(key);
    if (said !== undefined && now - said < quietFor) return false;
    this.#said.set(key, now);
    for (const [each, at] of this.#said) if (now - at >= quietFor) this.#said.delete(each);
    return true;
  }
}

/** An alert as the webhook gets it. */
export type Message = Readonly<{
  kind: AlertKind;
  title: string;
  address: string;
  readers?: number;
  usual?: number;
}>;

/** In words, for a chat. */
export function wordsOf({ kind, title, address, readers, usual: before }: Message, siteUrl: string): string {
  const link = `${siteUrl}${encodeURI(address)}`;
  if (kind === 'spike') return `${readers} are reading “${title}” now, ${before} is usual. ${link}`;
  if (kind === 'fall')
    return `“${title}” has suddenly lost its readers: ${readers} now, ${before} a few minutes ago. ${link}`;
  return `“${title}” can’t be shown: readers get an error. ${link}`;
}

/** Pauses between attempts to deliver, in milliseconds, and how long one may take. */
const pauses = [0, 2_000, 15_000];
const longest = 5_000;

/**
 * Posts an alert. Never throws and holds nothing up; `report` is told if it can't be delivered. `text` is read by
 * Slack, Mattermost and Teams, `content` by Discord, the rest by programs.
 */
export async function deliver(
  webhook: string,
  siteUrl: string,
  message: Message,
  report: (line: string) => void,
): Promise<void> {
  const text = wordsOf(message, siteUrl);
  const body = JSON.stringify({ text, content: text, ...message, url: siteUrl + encodeURI(message.address) });
  let trouble = '';
  for (const pause of pauses) {
    await new Promise((resolve) => setTimeout(resolve, pause).unref());
    try {
      const answer = await fetch(webhook, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body,
        redirect: 'error',
        signal: AbortSignal.timeout(longest),
      });
      await answer.body?.cancel();
      if (answer.ok) return;
      trouble = `it answers ${answer.status}`;
    } catch (error) {
      trouble = (error as Error).message;
    }
  }
  // Its address is a secret: who knows it may write into the newsroom's chat.
  report(`An alert could not be delivered to ALERT_WEBHOOK: ${trouble}. It said: ${text}`);
}
