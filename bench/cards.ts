/** Cards over HTTP as a network's robot asks for them: stored ones, new ones, and what drawing costs in memory. */
import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import autocannon from 'autocannon';
import { cardsOf, otherCards, type PlacedCard } from '#lib/cards/card.ts';
import { liveEdition } from '#lib/edition/manifest.ts';
import { openContent } from '#lib/edition/open.ts';
import { writeContent } from './cards-content.ts';
import { appProcess, residentMemory } from './cards-memory.ts';
import { median, type Portal, quantile, startPortal } from './portal.ts';

const dataDir = '.data/bench/cards';
const contentDir = '.data/bench/cards-content';
/** So many that 2,000 different cards are left when the newest stories' have been drawn ahead. */
const stories = 620;
const newestStories = 40;
const newCards = 40;
const furtherCards = 2000;
const step = 250;
const rounds = 5;
const seconds = 3;

export async function bench(): Promise<void> {
  // Cards only: an edition of the same content and code, and its pictures, need not be made again.
  rmSync(`${dataDir}/cards`, { recursive: true, force: true });
  rmSync(contentDir, { recursive: true, force: true });
  await writeContent(contentDir, stories);
  const portal = await startPortal({ port: 3205, dataDir, contentDir, finishAhead: 0 });
  let title: PlacedCard | undefined;
  try {
    const { first, later } = cards();
    title = later.find(({ card }) => card.kind === 'title' && card.picture && card.lang === 'en');
    const ofKind = (kind: string) => later.filter(({ card }) => card.kind === kind && card.picture);
    const held = ['picture', 'title'].map((kind) => ofKind(kind).slice(-newCards));
    const rest = later.filter((card) => !held.flat().includes(card));
    await memory(portal, first, rest.slice(0, step + furtherCards));
    await drawn(portal, held);
    await stored(portal, first);
  } finally {
    await portal.stop();
  }
  if (!title) throw new Error('there is no title card with a picture');
  const peers = ['bench/cards-peers.ts', contentDir, `${dataDir}/peers`, JSON.stringify(title.card)];
  execFileSync(process.execPath, ['--import', 'tsx', ...peers], { stdio: ['ignore', 'inherit', 'inherit'] });
}

/** The cards that are drawn ahead, about, and all others. Two addresses with one hash are one card. */
function cards(): { first: PlacedCard[]; later: PlacedCard[] } {
  const live = liveEdition(dataDir);
  if (!live) throw new Error('there is no edition');
  const edition = openContent(dataDir, live.manifest.content);
  const different = (list: PlacedCard[]) => [...new Map(list.map((card) => [card.hash, card])).values()];
  const newest = cardsOf(edition, edition.stories.slice(0, newestStories));
  const first = different([...newest, ...otherCards(edition)]);
  const known = new Set(first.map(({ hash }) => hash));
  return { first, later: different(cardsOf(edition)).filter(({ hash }) => !known.has(hash)) };
}

/** Milliseconds until all of a card is here. Throws if it isn't a whole card. */
async function ask({ origin }: Portal, { address }: PlacedCard): Promise<number> {
  const started = performance.now();
  const answer = await fetch(origin + address);
  const bytes = await answer.arrayBuffer();
  const spent = performance.now() - started;
  const { status, headers } = answer;
  const type = headers.get('content-type');
  // A card that isn't current or couldn't be drawn whole is not immutable.
  const isWhole = headers.get('cache-control')?.includes('immutable') && bytes.byteLength > 0;
  if (status !== 200 || type !== 'image/jpeg' || !isWhole)
    throw new Error(`${address} answered ${status} ${type} ${headers.get('cache-control')}`);
  return spent;
}

/**
 * Two at once: as many as the app draws at once, and the most that it ever holds. Pixels come and go by the
 * megabyte, so memory is looked at after every card; what counts is the median of each step.
 */
async function memory(portal: Portal, first: PlacedCard[], further: PlacedCard[]): Promise<void> {
  if (further.length < step + furtherCards) throw new Error(`there are only ${further.length} further cards`);
  const app = appProcess(portal.pid);
  const draw = async (cards: readonly PlacedCard[]) => {
    const queue = [...cards];
    const seen: number[] = [];
    const robot = async () => {
      for (let card = queue.shift(); card; card = queue.shift()) {
        await ask(portal, card);
        seen.push(residentMemory(app));
      }
    };
    await Promise.all([robot(), robot()]);
    return { middle: median(seen), most: Math.max(...seen) };
  };
  for (const card of first) await ask(portal, card); // The portal draws them ahead itself: none is drawn twice.
  const warm = await draw(further.slice(0, step));
  console.log(
    '| cards drawn | resident memory, MiB: median | most | growth of the median |\n|---|---|---|---|',
  );
  console.log(`| ${first.length + step} (warm) | ${warm.middle.toFixed(0)} | ${warm.most.toFixed(0)} | |`);
  for (let from = step; from < further.length; from += step) {
    const { middle, most } = await draw(further.slice(from, from + step));
    const growth = (middle - warm.middle).toFixed(1);
    console.log(`| and ${from} further | ${middle.toFixed(0)} | ${most.toFixed(0)} | ${growth} |`);
  }
}

/** One request at a time. */
async function drawn(portal: Portal, kinds: readonly PlacedCard[][]): Promise<void> {
  console.log('\n| new card | median, ms | p95, ms | cards |\n|---|---|---|---|');
  for (const list of kinds) {
    const spent: number[] = [];
    for (const card of list) spent.push(await ask(portal, card));
    const [middle, most] = [0.5, 0.95].map((share) => quantile(spent, share).toFixed(0));
    console.log(`| ${list[0]?.card.kind} | ${middle} | ${most} | ${list.length} |`);
  }
}

/** All picture cards in turn. The client shares the processor's cores with the server: alone it would be faster. */
async function stored(portal: Portal, list: PlacedCard[]): Promise<void> {
  const pictured = list.filter(({ card }) => card.kind === 'picture');
  for (const card of pictured) await ask(portal, card);
  const requests = pictured.map(({ address }) => ({ path: address }));
  const run = (connections: number) =>
    measured({ url: portal.origin, requests, connections, duration: seconds });
  await run(16); // Warms up.
  const rates: number[] = [];
  const latencies: number[][] = [];
  for (let round = 0; round < rounds; round++) {
    rates.push((await run(16)).rate);
    latencies.push((await run(4)).spent);
  }
  const [p50, p95, p99] = [0.5, 0.95, 0.99].map((share) =>
    median(latencies.map((spent) => quantile(spent, share))).toFixed(1),
  );
  console.log(
    '\n| stored card | requests/s, 16 connections | p50 / p95 / p99 ms, 4 connections |\n|---|---|---|',
  );
  console.log(`| picture | ${Math.round(median(rates))} | ${p50} / ${p95} / ${p99} |`);
}

/** Requests a second, and the milliseconds of each. Throws if an answer wasn't 200. */
function measured(options: autocannon.Options): Promise<{ rate: number; spent: number[] }> {
  return new Promise((resolve, reject) => {
    const spent: number[] = [];
    const job = autocannon(options, (error, { non2xx, errors, requests }) => {
      if (error || non2xx + errors > 0) reject(error ?? new Error(`${non2xx + errors} answers were not 200`));
      else resolve({ rate: requests.average, spent });
    });
    // Autocannon's own figures have no 95th percentile and are whole milliseconds.
    job.on('response', (_client, _status, _bytes, milliseconds) => spent.push(milliseconds));
  });
}
