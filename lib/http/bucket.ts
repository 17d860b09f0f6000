/** Token buckets, one a network: short bursts pass, floods don't. */
import { LRUCache } from 'lru-cache';

/** Networks that are remembered; the one not seen for longest goes first. Its bucket would be full again by then. */
const mostKnown = 50_000;

export type Rate = Readonly<{
  /** So many at once. */
  burst: number;
  /** So many a second in the long run. */
  perSecond: number;
}>;

export class Buckets {
  readonly #buckets = new LRUCache<string, { level: number; at: number }>({ max: mostKnown });

  constructor(readonly rate: Rate) {}

  /** True if one more may pass; `now` in milliseconds of a clock that nobody sets. */
  take(network: string, now: number): boolean {
    const { burst, perSecond } = this.rate;
    const bucket = this.#buckets.get(network) ?? { level: burst, at: now };
    const level = Math.min(burst, bucket.level + ((now - bucket.at) / 1000) * perSecond);
    const passes = level >= 1;
    this.#buckets.set(network, { level: passes ? level - 1 : level, at: now });
    return passes;
  }
}
