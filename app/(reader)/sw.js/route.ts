/** The service worker, or one that ends itself where the newsroom doesn't offer reading offline. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { readsOffline } from '#lib/edition/offline.ts';
import { edition } from '#lib/edition/open.ts';

export const dynamic = 'force-static';

export function GET() {
  const name = readsOffline(edition()) ? 'worker.js' : 'worker-off.js';
  const file = path.join(/* turbopackIgnore: true */ process.cwd(), 'public', 'assets', name);
  return new Response(readFileSync(/* turbopackIgnore: true */ file), {
    headers: { 'content-type': 'text/javascript; charset=utf-8', 'cache-control': 'no-cache' },
  });
}
