/** How much of the edition can be found. Whoever asks has the rest indexed: the newsstand does after each publish. */
import { searchState } from '#lib/search/in-app.ts';

export const dynamic = 'force-dynamic';

export const GET = () => Response.json(searchState(), { headers: { 'cache-control': 'no-store' } });
