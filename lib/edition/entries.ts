/**
 * What stands at an edition's addresses, in shards: objects that hold a part of the addresses each. An edition shares
 * those with the one before in which nothing changed, and whoever follows the live edition reads the others only.
 */
import { hashOf, readObject, writeObjects } from './objects.ts';

export type Entry = Readonly<{
  /** The finished file's object; missing while a late page was never asked for. */
  object?: string;
  type: string;
  status: number;
  /** `page` may change with the next edition, `live` is asked for every few seconds; `worker` is what browsers keep after their own rules and ask for anew; `immutable` never changes at this address. */
  keep: 'page' | 'live' | 'worker' | 'immutable';
  /** What the page shows, by hash. */
  inputs?: string;
  /** Of a feed: the hub that is told when it changes. */
  hub?: string;
  /** For 308: where the address leads. */
  location?: string;
}>;

/** Entries by their address; `undefined` takes one away. */
export type EntryChanges = ReadonlyMap<string, Entry | undefined>;

type Shard = Readonly<Record<string, Entry>>;

/** Name of the record that says which object a late page's entry has got since. */
export const lateRecord = (code: string, address: string, { inputs }: Entry) =>
  hashOf(JSON.stringify([code, address, inputs]));

/** So many entries are read or written at once: some ten kilobytes. */
const wanted = 64;
const most = 4 * wanted;

const shardOf = (address: string, shards: number) =>
  Number.parseInt(hashOf(address).slice(0, 6), 16) % shards;

/** Keeps all entries of an edition; gives the names of its shards. */
export async function writeEntries(dataDir: string, entries: ReadonlyMap<string, Entry>): Promise<string[]> {
  const count = Math.max(1, Math.ceil(entries.size / wanted));
  const shards = Array.from({ length: count }, (): [string, Entry][] => []);
  for (const entry of entries) shards[shardOf(entry[0], count)]?.push(entry);
  return writeObjects(dataDir, shards.map(shardText));
}

const shardText = (entries: readonly [string, Entry][]) =>
  JSON.stringify(Object.fromEntries(entries.toSorted(([a], [b]) => (a < b ? -1 : 1))));

/** Addresses at which two editions have different entries. */
export function differences(dataDir: string, one: readonly string[], other: readonly string[]): string[] {
  const [ours, theirs] = [one, other].map((shards, index) => {
    const shared = new Set(index === 0 ? other : one);
    return new Map(
      new Entries(
        dataDir,
        shards.filter((shard) => !shared.has(shard)),
      ).all(),
    );
  }) as [Map<string, Entry>, Map<string, Entry>];
  const isOther = (address: string) =>
    JSON.stringify(ours.get(address)) !== JSON.stringify(theirs.get(address));
  return [...new Set([...ours.keys(), ...theirs.keys()])].filter(isOther);
}

function changed(entries: Iterable<[string, Entry]>, changes: EntryChanges): Map<string, Entry> {
  const all = new Map(entries);
  for (const [address, entry] of changes) {
    if (entry) all.set(address, entry);
    else all.delete(address);
  }
  return all;
}

/** Reads entries of one edition after another, each shard once as long as editions share it. */
export class Entries {
  #shards: readonly string[];
  #read = new Map<string, Shard>();

  constructor(
    readonly dataDir: string,
    shards: readonly string[] = [],
  ) {
    this.#shards = shards;
  }

  /** Goes on with another edition. */
  follow(shards: readonly string[]): void {
    const read = new Map<string, Shard>();
    for (const shard of shards) {
      const known = this.#read.get(shard);
      if (known) read.set(shard, known);
    }
    this.#read = read;
    this.#shards = shards;
  }

  get(address: string): Entry | undefined {
    const name = this.#shards[shardOf(address, this.#shards.length)];
    const shard = name === undefined ? undefined : this.#shard(name);
    return shard && Object.hasOwn(shard, address) ? shard[address] : undefined;
  }

  *all(): Generator<[address: string, entry: Entry]> {
    for (const name of this.#shards) yield* Object.entries(this.#shard(name));
  }

  /** Keeps these entries with some changed; gives the names of the shards then. */
  async write(changes: EntryChanges): Promise<string[]> {
    const touched = new Map<number, Map<string, Entry>>();
    for (const [address, entry] of changes) {
      const number = shardOf(address, this.#shards.length);
      const shard = touched.get(number) ?? new Map(Object.entries(this.#shard(this.#shards[number] ?? '')));
      touched.set(number, shard);
      if (entry) shard.set(address, entry);
      else shard.delete(address);
    }
    // As an archive grows its shards do, until there have to be more of them.
    if ([...touched.values()].some(({ size }) => size > most))
      return writeEntries(this.dataDir, changed(this.all(), changes));
    const numbers = [...touched.keys()];
    const texts = [...touched.values()].map((shard) => shardText([...shard]));
    const written = await writeObjects(this.dataDir, texts);
    const names = new Map(numbers.map((number, index) => [number, written[index]]));
    return this.#shards.map((name, number) => names.get(number) ?? name);
  }

  #shard(name: string): Shard {
    const known = this.#read.get(name);
    if (known) return known;
    const shard = JSON.parse(readObject(this.dataDir, name).toString('utf8')) as Shard;
    this.#read.set(name, shard);
    return shard;
  }
}
