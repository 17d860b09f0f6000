/** How what the newsstand sends may be kept, and what belongs to it. What protects readers is in secured.ts. */
import type { Entry } from '#lib/edition/entries.ts';
import type { Cached } from '#lib/purge/headers.ts';

/** Shared caches keep a page for half a minute, and for another half while they fetch a fresh copy: a minute in all. */
export const pageFor = 'public, max-age=0, s-maxage=30';

const cacheControl = {
  page: `${pageFor}, stale-while-revalidate=30`,
  // Readers are told within 15 seconds, twelve of which pass between two questions (reader/following.ts).
  live: 'public, max-age=0, s-maxage=2',
  // No cache on the way may hold back a worker that ends itself.
  worker: 'no-cache',
  immutable: 'public, max-age=31536000, immutable',
};

/** Headers that depend only on what is sent. `self`: its full address; `cached`: what caches in front are told beside. */
export function headersFor(
  { type, keep, status, hub }: Entry,
  self: string,
  cached?: Cached,
): Record<string, string> {
  const kept = status >= 400 ? pageFor : cacheControl[keep];
  const onError = cached?.staleIfError === undefined ? '' : `, stale-if-error=${cached.staleIfError}`;
  const headers: Record<string, string> = {
    'content-type': type,
    'cache-control': status >= 500 ? 'no-store' : kept + onError,
    ...cached?.headers,
    ...(hub === undefined ? {} : { link: `<${hub}>; rel="hub", <${self}>; rel="self"` }),
  };
  return type.startsWith('text/html')
    ? { ...headers, 'speculation-rules': '"/speculation-rules.json"' }
    : headers;
}
