/** oEmbed for stories of this site. */
import { edition } from '#lib/edition/open.ts';
import { oembed } from '#lib/metadata/oembed.ts';

export const dynamic = 'force-dynamic';

export function GET(request: Request) {
  const { status, type, body } = oembed(edition(), new URL(request.url).searchParams);
  const headers = {
    'content-type': type,
    'cache-control': status === 200 ? 'public, max-age=3600' : 'no-store',
    'x-content-type-options': 'nosniff',
    // Pages elsewhere may ask: nothing here is a reader's own.
    'access-control-allow-origin': '*',
  };
  return new Response(body, { status, headers });
}
