/**
 * The card of a story, as JPEG. The address only names it: everything drawn comes from the edition.
 * A Pages API route, because App Router handlers can't send Content-Length, which some chat clients require.
 */
import type { NextApiRequest, NextApiResponse } from 'next';
import { cardOf } from '#lib/cards/card.ts';
import { drawCard } from '#lib/cards/draw.tsx';
import { edition } from '#lib/edition/open.ts';
import { articleView } from '#lib/edition/views.ts';

export const config = { api: { bodyParser: false } };

export default async function card(request: NextApiRequest, response: NextApiResponse) {
  const { id, file } = request.query;
  const current = edition();
  const summary = current.stories.find((story) => story.id === id);
  const view = summary && articleView(current, summary.slug);
  if (!view || !/^title-[0-9a-f]{12}\.jpg$/.test(String(file))) {
    response.status(404).setHeader('cache-control', 'no-store').send('There is no such card.\n');
    return;
  }
  const { card: content, address, hash } = cardOf(current.site, view);
  if (!address.endsWith(`/${file}`)) {
    // An older card was shared; the story has a newer one. The old address keeps working.
    response.setHeader('cache-control', 'public, max-age=0, s-maxage=60').redirect(302, address);
    return;
  }
  const etag = `"${hash}"`;
  response.setHeader('etag', etag).setHeader('cache-control', 'public, max-age=31536000, immutable');
  response.setHeader('content-type', 'image/jpeg').setHeader('x-content-type-options', 'nosniff');
  if (request.headers['if-none-match'] === etag) {
    response.status(304).end();
    return;
  }
  const picture = await drawCard(content);
  response.status(200).setHeader('content-length', picture.length);
  response.end(request.method === 'HEAD' ? undefined : picture);
}
