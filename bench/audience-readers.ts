/** Simulated readers of a running portal: they open stories, use them, go on or leave, as reader/page-view.ts tells of it. */
import { Agent, request } from 'node:http';
import type { Snapshot } from '#lib/audience/shapes.ts';
import { type Random, viewId } from './audience-events.ts';

const browser =
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36';
const agent = new Agent({ keepAlive: true, maxSockets: 64 });

/** An address of a network of its own, so that no limit is met. */
const addressFrom = (random: Random) =>
  `10.${Math.floor(random() * 256)}.${Math.floor(random() * 256)}.${Math.floor(random() * 256)}`;

export const headersFor = (origin: string, random: Random) => ({
  origin,
  'user-agent': browser,
  'accept-language': 'en',
  'sec-fetch-site': 'same-origin',
  'x-forwarded-for': addressFrom(random),
});

/** Sends an event; gives status and token. */
export function send(origin: string, headers: Record<string, string>, event: unknown) {
  return new Promise<{ status: number; token?: string }>((resolve, reject) => {
    const asked = request(`${origin}/api/audience`, { method: 'POST', headers, agent }, (answer) => {
      answer.resume();
      const token = answer.headers['audience-token'];
      answer.once('end', () =>
        resolve({ status: answer.statusCode ?? 0, token: token as string | undefined }),
      );
    });
    asked.once('error', reject);
    asked.end(JSON.stringify(event));
  });
}

export async function storiesAt(origin: string): Promise<string[]> {
  const map = await (await fetch(`${origin}/sitemap.xml`)).text();
  return [...map.matchAll(/\/articles\/[^<]+/g)].map(([address]) => address);
}

export async function now(origin: string): Promise<Snapshot> {
  return (await (await fetch(`${origin}/api/newsroom/now`)).json()) as Snapshot;
}

type Crowd = Readonly<{
  origin: string;
  random: Random;
  /** Readers at a time, once all have come. */
  size: number;
  /** Average visit, in seconds. */
  stay: number;
  /** Parts of farewells and of pings that are lost on the way. */
  lost: number;
}>;

/** A crowd that holds its size: whoever leaves is followed by somebody else. */
export class Readers {
  readonly #crowd: Crowd;
  readonly #timers = new Set<NodeJS.Timeout>();
  #stories: string[] = [];
  #ended = false;
  /** Who reads now, in truth. */
  present = 0;
  refused = 0;

  constructor(crowd: Crowd) {
    this.#crowd = crowd;
  }

  /** Lets all of them come within some seconds. */
  async come(seconds: number): Promise<void> {
    const { origin, size } = this.#crowd;
    this.#stories = await storiesAt(origin);
    for (let n = 0; n < size; n++) this.#after((n / size) * seconds * 1000, () => void this.#read());
    await new Promise((resolve) => setTimeout(resolve, seconds * 1000 + 500));
  }

  /** All are gone at once, without a word. */
  vanish(): void {
    this.#ended = true;
    for (const timer of this.#timers) clearTimeout(timer);
    this.present = 0;
  }

  async #read(): Promise<void> {
    const { origin, random, stay, lost } = this.#crowd;
    const headers = headersFor(origin, random);
    const story = this.#stories[Math.floor(random() ** 2 * this.#stories.length)];
    const id = viewId(Math.floor(Date.now() / 1000), random);
    const { status, token } = await send(origin, headers, { view: story, id, from: '', width: 390 });
    if (this.#ended) return;
    if (status !== 204) {
      this.refused++;
      this.#after(1000, () => void this.#read());
      return;
    }
    this.present++;
    const came = performance.now();
    const leaves = -Math.log(1 - random()) * stay * 1000;
    const engaged = () => Math.floor((performance.now() - came) / 1000);
    const ping = (left?: true) => {
      if (random() < lost) return;
      void send(origin, headers, { token, engaged: engaged(), depth: 50, left }).then(({ status: taken }) => {
        if (taken !== 204) this.refused++;
      });
    };
    const again = () => {
      const rest = leaves - (performance.now() - came);
      if (rest > 15_000)
        this.#after(15_000, () => {
          ping();
          again();
        });
      else
        this.#after(rest, () => {
          this.present--;
          ping(true);
          void this.#read();
        });
    };
    again();
  }

  #after(ms: number, what: () => void): void {
    if (this.#ended) return;
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      what();
    }, ms);
    this.#timers.add(timer);
  }
}
