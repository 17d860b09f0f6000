/** Publishing: a cold start with thousands of stories, then one story after another from its file to the reader. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import autocannon from 'autocannon';
import sharp from 'sharp';
import { writeCorpus } from '#lib/corpus/corpus.ts';
import { treeMemory } from './cards-memory.ts';
import { extent, portAt, storyCounts } from './extent.ts';
import { type Figures, type Line, lines, type Table } from './figures.ts';
import { median, type Portal, quantile, startPortal } from './portal.ts';
import { wayBack } from './publish-back.ts';

/** With the first pages of lists, a thousand pages. */
export const finishAhead = 750;
/** The same for all: what is built names its public address. */
export const port = portAt(13);
const more = { TRUSTED_PROXIES: 'loopback' };

/** As many stories as a newspaper has after years; other numbers by BENCH_STORIES. */
const sizes = process.env.BENCH_STORIES ? storyCounts : extent([10_000], [200]);

export async function bench(): Promise<Figures> {
  const tables: Table[] = [];
  for (const stories of sizes) tables.push(await measure(stories));
  return { tables };
}

async function measure(stories: number): Promise<Table> {
  const folder = mkdtempSync(path.join(tmpdir(), 'bench-publish-'));
  const contentDir = path.join(folder, 'content');
  try {
    await buildFirst(folder);
    console.log(`Writing ${stories.toLocaleString('en')} stories.`);
    await writeCorpus({ folder: contentDir, count: stories, seed: 1 });
    const options = { port, dataDir: path.join(folder, 'data'), contentDir, finishAhead, more };
    const { portal, list } = await coldStart(options);
    try {
      list.push(...(await changes(portal, contentDir, 'a headline changes', 1000, extent(40, 6), edited)));
      const illustration = 'a story comes with a new picture';
      list.push(...(await changes(portal, contentDir, illustration, 5000, extent(8, 2), illustrated)));
      list.push(...(await besideReaders(portal, contentDir)));
      const change = async (file: string) => void (await untilShown(portal, contentDir, file, edited));
      list.push(...(await wayBack(portal, options, storyFiles(contentDir), change)));
    } finally {
      await portal.stop();
    }
    return lines(`${stories.toLocaleString('en')} stories`, [...list, await warmStart(options)]);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The app's build isn't measured: it is of the code, not of the stories. */
export async function buildFirst(folder: string): Promise<void> {
  const contentDir = path.join(folder, 'small');
  await writeCorpus({ folder: contentDir, count: 3, seed: 1 });
  const portal = await startPortal({ port, dataDir: path.join(folder, 'small-data'), contentDir });
  await portal.stop();
}

type Options = Parameters<typeof startPortal>[0];
export const watching = ['--watch'];

async function coldStart(options: Options): Promise<{ portal: Portal; list: Line[] }> {
  console.log('A cold start.');
  const began = performance.now();
  let most = 0;
  const looking = setInterval(() => {
    most = Math.max(most, treeMemory(process.pid));
  }, 500);
  const { portal, read } = await startAndRead(options, '/').finally(() => clearInterval(looking));
  const whole = 'cold: content, edition and a thousand finished pages';
  const list: Line[] = [
    { what: whole, figure: read, unit: 's', wanted: 'at most 80' },
    { what: 'cold, until the app answers too', figure: seconds(began), unit: 's' },
    { what: 'memory for it, this bench included', figure: most / 1000, unit: 'GB', wanted: 'at most 2' },
  ];
  await wait(10_000); // What starting began beside has ended: cards, the app that renders.
  return { portal, list };
}

/** A portal that is started, and the seconds until an address could be read there: its app comes after its pages. */
export async function startAndRead(
  options: Options,
  address: string,
): Promise<{ portal: Portal; read: number }> {
  const began = performance.now();
  let gaveUp = false;
  const reading = (async () => {
    while (!gaveUp && !(await fetch(`http://127.0.0.1:${port}${address}`).catch(() => undefined))?.ok)
      await wait(50);
    return seconds(began);
  })();
  try {
    const portal = await startPortal(options, watching);
    return { portal, read: await reading };
  } catch (error) {
    gaveUp = true;
    throw error;
  }
}

async function warmStart(options: Options): Promise<Line> {
  const began = performance.now();
  const portal = await startPortal(options);
  const took = seconds(began);
  await portal.stop();
  return { what: 'started again, nothing changed', figure: took, unit: 's' };
}

const seconds = (from: number) => (performance.now() - from) / 1000;

type Change = (file: string, word: string, contentDir: string) => Promise<void>;

/** Every second change is of one of the newest stories, the others of any. `most`: what p95 should be, in milliseconds. */
async function changes(
  portal: Portal,
  contentDir: string,
  what: string,
  most: number,
  times: number,
  change: Change,
): Promise<Line[]> {
  console.log(`${times} times: ${what}.`);
  const files = storyFiles(contentDir);
  const taken: number[] = [];
  for (let n = 0; n < times; n++) {
    const file = files[n % 2 === 0 ? n : Math.floor((n / times) * files.length)] ?? '';
    taken.push(await untilShown(portal, contentDir, file, change));
    await wait(200);
  }
  const said = `${what}, from the file to every page that shows it`;
  return [
    { what: `${said}, median`, figure: median(taken), unit: 'ms' },
    {
      what: `${said}, p95`,
      figure: quantile(taken, 0.95),
      unit: 'ms',
      wanted: `at most ${most.toLocaleString('en')}`,
    },
    { what: `${said}, at most`, figure: Math.max(...taken), unit: 'ms' },
  ];
}

/** Milliseconds from a change to a story's file to every page that shows the story. */
export async function untilShown(portal: Portal, contentDir: string, file: string, change: Change) {
  const word = `Word${Math.floor(Math.random() * 1e12)}`;
  const surfaces = await surfacesOf(portal, file);
  const from = performance.now();
  await change(file, word, contentDir);
  // One after the other, the story's own page first: to ask for all of them all the time would take what is measured.
  for (const address of surfaces) await shows(portal, address, word);
  return performance.now() - from;
}

/** Newest first: the corpus numbers them so. */
export function storyFiles(contentDir: string): string[] {
  const numberIn = (file: string) => Number(/-(\d+)\.mdx$/.exec(file)?.[1]);
  return readdirSync(path.join(contentDir, 'stories'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.name.endsWith('.mdx'))
    .map((entry) => path.join(entry.parentPath, entry.name))
    .sort((a, b) => numberIn(a) - numberIn(b));
}

const slugOf = (file: string) => path.basename(file, '.mdx');

/** The story's page, and those of front, section, topics, authors and feed that list it now. */
async function surfacesOf({ origin }: Portal, file: string): Promise<string[]> {
  const text = readFileSync(file, 'utf8');
  const [, front = ''] = text.split(/^---$/m);
  const listed = (field: string) =>
    [...(new RegExp(`^${field}:\\n((?: {2}- .*\\n)+)`, 'm').exec(front)?.[1] ?? '').matchAll(/- (.*)/g)].map(
      ([, name]) => name,
    );
  const candidates = [
    '/',
    '/feed.xml',
    `/sections/${/^section: (.*)$/m.exec(front)?.[1]}`,
    ...listed('topics').map((topic) => `/topics/${topic}`),
    ...listed('authors').map((author) => `/authors/${author}`),
  ];
  const address = `/articles/${slugOf(file)}`;
  const showing: string[] = [address];
  for (const candidate of candidates) {
    const page = await (await fetch(origin + candidate)).text();
    if (new RegExp(`${address}["<]`).test(page)) showing.push(candidate);
  }
  return showing;
}

async function shows({ origin }: Portal, address: string, word: string): Promise<void> {
  for (;;) {
    if ((await (await fetch(origin + address)).text()).includes(word)) return;
    await wait(25); // To ask more often would take what is measured: both cores are busy.
  }
}

export async function edited(file: string, word: string): Promise<void> {
  const text = readFileSync(file, 'utf8');
  writeFileSync(
    file,
    text
      .replace(/^headline: .*$/m, `headline: ${word} over the harbour`)
      .replace(/^shortHeadline: .*\n/m, ''),
  );
}

/** The picture has never been seen before; its grain is a photograph's. */
async function illustrated(file: string, word: string, contentDir: string): Promise<void> {
  const picture = `${word.toLowerCase()}.png`;
  const noise = { type: 'gaussian', mean: 128, sigma: 8 } as const;
  const bytes = await sharp({
    create: { width: 1600, height: 1000, channels: 3, background: 'white', noise },
  })
    .png()
    .toBuffer();
  writeFileSync(path.join(contentDir, 'pictures', picture), bytes);
  await edited(file, word);
  const text = readFileSync(file, 'utf8').replace(/^lead:\n(?: {2}.*\n)+/m, '');
  const lead = `lead:\n  src: ../../../pictures/${picture}\n  alt: Noise\n  credit: Synthetic\n  rights: CC0\n`;
  writeFileSync(
    file,
    text.replace(/^status: .*\n/m, (status) => status + lead),
  );
}

/** What readers notice of it: pages at a busy paper's rate while one story after another is published. */
async function besideReaders(portal: Portal, contentDir: string): Promise<Line[]> {
  console.log('Readers while one story after another is published.');
  const duration = extent(20, 5);
  const load = () => autocannon({ url: `${portal.origin}/`, connections: 8, duration, overallRate: 300 });
  const alone = await load();
  let published = 0;
  let isOver = false;
  const publishing = (async () => {
    const files = storyFiles(contentDir);
    while (!isOver) {
      const word = `Beside${published}x${Math.floor(Math.random() * 1e9)}`;
      const file = files[published % 20] ?? '';
      await edited(file, word);
      await shows(portal, `/articles/${slugOf(file)}`, word);
      published++;
      await wait(300);
    }
  })();
  const beside = await load();
  isOver = true;
  await publishing;
  const readers = 'readers at 300 pages/s';
  const during = `${readers}, while ${published} stories were published in ${duration} s`;
  return [
    { what: `${readers}, alone: p99`, figure: alone.latency.p99, unit: 'ms' },
    { what: `${during}: p99`, figure: beside.latency.p99, unit: 'ms', wanted: 'at most 50' },
    { what: `${during}: failed`, figure: beside.non2xx + beside.errors, unit: '', wanted: '0' },
  ];
}
