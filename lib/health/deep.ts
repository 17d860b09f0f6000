/** A check of what really has to work: a card is drawn, an event is committed, the edition is what it says it is. */
import { randomInt } from 'node:crypto';
import { z } from 'zod';
import { Entries } from '#lib/edition/entries.ts';
import { liveEdition } from '#lib/edition/manifest.ts';
import { hashOf, readObject } from '#lib/edition/objects.ts';

/** How a part did, and how long it took in milliseconds. */
export type Outcome = Readonly<{ ok: boolean; ms: number; error?: string }>;
export type Checks = Readonly<Record<string, () => Promise<unknown>>>;

/** Before a part counts as failed, in milliseconds. */
const patience = 10_000;
/** What was found holds for so long, however many ask, in milliseconds. */
const holdsFor = 1_000;
/** Entries looked at beside the front. */
const looksAt = 5;

type Found = Readonly<{ ok: boolean; parts: Readonly<Record<string, Outcome>> }>;

export class DeepCheck {
  readonly #checks: Checks;
  #found: { until: number; value: Promise<Found> } | undefined;

  /** A check that throws has failed, with its message. */
  constructor(checks: Checks) {
    this.#checks = checks;
  }

  /** One at a time and at most one a second: whoever else asks gets the same answer. */
  run(): Promise<Found> {
    const known = this.#found;
    if (known && performance.now() < known.until) return known.value;
    const value = this.#all();
    const found = { until: Number.POSITIVE_INFINITY, value };
    this.#found = found;
    void value.finally(() => {
      found.until = performance.now() + holdsFor;
    });
    return value;
  }

  async #all(): Promise<Found> {
    const named = Object.entries(this.#checks).map(
      async ([name, check]) => [name, await outcomeOf(check)] as const,
    );
    const parts = Object.fromEntries(await Promise.all(named));
    return { ok: Object.values(parts).every(({ ok }) => ok), parts };
  }
}

async function outcomeOf(check: () => Promise<unknown>): Promise<Outcome> {
  const began = performance.now();
  const ms = () => Math.round(performance.now() - began);
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`took longer than ${patience / 1000} s`)), patience);
  });
  try {
    await Promise.race([Promise.resolve().then(check), late]);
    return { ok: true, ms: ms() };
  } catch (error) {
    return { ok: false, ms: ms(), error: (error as Error).message };
  } finally {
    clearTimeout(timer);
  }
}

/** Reads the front and some other files of the live edition from the disk. Throws if one isn't what its name says. */
export async function checkEdition(dataDir: string): Promise<void> {
  const live = liveEdition(dataDir);
  if (!live) throw new Error('There is no edition that can be read.');
  const all = new Entries(dataDir, live.manifest.shards).all();
  const finished = [...all].flatMap(([address, { object }]) => (object ? [{ address, object }] : []));
  const front = finished.filter(({ address }) => address === '/');
  const some = Array.from({ length: looksAt }, () => finished[randomInt(finished.length || 1)]);
  for (const entry of [...front, ...some])
    if (entry && hashOf(readObject(dataDir, entry.object)) !== entry.object)
      throw new Error(`The object of ${entry.address} isn't what it was: ${entry.object}`);
}

const drawnCard = z.object({ rung: z.string(), bytes: z.number() });
export type DrawnCard = z.infer<typeof drawnCard>;

/** Has the app draw a card that nobody has seen. Throws if it can't, or can't draw all of it. */
export async function checkCard(port: number | undefined, token: string): Promise<void> {
  if (port === undefined) throw new Error('The app is being restarted.');
  const answer = await fetch(`http://127.0.0.1:${port}/api/health/card`, {
    headers: { authorization: `Bearer ${token}` },
    signal: AbortSignal.timeout(patience),
  });
  if (!answer.ok) throw new Error(`The app answers ${answer.status}.`);
  const { rung, bytes } = drawnCard.parse(await answer.json());
  if (rung !== 'whole' || bytes === 0) throw new Error(`The card was drawn ${rung}.`);
}
