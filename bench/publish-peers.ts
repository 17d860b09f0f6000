/** The same stories built whole by others, and by us, until readers have them; then one changed headline likewise. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { writeCorpus } from '#lib/corpus/corpus.ts';
import { Entries } from '#lib/edition/entries.ts';
import { liveEdition } from '#lib/edition/manifest.ts';
import { extent, portAt, storyCounts } from './extent.ts';
import type { Figures, Row, Table } from './figures.ts';
import { nginxVersion } from './nginx.ts';
import { chosenPeers, makeReady } from './peers.ts';
import { median, type Portal } from './portal.ts';
import { buildFirst, edited, finishAhead, port, startAndRead, storyFiles, untilShown } from './publish.ts';
import { whyBehind } from './publish-peers-behind.ts';
import {
  countPages,
  forms,
  type Measured,
  measured,
  type Peer,
  readSource,
  withHeadline,
} from './publish-peers-site.ts';

/** Of ours one headline after another is changed, and the median told: one alone takes less than a second. */
const changes = extent(11, 3);
const newHeadline = 'Another headline over the harbour';
/** How often a page is asked for until it shows what it should, in milliseconds. */
const glance = 25;

/** `changed`: seconds. */
export type Result = Readonly<{ name: string; pages: number; whole: Measured; changed: number }>;

export async function bench(): Promise<Figures> {
  const nginx = nginxVersion();
  const others = chosenPeers();
  const tables: Table[] = [];
  const failures: string[] = [];
  const remarks = [
    'Cold: from nothing but the stories, programs installed and our app built, until the newest story’s page is over HTTP. One changed headline: from the file until the page shows it over HTTP; of ours until every page that lists the story does, front, section, topics, author and feed. Files of Hugo and Astro are served by nginx from where they are built; plain Next.js is stopped and started again after its build, for a running one keeps what it has read.',
    `Ours checks every story, finishes the newest pages before it serves, whole ones with pictures in several sizes, structured data and copies by brotli and gzip, and the others when they are first asked for. The pages of the others are trivial: headline, standfirst, date and text, no pictures; a front, a list of each section, a feed. ${forms.md.name}: ${forms.md.says}. ${forms.mdx.name}: ${forms.mdx.says}.`,
    `Of ours ${changes} headlines change one after another, and the median is told; of the others one.`,
  ];
  for (const stories of storyCounts) {
    const { results, troubles } = await compared(stories, others);
    tables.push(tableOf(stories, results));
    remarks.push(...whyBehind(stories, results));
    failures.push(...troubles);
  }
  return { tables, remarks, failures, versions: [nginx] };
}

/** One after another. Who fails is told at once and in the end, and the next goes on. */
async function compared(stories: number, others: readonly Peer[]) {
  const folder = mkdtempSync(path.join(tmpdir(), 'bench-publish-peers-'));
  const contentDir = path.join(folder, 'content');
  const results: Result[] = [];
  const troubles: string[] = [];
  const orTrouble = async (name: string, work: () => Promise<Result>) => {
    try {
      results.push(await work());
    } catch (error) {
      troubles.push(`${name} (${stories} stories): ${error instanceof Error ? error.message : error}`);
      console.log(troubles.at(-1));
    }
  };
  try {
    console.log(`Writing ${stories.toLocaleString('en')} stories.`);
    await writeCorpus({ folder: contentDir, count: stories, seed: 1 });
    for (const peer of others) {
      const site = path.join(folder, 'peer');
      await orTrouble(`${peer.name} (${forms[peer.form].name})`, () => resultOf(peer, contentDir, site));
      rmSync(site, { recursive: true, force: true });
    }
    // Ours comes last: its headlines change in the files that the others are made of.
    await orTrouble('Ours', () => ours(folder, contentDir));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return { results, troubles };
}

async function ours(folder: string, contentDir: string): Promise<Result> {
  console.log('Ours: building the app, which is of the code and not of the stories.');
  await buildFirst(folder);
  console.log('Ours: a cold start, with content, edition and finished pages.');
  const options = { port, dataDir: path.join(folder, 'data'), contentDir, finishAhead };
  const [newest = ''] = storyFiles(contentDir);
  const address = `/articles/${path.basename(newest, '.mdx')}`;
  const { result, ...cost } = await measured(() => startAndRead(options, address));
  const { portal, read } = result;
  const whole = { ...cost, seconds: read };
  try {
    const pages = finishedPages(options.dataDir);
    await wait(10_000); // What starting began beside has ended: cards, the app that renders.
    console.log(`Ours: ${changes} headlines change, one after another.`);
    return { name: '**Ours**', pages, whole, changed: await headlines(portal, contentDir) };
  } finally {
    await portal.stop();
  }
}

/** Every second change is of one of the newest stories, the others of any. The first warms. */
async function headlines(portal: Portal, contentDir: string): Promise<number> {
  const files = storyFiles(contentDir);
  const taken: number[] = [];
  for (let n = 0; n <= changes; n++) {
    const file = files[n % 2 === 0 ? n : Math.floor((n / (changes + 1)) * files.length)] ?? '';
    const milliseconds = await untilShown(portal, contentDir, file, edited);
    if (n > 0) taken.push(milliseconds / 1000);
    await wait(200);
  }
  return median(taken);
}

function finishedPages(dataDir: string): number {
  const shards = liveEdition(dataDir)?.manifest.shards ?? [];
  return [...new Entries(dataDir, shards).all()].filter(
    ([, { object, type }]) => object && type.startsWith('text/html'),
  ).length;
}

/** Throws if it can't be had, or doesn't build everything. */
async function resultOf(peer: Peer, contentDir: string, folder: string): Promise<Result> {
  const sources = storyFiles(contentDir).map(readSource);
  const [newest] = sources;
  if (!newest) throw new Error('has no story to build');
  const { name, build, serve, write } = await makeReady(peer, sources, folder);
  const at = portAt(20);
  const page = `http://127.0.0.1:${at}${peer.address(newest)}`;
  console.log(`${name}: building everything.`);
  const began = performance.now();
  const { memory } = await build();
  let server = await serve(at);
  try {
    await shown(page, '');
    const whole = { seconds: (performance.now() - began) / 1000, memory };
    const pages = countPages(path.join(folder, peer.finished));
    if (pages <= sources.length) throw new Error(`finished only ${pages} pages of ${sources.length} stories`);
    console.log(`${name}: ${whole.seconds.toFixed(1)} s. Building again after one changed headline.`);
    const from = performance.now();
    write(withHeadline(newest, newHeadline));
    await build();
    if (peer.restarts) {
      await server.stop();
      server = await serve(at);
    }
    await shown(page, newHeadline);
    return { name, pages, whole, changed: (performance.now() - from) / 1000 };
  } finally {
    await server.stop();
  }
}

/** Resolves when a page has a word in it. Throws if it doesn't within a minute. */
async function shown(url: string, word: string): Promise<void> {
  const until = performance.now() + 60_000;
  while (performance.now() < until) {
    const answer = await fetch(url).catch(() => undefined);
    if (answer?.ok && (await answer.text()).includes(word)) return;
    await wait(glance);
  }
  throw new Error(`${url} doesn’t show ${word ? `"${word}"` : 'anything'}`);
}

function tableOf(stories: number, results: readonly Result[]): Table {
  const columns = [
    { name: 'pages finished', digits: 0 },
    { name: 'cold', unit: 's', digits: 1 },
    { name: 'one changed headline', unit: 's', digits: 1 },
    { name: 'memory at most', unit: 'GB', digits: 2 },
  ];
  const rows: Row[] = results.toReversed().map(({ name, pages, whole, changed }) => ({
    name,
    // A build of less than a glance leaves no memory seen.
    cells: [pages, whole.seconds, changed, whole.memory > 0 ? (whole.memory * 2 ** 20) / 1e9 : 'not seen'],
  }));
  return { caption: `${stories.toLocaleString('en')} stories`, of: 'who', columns, rows };
}
