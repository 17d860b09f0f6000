/** The feed of the newest stories. */
import { edition } from '#lib/edition/open.ts';
import { siteFeed } from '#lib/feeds/rss.ts';

export const dynamic = 'force-static';

export function GET() {
  return new Response(siteFeed(edition()), {
    headers: { 'content-type': 'application/rss+xml; charset=utf-8' },
  });
}
