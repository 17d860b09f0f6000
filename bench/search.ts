/** Search: how long an answer takes at 1,000 and 10,000 stories, how large the index is, when a new story is found. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { writeCorpus } from '#lib/corpus/corpus.ts';
import { liveEdition } from '#lib/edition/manifest.ts';
import { openContent } from '#lib/edition/open.ts';
import { median, type Portal, quantile, startPortal } from './portal.ts';
import { buildFirst, storyFiles, watching } from './publish.ts';

const sizes = [1_000, 10_000];
const port = 3214;
const rounds = 12;
const newStories = 10;

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

export async function bench(): Promise<void> {
  for (const stories of sizes) {
    const folder = mkdtempSync(path.join(tmpdir(), 'bench-search-'));
    try {
      await buildFirst(folder);
      await measure(folder, stories);
    } finally {
      rmSync(folder, { recursive: true });
    }
  }
}

async function measure(folder: string, stories: number): Promise<void> {
  const [contentDir, dataDir] = [path.join(folder, 'content'), path.join(folder, 'data')];
  await writeCorpus({ folder: contentDir, count: stories, seed: 1 });
  const more = { TRUSTED_PROXIES: 'loopback' };
  const portal = await startPortal({ port, dataDir, contentDir, finishAhead: 20, more }, watching);
  try {
    console.log(`### ${stories.toLocaleString('en')} stories\n`);
    const began = performance.now();
    while (!(await isIndexed(portal))) await wait(100);
    console.log(
      `all can be found ${((performance.now() - began) / 1000).toFixed(1)} s after the first answer`,
    );
    console.log(`index: ${sizeOf(dataDir)}`);
    await wait(60_000); // What starting began beside has ended: cards of the newest stories are drawn by the same app.
    const taken: number[] = [];
    for (let round = 0; round <= rounds; round++)
      for (const question of questions) {
        const from = performance.now();
        const answer = await fetch(`${portal.origin}/search?${question}`);
        await answer.arrayBuffer();
        if (answer.status !== 200) throw new Error(`${question}: ${answer.status}`);
        if (round > 0) taken.push(performance.now() - from); // The first warms up.
      }
    console.log(
      `an answer over HTTP: ${median(taken).toFixed(0)} ms median, p95 ${quantile(taken, 0.95).toFixed(0)} (at most 50), at most ${Math.max(...taken).toFixed(0)}`,
    );
    await findNew(portal, contentDir);
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
function sizeOf(dataDir: string): string {
  const live = liveEdition(dataDir);
  if (!live) throw new Error('there is no edition');
  const edition = openContent(dataDir, live.manifest.content);
  let text = 0;
  for (const { slug, headline, standfirst } of edition.stories)
    text += Buffer.byteLength(`${headline}${standfirst}${edition.story(slug)?.body.text}`);
  const folder = path.join(dataDir, 'search');
  const bytes = readdirSync(folder).reduce((sum, file) => sum + statSync(path.join(folder, file)).size, 0);
  return `${(bytes / 1e6).toFixed(1)} MB with its log, ${(bytes / text).toFixed(2)} times the text (at most 3)`;
}

/** From the switch that shows a story's page to the search that finds it. */
async function findNew(portal: Portal, contentDir: string): Promise<void> {
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
  console.log(
    `a changed headline is found ${median(taken).toFixed(0)} ms after its page shows it, at most ${Math.max(...taken).toFixed(0)}, the search included\n`,
  );
}
