/** What caches in front are told with each page, where they can be told to forget it. */
import type { Entry } from '#lib/edition/entries.ts';
import { hashOf } from '#lib/edition/objects.ts';
import type { Settings } from '#lib/settings/settings.ts';

/** A day: longer than instances are away. In seconds. */
const staleIfError = 86_400;

/** Names an address to a cache: the same whatever follows `?`, and it says nothing that the address doesn't say itself. */
export const keyOf = (address: string) => `a${hashOf(address).slice(0, 15)}`;

/**
 * Only a cache that can be told to forget a page may go on with its copy while no instance answers: it would show what
 * was withdrawn meanwhile. It never may with an answer that says that something is withdrawn, or isn't there.
 */
export function cacheHeaders({ purge, purgeWebhook }: Pick<Settings, 'purge' | 'purgeWebhook'>) {
  const canBeTold = purge.length > 0 || purgeWebhook !== undefined;
  const isFastly = purge.some((each) => each.startsWith('fastly:'));
  return (address: string, { status, keep }: Pick<Entry, 'status' | 'keep'>): Cached => ({
    staleIfError: canBeTold && status === 200 && keep === 'page' ? staleIfError : undefined,
    headers: isFastly ? { 'surrogate-key': keyOf(address) } : {},
  });
}

export type Cached = Readonly<{
  /** Seconds for which a copy may be shown while nobody answers for the page. */
  staleIfError?: number;
  headers: Readonly<Record<string, string>>;
}>;
