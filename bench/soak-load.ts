/** Mixed load on a running portal, at a steady rate however long answers take: readers, robots, feeds, signs of reading. */
import { Agent, request } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { type Random, randomFrom, viewId } from './audience-events.ts';
import { headersFor, send } from './audience-readers.ts';
import type { Answered } from './soak-verdict.ts';

/** Of a hundred things that happen, so many are of a kind. */
const mix = {
  'hot page': 40,
  'any page': 16,
  asset: 10,
  view: 12,
  search: 5,
  card: 4,
  'feed, conditional': 8,
  'nothing there': 5,
} as const;
type Kind = keyof typeof mix;

/** Statuses that are right. A story that is taken down in the meantime answers 410, its card 404. */
const right: Readonly<Record<Kind, readonly number[]>> = {
  'hot page': [200, 410],
  'any page': [200, 410],
  asset: [200],
  view: [204],
  search: [200],
  card: [200, 404],
  'feed, conditional': [200, 304],
  'nothing there': [404],
};

const words = [
  'harbour',
  'quiet lantern',
  '时钟',
  '"the quiet harbour"',
  'zeppelin',
  'harbor',
  'railway north',
];
/** Milliseconds after which a page that was opened says that it is read, and when it is left. */
const pingsAfter = [15_000, 30_000];

export type Places = Readonly<{ stories: readonly string[]; lists: readonly string[] }>;
type Reply = Readonly<{ status: number; headers: Readonly<Record<string, unknown>>; text: string }>;

export class SoakLoad {
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 48 });
  readonly #random: Random = randomFrom(7);
  readonly #pending = new Set<Promise<unknown>>();
  readonly #timers = new Set<NodeJS.Timeout>();
  readonly #tags = new Map<string, string>();
  readonly #cards: string[] = [];
  #assets: string[] = [];
  #running = false;
  answers: Answered[] = [];
  failed = new Map<string, number>();
  /** Since when answers are timed, by performance.now(). */
  began = performance.now();

  constructor(
    readonly origin: string,
    readonly places: Places,
  ) {}

  /** Asks `perSecond` times a second until it is stopped. */
  async run(perSecond: number): Promise<void> {
    // Not of the first one, which is taken down now and then.
    const page = await this.#ask(this.places.stories[1] ?? '/');
    this.#assets = [...page.text.matchAll(/(?:href|src)="(\/(?:_next|media|assets)[^"]+)"/g)].map(
      ([, asset = '']) => asset,
    );
    this.#running = true;
    const from = performance.now();
    for (let n = 0; this.#running; n++) {
      await wait(Math.max(0, from + (n * 1000) / perSecond - performance.now()));
      const work = this.#one().finally(() => this.#pending.delete(work));
      this.#pending.add(work);
    }
  }

  /** Ends when all that was asked is answered and no connection is open. */
  async stop(): Promise<void> {
    this.#running = false;
    for (const timer of this.#timers) clearTimeout(timer);
    await Promise.all(this.#pending);
    this.#agent.destroy();
  }

  fail(what: string): void {
    this.failed.set(what, (this.failed.get(what) ?? 0) + 1);
  }

  async #one(): Promise<void> {
    const kind = this.#kind();
    if (kind === 'asset' && this.#assets.length === 0) return;
    if (kind === 'card' && this.#cards.length === 0) return;
    const from = performance.now();
    try {
      const status = kind === 'view' ? await this.#view() : (await this.#page(kind)).status;
      const now = performance.now();
      this.answers.push({ kind, at: (from - this.began) / 1000, ms: now - from });
      if (!right[kind].includes(status)) this.fail(`${kind} answered ${status}`);
    } catch (error) {
      this.fail(`${kind} failed with ${(error as NodeJS.ErrnoException).code ?? (error as Error).message}`);
    }
  }

  #kind(): Kind {
    let left = this.#random() * 100;
    for (const [kind, share] of Object.entries(mix)) {
      left -= share;
      if (left < 0) return kind as Kind;
    }
    return 'hot page';
  }

  async #page(kind: Kind): Promise<Reply> {
    const address = this.#address(kind);
    const tag = kind === 'feed, conditional' ? this.#tags.get(address) : undefined;
    const reply = await this.#ask(address, tag === undefined ? {} : { 'if-none-match': tag });
    if (kind === 'feed, conditional') this.#tags.set(address, String(reply.headers.etag));
    // A card's address is known only from its story's page, as a network's robot learns it.
    const [, card] = /property="og:image" content="[^"]*?(\/api\/og\/[^"]+)"/.exec(reply.text) ?? [];
    if (card) this.#cards.push(card);
    if (this.#cards.length > 50) this.#cards.shift();
    return reply;
  }

  #address(kind: Kind): string {
    const { stories, lists } = this.places;
    const any = (list: readonly string[]) => list[Math.floor(this.#random() * list.length)] ?? '/';
    switch (kind) {
      case 'hot page':
        return this.#random() < 0.3 ? '/' : any(stories.slice(0, 20));
      case 'any page':
        return this.#random() < 0.7 ? any(stories) : any(lists);
      case 'asset':
        return any(this.#assets);
      case 'search':
        return `/search?q=${encodeURIComponent(any(words))}`;
      case 'card':
        return any(this.#cards);
      case 'feed, conditional':
        return any(['/feed.xml', '/feed.json', '/sitemap.xml', '/news-sitemap.xml']);
      default:
        return `/articles/nothing-${Math.floor(this.#random() * 1e9)}`;
    }
  }

  /** A view, and later what the reader's script says of it. */
  async #view(): Promise<number> {
    const headers = headersFor(this.origin, this.#random);
    const { stories } = this.places;
    const view = stories[Math.floor(this.#random() ** 2 * stories.length)];
    const id = viewId(Math.floor(Date.now() / 1000), this.#random);
    const { status, token } = await send(this.origin, headers, { view, id, from: '', width: 390 });
    // A story that was taken down a moment ago is no page any longer.
    if (status === 404) return 204;
    for (const after of pingsAfter) {
      const timer = setTimeout(() => {
        this.#timers.delete(timer);
        const left = after === pingsAfter.at(-1) || undefined;
        const ping = { token, engaged: after / 1000, depth: 60, left };
        const sent = send(this.origin, headers, ping)
          .then(({ status: taken }) => taken !== 204 && this.fail(`sign of reading answered ${taken}`))
          .catch((error: Error) => this.fail(`sign of reading failed: ${error.message}`))
          .finally(() => this.#pending.delete(sent));
        this.#pending.add(sent);
      }, after);
      this.#timers.add(timer);
    }
    return status;
  }

  #ask(address: string, more: Readonly<Record<string, string>> = {}): Promise<Reply> {
    return new Promise((resolve, reject) => {
      const asked = request(this.origin + address, { agent: this.#agent, headers: more }, (answer) => {
        const parts: Buffer[] = [];
        answer.on('data', (part: Buffer) => parts.push(part));
        answer.once('error', reject);
        answer.once('end', () => {
          const { statusCode: status = 0, headers } = answer;
          resolve({ status, headers, text: Buffer.concat(parts).toString('utf8') });
        });
      });
      asked.setTimeout(30_000, () => asked.destroy(new Error('no answer in 30 s')));
      asked.once('error', reject);
      asked.end();
    });
  }
}
