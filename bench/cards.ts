/** Cards over HTTP as a network's robot asks for them: stored ones, new ones, and what drawing costs in memory. */
import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import autocannon from 'autocannon';
import { cardsOf, otherCards, type PlacedCard } from '#lib/cards/card.ts';
import { liveEdition } from '#lib/edition/manifest.ts';
import { openContent } from '#lib/edition/open.ts';
import { writeContent } from './cards-content.ts';
import { appProcess, residentMemory } from './cards-memory.ts';
import { cardsOfPlainNext } from './cards-next.ts';
import { extent, portAt } from './extent.ts';
import type { Figures, Row, Table } from './figures.ts';
import { median, type Portal, quantile, startPortal } from './portal.ts';

const dataDir = '.data/bench/cards';
const contentDir = '.data/bench/cards-content';
/** So many that 2,000 different cards are left when the newest stories' have been drawn ahead. */
const stories = extent(620, 90);
const newestStories = 40;
const newCards = extent(40, 5);
const furtherCards = extent(2000, 60);
const step = extent(250, 20);
const rounds = extent(5, 1);
const seconds = extent(3, 1);

export async function bench(): Promise<Figures> {
  const tables: Table[] = [];
  let drawing: Row[] = [];
  // Cards only: an edition of the same content and code, and its pictures, need not be made again.
  rmSync(`${dataDir}/cards`, { recursive: true, force: true });
  rmSync(contentDir, { recursive: true, force: true });
  await writeContent(contentDir, stories);
  const portal = await startPortal({ port: portAt(5), dataDir, contentDir, finishAhead: 0 });
  let title: PlacedCard | undefined;
  try {
    const { first, later } = cards();
    title = later.find(({ card }) => card.kind === 'title' && card.picture && card.lang === 'en');
    const ofKind = (kind: string) => later.filter(({ card }) => card.kind === kind && card.picture);
    const held = ['picture', 'title'].map((kind) => ofKind(kind).slice(-newCards));
    const rest = later.filter((card) => !held.flat().includes(card));
    console.log(`Drawing ${furtherCards} further cards.`);
    const grown = await memory(portal, first, rest.slice(0, step + furtherCards));
    drawing = await drawn(portal, held);
    console.log('Stored cards.');
    tables.push(await stored(portal, first), grown);
  } finally {
    await portal.stop();
  }
  if (!title) throw new Error('there is no title card with a picture');
  const plain = await cardsOfPlainNext({ contentDir, card: title.card, count: newCards });
  const peers = ['bench/cards-peers.ts', contentDir, `${dataDir}/peers`, JSON.stringify(title.card)];
  const printed = execFileSync(process.execPath, ['--import', 'tsx', ...peers], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const over = [...drawing, plain];
  const drawnOver = {
    caption: 'New cards over HTTP, one at a time',
    of: 'who',
    columns: newColumns,
    rows: over,
  };
  return {
    tables: [drawnOver, ...(JSON.parse(printed.toString('utf8')) as Table[]), ...tables],
    versions: ['@vercel/og', 'satori', 'sharp', '@takumi-rs/core', 'next'].map(versionOf),
    remarks: [
      'In one process all draw the same sheet beside the same photograph of half a megabyte. The plain route has the same words, font and photograph in a layout of a few lines, and sends PNG, because next/og gives nothing else.',
      'Where ours takes longer than Takumi or bare satori: it looks up every sign of a text and measures its lines before anything is drawn, and encodes by mozjpeg, which is slow and keeps cards small.',
    ],
  };
}

/** A package and the version that is installed. */
function versionOf(name: string): string {
  const file = `node_modules/${name}/package.json`;
  return `${name} ${(JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version}`;
}

const newColumns = [
  { name: 'median', unit: 'ms' },
  { name: 'p95', unit: 'ms' },
  { name: 'bytes', digits: 0 },
  { name: 'cards', digits: 0 },
];

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

/** Milliseconds until all of a card is here, and its size. Throws if it isn't a whole card. */
async function ask({ origin }: Portal, { address }: PlacedCard): Promise<{ spent: number; size: number }> {
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
  return { spent, size: bytes.byteLength };
}

/**
 * Two at once: as many as the app draws at once, and the most that it ever holds. Pixels come and go by the
 * megabyte, so memory is looked at after every card; what counts is the median of each step.
 */
async function memory(portal: Portal, first: PlacedCard[], further: PlacedCard[]): Promise<Table> {
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
  const rows: Row[] = [{ name: `${first.length + step} (warm)`, cells: [warm.middle, warm.most, undefined] }];
  for (let from = step; from < further.length; from += step) {
    const { middle, most } = await draw(further.slice(from, from + step));
    rows.push({ name: `and ${from} further`, cells: [middle, most, middle - warm.middle] });
  }
  const columns = [
    { name: 'median', unit: 'MiB', digits: 0 },
    { name: 'most', unit: 'MiB', digits: 0 },
    { name: 'growth of the median', unit: 'MiB', digits: 1 },
  ];
  return { caption: 'Resident memory of the app that draws', of: 'cards drawn', columns, rows };
}

/** One request at a time. */
async function drawn(portal: Portal, kinds: readonly PlacedCard[][]): Promise<Row[]> {
  const rows: Row[] = [];
  for (const list of kinds) {
    const asked: { spent: number; size: number }[] = [];
    for (const card of list) asked.push(await ask(portal, card));
    const spent = asked.map((each) => each.spent);
    const size = median(asked.map((each) => each.size));
    const name = `ours, kind ${list[0]?.card.kind}`;
    rows.push({ name, cells: [median(spent), quantile(spent, 0.95), size, list.length] });
  }
  return rows;
}

/** All picture cards in turn. The client shares the processor's cores with the server: alone it would be faster. */
async function stored(portal: Portal, list: PlacedCard[]): Promise<Table> {
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
  const times = [0.5, 0.95, 0.99].map((share) => median(latencies.map((spent) => quantile(spent, share))));
  const columns = [
    { name: '16 connections', unit: 'requests/s' },
    ...['p50', 'p95', 'p99'].map((name) => ({ name: `4 connections, ${name}`, unit: 'ms', digits: 1 })),
  ];
  const rows = [{ name: 'picture', cells: [median(rates), ...times] }];
  return { caption: 'Stored cards', of: 'card', columns, rows };
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
