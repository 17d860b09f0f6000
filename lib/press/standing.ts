/** What stands at an edition's addresses beside its own pages: files of earlier editions, redirects; and what of it changes. */
import { cardsOf } from '#lib/cards/card.ts';
import { historyAddress } from '#lib/edition/addresses.ts';
import type { Changed } from '#lib/edition/changes.ts';
import { Entries, type Entry, type EntryChanges } from '#lib/edition/entries.ts';
import { liveAddress } from '#lib/edition/live.ts';
import type { Manifest } from '#lib/edition/manifest.ts';
import type { Edition } from '#lib/edition/open.ts';

/** What stands at other addresses, or nowhere any longer, than in the edition before. */
export function changesOf(
  before: Edition,
  after: Edition,
  plan: Changed,
  entries: Iterable<readonly [string, Entry | undefined]>,
): EntryChanges {
  const gone = [...plan.drop, ...redirects(before).keys()];
  return new Map([...gone.map((address) => [address, undefined] as const), ...entries, ...redirects(after)]);
}

/** Files that readers of an older edition's pages may still ask for. Pictures aren't among them: takedowns reach those. */
export function immutableOf(dataDir: string, live: Manifest | undefined): [string, Entry][] {
  if (!live) return [];
  const stays = ([address, entry]: [string, Entry]) =>
    entry.keep === 'immutable' && !address.startsWith('/media/');
  try {
    return [...new Entries(dataDir, live.shards).all()].filter(stays);
  } catch {
    return []; // An edition that can't be read any longer has no readers either.
  }
}

/** Pictures and cards that go with the stories that showed them: caches keep them for a year unless they are told. */
export function withdrawnFiles(
  before: Edition | undefined,
  after: Edition,
  pictures: EntryChanges,
): string[] {
  const gone = before?.stories.filter(({ id }) => !after.summaryById(id)) ?? [];
  const cards = before ? cardsOf(before, gone).map(({ address }) => address) : [];
  return [...[...pictures].flatMap(([address, entry]) => (entry ? [] : [address])), ...cards];
}

export function redirects(edition: Edition): Map<string, Entry> {
  const moved = Object.entries(edition.moved).flatMap(([from, to]) => {
    const entry: Entry = { type: 'text/plain', status: 308, keep: 'page', location: `/articles/${to}` };
    const isLive = edition.summary(to)?.kind === 'live';
    // Whoever has the page open under its old address goes on following it.
    const live: Entry = { ...entry, location: liveAddress(to) };
    const history: Entry = { ...entry, location: historyAddress(to) };
    return [
      [`/articles/${from}`, entry] as const,
      [historyAddress(from), history] as const,
      ...(isLive ? [[liveAddress(from), live] as const] : []),
    ];
  });
  return new Map(moved);
}
