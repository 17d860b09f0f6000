/** How browsers search this newspaper by their address bar. */
import { edition } from '#lib/edition/open.ts';
import { openSearchView } from '#lib/edition/views.ts';
import { openSearchOf, openSearchType } from '#lib/search/opensearch.ts';

export const dynamic = 'force-static';

export const GET = () =>
  new Response(openSearchOf(openSearchView(edition())), {
    headers: { 'content-type': `${openSearchType}; charset=utf-8` },
  });
