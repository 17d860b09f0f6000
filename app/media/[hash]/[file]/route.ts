/** Pictures: those of older stories for the newsstand, which keeps them; all of them where Next.js runs by itself. */
import { edition } from '#lib/edition/open.ts';
import { pictureAt } from '#lib/pictures/serve.ts';
import { settingsHere } from '#lib/settings/settings.ts';

export const dynamic = 'force-dynamic';

type Context = { params: Promise<{ hash: string; file: string }> };

export async function GET(_: Request, { params }: Context) {
  const { hash, file } = await params;
  const picture = await pictureAt(edition(), settingsHere(), `/media/${hash}/${file}`);
  if (!picture) return new Response('There is no such picture.\n', { status: 404 });
  const headers = { 'content-type': picture.type, 'cache-control': 'public, max-age=31536000, immutable' };
  return new Response(new Uint8Array(picture.bytes), { headers });
}
