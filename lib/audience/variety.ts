/** How many different names a network may bring: the store learns so many a day, and one sender must not use them up. */
import { LRUCache } from 'lru-cache';

/** A school's readers come from a handful of sites in an hour; whoever brings more of them makes them up. */
const mostNames = 30;
const forgetsAfter = 3600_000;
const mostKnown = 5_000;

export class Variety {
  readonly #names = new LRUCache<string, Set<string>>({ max: mostKnown, ttl: forgetsAfter });

  /** True if the network has brought this name before, or few others. */
  admits(network: string, name: string): boolean {
    const known = this.#names.get(network) ?? new Set();
    if (known.has(name)) return true;
    if (known.size >= mostNames) return false;
    if (known.size === 0) this.#names.set(network, known);
    known.add(name);
    return true;
  }
}
