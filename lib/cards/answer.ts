/** Answers a request for a card as far as that takes no drawing. The address names it; everything on it comes from the edition. */
import type { Edition } from '#lib/edition/open.ts';
import { isFresh } from '#lib/http/negotiate.ts';
import { cardSizes, findCard, type PlacedCard } from './card.ts';
import { keptCard, keptSize } from './store.ts';

export type CardRequest = Readonly<{
  method: string;
  subject: string;
  id: string;
  /** `<kind>-<hash>.jpg` */
  file: string;
  ifNoneMatch?: string;
}>;
export type CardAnswer = Readonly<{
  status: number;
  headers: Readonly<Record<string, string>>;
  body?: Buffer;
}>;
/** A card that nobody has drawn yet, and the headers of its answer once it is. */
export type Undrawn = Readonly<{ card: PlacedCard; headers: Readonly<Record<string, string>> }>;

const lasting = 'public, max-age=31536000, immutable';
/** An address of before: it shows the card of now, and asks again soon. */
const short = 'public, max-age=300';

/** The answer, or what is to be drawn for it. */
export async function answerKept(
  edition: Edition,
  dataDir: string,
  request: CardRequest,
): Promise<CardAnswer | Undrawn> {
  const { method, file, ifNoneMatch } = request;
  if (method !== 'GET' && method !== 'HEAD')
    return plain(405, 'Only GET and HEAD are answered here.', { allow: 'GET, HEAD' });
  const [, kind = '', hash] = /^([a-z0-9-]{1,20})-([0-9a-f]{8,64})\.jpg$/.exec(file) ?? [];
  const card = placedCard(edition, request, kind);
  if (!card) return plain(404, 'There is no such card.');
  const isCurrent = card.hash === hash && card.card.kind === kind;
  const headers = {
    ...imageHeaders,
    etag: `"${card.hash}"`,
    'cache-control': isCurrent ? lasting : short,
  };
  if (isFresh(ifNoneMatch, headers.etag)) return { status: 304, headers };
  if (method === 'HEAD') {
    const size = await keptSize(dataDir, card.hash);
    // Nobody has drawn it yet: what it will be can't be promised.
    const { etag: _, ...unsure } = { ...headers, 'cache-control': short };
    return {
      status: 200,
      headers: size === undefined ? unsure : { ...headers, 'content-length': String(size) },
    };
  }
  const kept = await keptCard(dataDir, card.hash);
  return kept ? picture(kept, headers) : { card, headers };
}

const imageHeaders = {
  'content-type': 'image/jpeg',
  'x-content-type-options': 'nosniff',
  'cross-origin-resource-policy': 'cross-origin',
  // Half a picture is no preview: a request for a range gets all of it (RFC 9110, section 14.2).
  'accept-ranges': 'none',
};

export function picture(body: Buffer, headers: Readonly<Record<string, string>>): CardAnswer {
  return { status: 200, headers: { ...headers, 'content-length': String(body.length) }, body };
}

/** A sentence instead of a card; no cache keeps it. */
export function plain(status: number, text: string, more: Record<string, string> = {}): CardAnswer {
  const headers = {
    'content-type': 'text/plain; charset=utf-8',
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    ...more,
  };
  return { status, headers, body: Buffer.from(`${text}\n`) };
}

/** A story that lost its picture still answers for the cards that had it: with its title. */
function placedCard(edition: Edition, { subject, id }: CardRequest, kind: string): PlacedCard | undefined {
  const card = findCard(edition, subject, id, kind);
  if (card || subject !== 'story' || !Object.hasOwn(cardSizes, kind)) return card;
  return findCard(edition, subject, id, 'title');
}
