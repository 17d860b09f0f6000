/** How what the newsstand sends may be kept, and what belongs to it. What protects readers is in secured.ts. */
import type { Entry } from '#lib/edition/entries.ts';

const cacheControl = {
  page: 'public, max-age=0, s-maxage=60, stale-while-revalidate=600',
  // Readers are told within 15 seconds, twelve of which pass between two questions (reader/following.ts).
  live: 'public, max-age=0, s-maxage=2',
  // No cache on the way may hold back a worker that ends itself.
  worker: 'no-cache',
  immutable: 'public, max-age=31536000, immutable',
};

/** Headers that depend only on what is sent. `self`: its full address. */
export function headersFor({ type, keep, status, hub }: Entry, self: string): Record<string, string> {
  const headers: Record<string, string> = {
    'content-type': type,
    'cache-control': status >= 500 ? 'no-store' : cacheControl[keep],
    ...(hub === undefined ? {} : { link: `<${hub}>; rel="hub", <${self}>; rel="self"` }),
  };
  return type.startsWith('text/html')
    ? { ...headers, 'speculation-rules': '"/speculation-rules.json"' }
    : headers;
}
