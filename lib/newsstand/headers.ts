/** The headers of everything the newsstand sends. */
import type { Entry } from '#lib/edition/entries.ts';

const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "manifest-src 'self'",
  "worker-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

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
    'x-content-type-options': 'nosniff',
    ...(hub === undefined ? {} : { link: `<${hub}>; rel="hub", <${self}>; rel="self"` }),
  };
  if (!type.startsWith('text/html')) return headers;
  return {
    ...headers,
    'content-security-policy': policy,
    'referrer-policy': 'strict-origin-when-cross-origin',
    'permissions-policy': 'camera=(), microphone=(), geolocation=(), browsing-topics=()',
    'cross-origin-opener-policy': 'same-origin',
    'speculation-rules': '"/speculation-rules.json"',
  };
}
