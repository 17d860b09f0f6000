/** Answers a request for a card. The address names it; everything on it comes from the edition. */
import { setTimeout as wait } from 'node:timers/promises';
import { LRUCache } from 'lru-cache';
import PQueue from 'p-queue';
import { hashOf } from '#lib/edition/objects.ts';
import type { Edition } from '#lib/edition/open.ts';
import { isFresh } from '#lib/newsstand/negotiate.ts';
import { type CardKind, cardSizes, findCard, type PlacedCard } from './card.ts';
import { type Drawn, drawCard } from './draw.ts';
import { keepCard, keptCard, keptSize } from './store.ts';

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

/** What answering needs; `report` is told of a card that could not be drawn whole. */
export type Desk = Readonly<{
  edition: Edition;
  contentDir: string;
  dataDir: string;
  report: (line: string) => void;
}>;

const lasting = 'public, max-age=31536000, immutable';
/** An address of before: it shows the card of now, and asks again soon. */
const short = 'public, max-age=300';
/** Something was wrong: it may be mended in a minute. */
const shortest = 'public, max-age=60';

/** Drawings at once, cards waiting for one, and how long one waits (Discord gives up after ten seconds). */
const queue = new PQueue({ concurrency: 2 });
const mostWaiting = 100;
const longestWait = 6000;

const drawing = new Map<string, Promise<Drawn>>();
/** Cards that could not be drawn whole: not kept, and not tried again at once either. */
const faulty = new LRUCache<string, Drawn>({ max: 50, ttl: 60_000 });

export async function answerCard(desk: Desk, request: CardRequest): Promise<CardAnswer> {
  const { method, file, ifNoneMatch } = request;
  if (method !== 'GET' && method !== 'HEAD')
    return {
      ...plain(405, 'Only GET and HEAD are answered here.'),
      headers: { ...plainHeaders, allow: 'GET, HEAD' },
    };
  const [, kind = '', hash] = /^([a-z0-9-]{1,20})-([0-9a-f]{8,64})\.jpg$/.exec(file) ?? [];
  const card = placedCard(desk.edition, request, kind);
  if (!card) return plain(404, 'There is no such card.');
  const isCurrent = card.hash === hash && card.card.kind === kind;
  const headers = {
    ...imageHeaders,
    etag: `"${card.hash}"`,
    'cache-control': isCurrent ? lasting : short,
  };
  if (isFresh(ifNoneMatch, headers.etag)) return { status: 304, headers };
  if (method === 'HEAD') {
    const size = await keptSize(desk.dataDir, card.hash);
    return {
      status: 200,
      headers: size === undefined ? headers : { ...headers, 'content-length': String(size) },
    };
  }
  const kept = await keptCard(desk.dataDir, card.hash);
  if (kept) return picture(kept, headers);
  const drawn = await drawSoon(desk, card);
  if (!drawn)
    return {
      ...plain(503, 'This card can’t be drawn now.'),
      headers: { ...plainHeaders, 'retry-after': '30' },
    };
  if (drawn.rung === 'whole') return picture(drawn.bytes, headers);
  const etag = `"${hashOf(drawn.bytes).slice(0, 24)}"`;
  return picture(drawn.bytes, { ...headers, etag, 'cache-control': shortest });
}

const imageHeaders = {
  'content-type': 'image/jpeg',
  'x-content-type-options': 'nosniff',
  'cross-origin-resource-policy': 'cross-origin',
  // Half a picture is no preview: a request for a range gets all of it (RFC 9110, section 14.2).
  'accept-ranges': 'none',
};
const plainHeaders = {
  'content-type': 'text/plain; charset=utf-8',
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
};

function picture(body: Buffer, headers: Record<string, string>): CardAnswer {
  return { status: 200, headers: { ...headers, 'content-length': String(body.length) }, body };
}

function plain(status: number, text: string): CardAnswer {
  return { status, headers: plainHeaders, body: Buffer.from(`${text}\n`) };
}

/** A story that lost its picture still answers for the cards that had it: with its title. */
function placedCard(edition: Edition, { subject, id }: CardRequest, kind: string): PlacedCard | undefined {
  const card = findCard(edition, subject, id, kind);
  if (card || subject !== 'story' || !Object.hasOwn(cardSizes, kind)) return card;
  return findCard(edition, subject, id, 'title');
}

/** Draws a card as soon as there is room, once however many ask; the brand's card if that takes too long. */
async function drawSoon(desk: Desk, placed: PlacedCard): Promise<Drawn | undefined> {
  const known = faulty.get(placed.hash);
  if (known) return known;
  try {
    const job = drawing.get(placed.hash) ?? enqueue(desk, placed);
    const drawn = await Promise.race([job, wait(longestWait, undefined, { ref: false })]);
    if (drawn) return drawn;
    desk.report(`card ${placed.card.kind} of ${placed.name}: waited ${longestWait / 1000} s for a drawing`);
  } catch (error) {
    desk.report(`card ${placed.card.kind} of ${placed.name}: ${(error as Error).message}`);
  }
  return brandCard(desk, placed.card.kind);
}

/** Throws if too many are waiting. */
function enqueue(desk: Desk, placed: PlacedCard): Promise<Drawn> {
  if (queue.size >= mostWaiting) throw new Error(`${queue.size} cards are waiting to be drawn`);
  const job = queue
    .add(() => drawCard(desk.contentDir, placed.card))
    .then((drawn) => {
      if (drawn.rung === 'whole') keepCard(desk.dataDir, placed.hash, drawn.bytes);
      else {
        faulty.set(placed.hash, drawn);
        for (const { message } of drawn.faults)
          desk.report(`card ${placed.card.kind} of ${placed.name}: ${message}; drawn ${drawn.rung}`);
      }
      return drawn;
    })
    .finally(() => drawing.delete(placed.hash));
  drawing.set(placed.hash, job);
  // Whoever stopped waiting doesn't hear of a failure: without this it would end the process.
  job.catch(() => {});
  return job;
}

/** Brand cards, drawn once a process and kind, outside the queue. */
const brands = new Map<string, Promise<Drawn>>();

async function brandCard({ edition, contentDir, report }: Desk, kind: CardKind): Promise<Drawn | undefined> {
  const { name: site, lang } = edition.site;
  const key = `${kind} ${site}`;
  const running = brands.get(key) ?? drawCard(contentDir, { kind, lang, site, labels: [] });
  brands.set(key, running);
  try {
    return { ...(await running), rung: 'brand' };
  } catch (error) {
    brands.delete(key);
    report(`brand card ${kind}: ${(error as Error).message}`);
    return undefined;
  }
}
