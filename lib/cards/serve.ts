/** Answers a request for a card, drawing it if nobody has: once however many ask, two at a time. */
import { setTimeout as wait } from 'node:timers/promises';
import { LRUCache } from 'lru-cache';
import PQueue from 'p-queue';
import { hashOf } from '#lib/edition/objects.ts';
import type { Edition } from '#lib/edition/open.ts';
import { answerKept, type CardAnswer, type CardRequest, picture, plain } from './answer.ts';
import type { CardKind, PlacedCard } from './card.ts';
import { type Drawn, drawCard } from './draw.ts';
import { keepCard, keptCard } from './store.ts';

/** What answering needs; `report` is told of a card that could not be drawn whole. */
export type Desk = Readonly<{
  edition: Edition;
  contentDir: string;
  dataDir: string;
  report: (line: string) => void;
}>;

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
  const answer = await answerKept(desk.edition, desk.dataDir, request);
  if ('status' in answer) return answer;
  const { card, headers } = answer;
  const drawn = await drawSoon(desk, card);
  if (!drawn) return plain(503, 'This card can’t be drawn now.', { 'retry-after': '30' });
  if (drawn.rung === 'whole') return picture(drawn.bytes, headers);
  const etag = `"${hashOf(drawn.bytes).slice(0, 24)}"`;
  return picture(drawn.bytes, { ...headers, etag, 'cache-control': shortest });
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
    .add(() => keptOrDrawn(desk, placed))
    .then((drawn) => {
      if (drawn.rung !== 'whole') {
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

/** Somebody's drawing may have landed while this one waited: then nothing is drawn. */
async function keptOrDrawn(
  { contentDir, dataDir, report }: Desk,
  { hash, card }: PlacedCard,
): Promise<Drawn> {
  const kept = await keptCard(dataDir, hash);
  if (kept) return { bytes: kept, rung: 'whole', faults: [] };
  const drawn = await drawCard(contentDir, card);
  try {
    if (drawn.rung === 'whole') keepCard(dataDir, hash, drawn.bytes);
  } catch (error) {
    report(`cards can’t be kept in ${dataDir}: ${(error as Error).message}`);
  }
  return drawn;
}

/** Brand cards, drawn once a process and kind, outside the queue. */
const brands = new Map<string, Promise<Drawn>>();

async function brandCard({ edition, contentDir, report }: Desk, kind: CardKind): Promise<Drawn | undefined> {
  const { name: site, lang } = edition.site;
  const key = `${kind} ${lang} ${site}`;
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
