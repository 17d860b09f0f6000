/** The same stories built whole by others, and by us; then what each has to do for one changed headline. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { writeCorpus } from '#lib/corpus/corpus.ts';
import { Entries } from '#lib/edition/entries.ts';
import { liveEdition } from '#lib/edition/manifest.ts';
import { median, type Portal, startPortal } from './portal.ts';
import {
  buildFirst,
  edited,
  finishAhead,
  port,
  stories,
  storyFiles,
  untilShown,
  watching,
} from './publish.ts';
import { astro } from './publish-peers-astro.ts';
import { hugo } from './publish-peers-hugo.ts';
import { plainNext } from './publish-peers-next.ts';
import {
  countPages,
  firstLine,
  forms,
  type Installed,
  type Measured,
  measured,
  type Peer,
  readSource,
  run,
  type Source,
  withHeadline,
  writeInto,
} from './publish-peers-site.ts';

/** Of ours one headline after another is changed, and the median told: one alone takes less than a second. */
const changes = 11;

const peers: Readonly<Record<string, Peer>> = {
  hugo,
  astro: astro('md'),
  'astro-mdx': astro('mdx'),
  'next-md': plainNext('md'),
  next: plainNext('mdx'),
};
/** Others by BENCH_PEERS: names with commas between. Astro is quickest with Markdown; Contentlayer is for MDX. */
const chosen = process.env.BENCH_PEERS?.split(',') ?? ['hugo', 'astro', 'next'];
const newHeadline = 'Another headline over the harbour';

type Figures = Readonly<{
  pages: number;
  whole: Measured;
  /** Seconds. */
  changed: number;
}>;
type Row = Readonly<{
  name: string;
  /** What it made of the stories; if it failed, nothing. */
  figures?: Figures;
  /** Why it failed. */
  trouble?: string;
}>;

export async function bench(): Promise<void> {
  const others = chosen.map((name) => {
    const peer = peers[name];
    if (!peer) throw new Error(`there is no peer "${name}", only ${Object.keys(peers).join(', ')}`);
    return peer;
  });
  const folder = mkdtempSync(path.join(tmpdir(), 'bench-publish-peers-'));
  const contentDir = path.join(folder, 'content');
  try {
    console.log(`Writing ${stories.toLocaleString('en')} stories.`);
    await writeCorpus({ folder: contentDir, count: stories, seed: 1 });
    const rows: Row[] = [];
    for (const peer of others) {
      const site = path.join(folder, 'peer');
      const name = `${peer.name} (${forms[peer.form].name})`;
      rows.push(await orTrouble(name, () => rowOf(peer, contentDir, site)));
      rmSync(site, { recursive: true, force: true });
    }
    // Ours comes last: its headlines change in the files that the others are made of.
    print([await orTrouble('Ours', () => ours(folder, contentDir)), ...rows]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What fails is told at once and in the table, and the next goes on. */
async function orTrouble(name: string, work: () => Promise<Row>): Promise<Row> {
  try {
    return await work();
  } catch (error) {
    const trouble = `${name} ${error instanceof Error ? error.message : error}`;
    console.log(trouble);
    return { name, trouble };
  }
}

async function ours(folder: string, contentDir: string): Promise<Row> {
  console.log('Ours: building the app, which is of the code and not of the stories.');
  const built = await measured(() => buildFirst(folder));
  console.log(`That took ${built.seconds.toFixed(1)} s and isn’t in the table.`);
  console.log('Ours: a cold start, with content, edition and finished pages.');
  const options = { port, dataDir: path.join(folder, 'data'), contentDir, finishAhead };
  const whole = await measured(() => startPortal(options, watching));
  const portal = whole.result;
  try {
    const pages = finishedPages(options.dataDir);
    await wait(10_000); // What starting began beside has ended: cards, the app that renders.
    console.log(`Ours: ${changes} headlines change, one after another.`);
    return { name: 'Ours', figures: { pages, whole, changed: await headlines(portal, contentDir) } };
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
async function rowOf(peer: Peer, contentDir: string, folder: string): Promise<Row> {
  const sources = storyFiles(contentDir).map(readSource);
  const [newest] = sources;
  if (!newest) throw new Error('has no story to build');
  const write = (source: Source) => {
    const { file, text } = peer.story(source);
    writeInto(folder, file, text);
  };
  for (const [file, text] of Object.entries(peer.files)) writeInto(folder, file, text);
  for (const source of sources) write(source);
  console.log(`${peer.name}: installing into a temporary folder.`);
  const installed = await peer.install(folder).catch((error: Error) => {
    throw new Error(`can’t be installed here, so it isn’t measured: ${firstLine(error)}`);
  });
  console.log(
    `${installed.name}: building everything. It reads ${forms[peer.form].name}: ${forms[peer.form].says}.`,
  );
  const whole = await built(folder, installed);
  const pages = countPages(path.join(folder, peer.finished));
  if (pages <= sources.length) throw new Error(`finished only ${pages} pages of ${sources.length} stories`);
  console.log(`${peer.name}: building again after one changed headline.`);
  write(withHeadline(newest, newHeadline));
  const { seconds: changed } = await built(folder, installed);
  const page = readFileSync(path.join(folder, peer.finished, peer.page(newest)), 'utf8');
  if (!page.includes(newHeadline)) throw new Error('doesn’t show the changed headline on its page');
  return { name: `${installed.name} (${forms[peer.form].name})`, figures: { pages, whole, changed } };
}

function built(folder: string, { build }: Installed) {
  return measured(async () => {
    for (const command of build) await run(folder, command);
  });
}

/** A build of less than a glance leaves none. */
const gigabytes = ({ memory }: Measured) => (memory > 0 ? ((memory * 2 ** 20) / 1e9).toFixed(2) : 'not seen');

function print(rows: readonly Row[]): void {
  console.log(`
| who | stories | pages finished | seconds, whole build | seconds after one changed headline | GB at most |
|---|---|---|---|---|---|`);
  for (const { name, figures } of rows) {
    const cells = figures
      ? [
          figures.pages.toLocaleString('en'),
          figures.whole.seconds.toFixed(1),
          figures.changed.toFixed(1),
          gigabytes(figures.whole),
        ]
      : ['failed', '', '', ''];
    console.log(`| ${[name, stories.toLocaleString('en'), ...cells].join(' | ')} |`);
  }
  console.log(`
Ours checks every story and finishes the newest pages before it serves, whole ones with pictures, compressed; an older page is finished when it is first asked for. The pages of the others are trivial: headline, standfirst, date and text, no pictures; a front, a list of each section, a feed. ${forms.md.name}: ${forms.md.says}. ${forms.mdx.name}: ${forms.mdx.says}.
After a changed headline ours is timed from the file to every page that shows it, with the portal running (median of ${changes}); the others are timed building again with what they kept of the build before, not bringing it to readers.`);
  for (const { trouble } of rows) if (trouble) console.log(`\n${trouble}`);
}
