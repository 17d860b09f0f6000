/** What crawlers may fetch, by the newsroom's policy. */
import { edition } from '#lib/edition/open.ts';
import { robotsTxt } from '#lib/feeds/robots.ts';

export const dynamic = 'force-static';

export function GET() {
  return new Response(robotsTxt(edition().site), {
    headers: { 'content-type': 'text/plain; charset=utf-8' },
  });
}
