/** Search: how long an answer takes at 1,000 and 10,000 stories, how large the index is, when a new story is found. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { writeCorpus } from '#lib/corpus/corpus.ts';
import { liveEdition } from '#lib/edition/manifest.ts';
import { openContent } from '#lib/edition/open.ts';
import { extent, portAt } from './extent.ts';
import { type Figures, type Line, lines, type Table } from './figures.ts';
import { median, type Portal, quantile, startPortal } from './portal.ts';
import { buildFirst, storyFiles, watching } from './publish.ts';

const sizes = extent([1_000, 10_000], [200]);
const port = portAt(14);
const rounds = extent(12, 2);
const newStories = extent(10, 3);

/** Words that most synthetic stories have and some that few have, mistakes, phrases, Chinese, ways to narrow down. */
const questions = [
  'q=harbour',
  'q=the',
  'q=quiet+harbour+lantern',
  'q="the quiet harbour"',
  'q=harbor',
  'q=lanturn+valley',
  'q=synthetic+story+412',
  'q=alm',
  'q=zeppelin',
  'q=zeppelin+harbour',
  'q=时钟',
  'q=安靜+港口',
  'q=the+of+and+in+harbour&order=newest',
  'q=harbour&page=20',
  'q=railway&section=north',
  'q=water+north+river+school+council+budget+report+minister+data+chart',
];

export async function bench(): Promise<Figures> {
  const tables: Table[] = [];
  for (const stories of sizes) {
    const folder = mkdtempSync(path.join(tmpdir(), 'bench-search-'));
    try {
      await buildFirst(folder);
      tables.push(await measure(folder, stories));
    } finally {
      rmSync(folder, { recursive: true });
    }
  }
  return { tables };
}

async function measure(folder: string, stories: number): Promise<Table> {
  console.log(`${stories.toLocaleString('en')} stories.`);
  const [contentDir, dataDir] = [path.join(folder, 'content'), path.join(folder, 'data')];
  await writeCorpus({ folder: contentDir, count: stories, seed: 1 });
  const more = { TRUSTED_PROXIES: 'loopback' };
  const portal = await startPortal({ port, dataDir, contentDir, finishAhead: 20, more }, watching);
  try {
    const began = performance.now();
    while (!(await isIndexed(portal))) await wait(100);
    const ready = (performance.now() - began) / 1000;
    const { megabytes, share } = sizeOf(dataDir);
    await wait(extent(60_000, 5_000)); // What starting began beside has ended: cards of the newest stories are drawn by the same app.
    const taken: number[] = [];
    for (let round = 0; round <= rounds; round++)
      for (const question of questions) {
        const from = performance.now();
        const answer = await fetch(`${portal.origin}/search?${question}`);
        await answer.arrayBuffer();
        if (answer.status !== 200) throw new Error(`${question}: ${answer.status}`);
        if (round > 0) taken.push(performance.now() - from); // The first warms up.
      }
    return lines(`${stories.toLocaleString('en')} stories`, [
      { what: 'an answer over HTTP, median', figure: median(taken), unit: 'ms' },
      { what: 'an answer over HTTP, p95', figure: quantile(taken, 0.95), unit: 'ms', wanted: 'at most 50' },
      { what: 'an answer over HTTP, at most', figure: Math.max(...taken), unit: 'ms' },
      ...(await findNew(portal, contentDir)),
      { what: 'all can be found after the first answer within', figure: ready, unit: 's' },
      { what: 'index with its log', figure: megabytes, unit: 'MB' },
      { what: 'index with its log, to the text', figure: share, unit: 'times', wanted: 'at most 3' },
    ]);
  } finally {
    await portal.stop();
  }
}

async function isIndexed({ origin }: Portal): Promise<boolean> {
  const answer = await fetch(`${origin}/api/search`).catch(() => undefined);
  if (!answer?.ok) return false;
  const { stories, of } = (await answer.json()) as { stories: number; of: number };
  return stories === of;
}

/** Next to the stories' words: headlines, standfirsts and texts, in bytes. */
function sizeOf(dataDir: string): Readonly<{ megabytes: number; share: number }> {
  const live = liveEdition(dataDir);
  if (!live) throw new Error('there is no edition');
  const edition = openContent(dataDir, live.manifest.content);
  let text = 0;
  for (const { slug, headline, standfirst } of edition.stories)
    text += Buffer.byteLength(`${headline}${standfirst}${edition.story(slug)?.body.text}`);
  const folder = path.join(dataDir, 'search');
  const bytes = readdirSync(folder).reduce((sum, file) => sum + statSync(path.join(folder, file)).size, 0);
  return { megabytes: bytes / 1e6, share: bytes / text };
}

/** From the switch that shows a story's page to the search that finds it. */
async function findNew(portal: Portal, contentDir: string): Promise<Line[]> {
  const taken: number[] = [];
  for (const file of storyFiles(contentDir).slice(0, newStories)) {
    const word = `word${Math.floor(Math.random() * 1e12)}`;
    const text = readFileSync(file, 'utf8');
    writeFileSync(file, text.replace(/^headline: .*$/m, `headline: ${word}`));
    const page = `${portal.origin}/articles/${path.basename(file, '.mdx')}`;
    while (!(await (await fetch(page)).text()).includes(word)) await wait(5);
    const from = performance.now();
    while (!(await (await fetch(`${portal.origin}/search?q=${word}`)).text()).includes('search-results'))
      await wait(5);
    taken.push(performance.now() - from);
  }
  const what = 'a changed headline is found after its page shows it, the search included';
  return [
    { what: `${what}, median`, figure: median(taken), unit: 'ms' },
    { what: `${what}, at most`, figure: Math.max(...taken), unit: 'ms' },
  ];
}
