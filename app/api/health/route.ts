/** Says that the app answers, and which content it renders; the newsstand and `newsroom dev` ask. */
import { edition } from '#lib/edition/open.ts';

export const dynamic = 'force-dynamic';

export function GET() {
  return Response.json({ ok: true, content: edition().name }, { headers: { 'cache-control': 'no-store' } });
}
