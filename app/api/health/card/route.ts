/** Draws a card that nobody has seen, for the deep check, and says how it went. */
import { randomUUID } from 'node:crypto';
import { drawCard } from '#lib/cards/draw.ts';
import { edition } from '#lib/edition/open.ts';
import type { DrawnCard } from '#lib/health/deep.ts';
import { isOperator } from '#lib/health/token.ts';
import { settingsHere } from '#lib/settings/settings.ts';

export const dynamic = 'force-dynamic';

export async function GET(request: Request) {
  const { contentDir, operatorToken } = settingsHere();
  if (!isOperator(request.headers.get('authorization') ?? undefined, operatorToken))
    return new Response(null, { status: 404 });
  const { name: site, lang } = edition().site;
  const card = { kind: 'title', lang, site, headline: randomUUID(), labels: [] } as const;
  const { rung, bytes } = await drawCard(contentDir, card);
  const drawn: DrawnCard = { rung, bytes: bytes.length };
  return Response.json(drawn, { headers: { 'cache-control': 'no-store' } });
}
