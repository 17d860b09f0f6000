/** How browsers search this newspaper by their address bar. */
import { edition } from '#lib/edition/open.ts';
import { openSearchOf, openSearchType } from '#lib/search/opensearch.ts';

export const dynamic = 'force-static';

export const GET = () =>
  new Response(openSearchOf(edition().site), {
    headers: { 'content-type': `${openSearchType}; charset=utf-8` },
  });
