/** A portal for twenty minutes under mixed load with publishing: memory, descriptors, the slowest answers. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { writeCorpus } from '#lib/corpus/corpus.ts';
import { processesUnder, residentMemory } from './cards-memory.ts';
import { countOf, extent, portAt } from './extent.ts';
import { type Figures, lines } from './figures.ts';
import { median, type Portal, startPortal } from './portal.ts';
import { buildFirst, storyFiles, watching } from './publish.ts';
import { SoakLoad } from './soak-load.ts';
import { Publishing } from './soak-publishing.ts';
import { answersByThird, byMinute, type Look, memoryByThird } from './soak-tables.ts';
import {
  faultsOf,
  mostDescriptors,
  mostGrowth,
  mostSlower,
  type Sample,
  type Soaked,
  slopeOfSecondHalf,
} from './soak-verdict.ts';

const minutes = countOf('SOAK_MINUTES', process.env.SOAK_MINUTES ?? extent('20', '3'));
const warmUp = extent(120_000, 30_000);
const stories = extent(1_000, 100);
const perSecond = extent(40, 15);
const everyMs = 10_000;
/** After which all is closed that was open for somebody who has gone. */
const quiet = 20_000;

export async function bench(): Promise<Figures> {
  const folder = mkdtempSync(path.join(tmpdir(), 'bench-soak-'));
  const [contentDir, dataDir] = [path.join(folder, 'content'), path.join(folder, 'data')];
  try {
    await buildFirst(folder);
    await writeCorpus({ folder: contentDir, count: stories, seed: 1 });
    const more = { TRUSTED_PROXIES: 'loopback' };
    const options = { port: portAt(40), dataDir, contentDir, finishAhead: 200, more };
    const portal = await startPortal(options, watching);
    try {
      return await soak(portal, new Publishing(portal, options, contentDir), contentDir, dataDir);
    } finally {
      await portal.stop();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function soak(portal: Portal, publishing: Publishing, contentDir: string, dataDir: string) {
  const { origin, pid } = portal;
  const places = {
    stories: storyFiles(contentDir).map((file) => `/articles/${path.basename(file, '.mdx')}`),
    lists: ['/sections/north', '/sections/coast', '/topics/topic-1', '/topics/topic-2', '/authors/desk-one'],
  };
  console.log('Warming up.');
  await during(new SoakLoad(origin, places), publishing, warmUp);
  await wait(quiet);
  const before = descriptorsOf(pid);
  console.log(`${minutes} minutes at ${perSecond} requests a second.`);
  publishing.reset();
  const load = new SoakLoad(origin, places);
  const looks: Look[] = [];
  const looking = setInterval(() => {
    const look = { ...sampleOf(pid, load), data: megabytesIn(dataDir) };
    looks.push(look);
    if (looks.length % 6 === 0) console.log(spoken(look, load, publishing));
  }, everyMs);
  await during(load, publishing, minutes * 60_000);
  clearInterval(looking);
  await wait(quiet);
  const failed = new Map([...load.failed, ...publishing.failed]);
  const idle = { before, after: descriptorsOf(pid) };
  const soaked = { length: minutes * 60, samples: looks, answers: load.answers, failed, idle };
  return figuresOf(soaked, looks, publishing);
}

/** Load, two open live views and publishing, for some milliseconds. */
async function during(load: SoakLoad, publishing: Publishing, ms: number): Promise<void> {
  const watching = new AbortController();
  const watchers = [1, 2].map(() => watch(load, watching.signal));
  const loading = load.run(perSecond);
  const publisher = publishing.run();
  await wait(ms);
  await publishing.stop();
  watching.abort();
  await Promise.all([load.stop(), loading, publisher, ...watchers]);
}

/** Somebody in the newsroom, who opens the live view anew each minute. */
async function watch(load: SoakLoad, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const closed = AbortSignal.any([signal, AbortSignal.timeout(60_000)]);
    try {
      const stream = await fetch(`${load.origin}/api/newsroom/live`, { signal: closed });
      if (!stream.ok) throw new Error(`answered ${stream.status}`);
      for await (const _ of stream.body ?? []);
      throw new Error('ended by itself');
    } catch (error) {
      if (closed.aborted) continue;
      load.fail(`live view: ${(error as Error).message}`);
      await wait(1000);
    }
  }
}

function sampleOf(pid: number, load: SoakLoad): Sample {
  const apps = processesUnder(pid).filter((each) => each !== pid);
  return {
    at: (performance.now() - load.began) / 1000,
    portal: residentMemory(pid),
    apps: apps.reduce((sum, each) => sum + (residentMemory(each) || 0), 0),
    descriptors: descriptorsOf(pid),
  };
}

/** Open files and sockets of a process and of all that it started. */
function descriptorsOf(root: number): number {
  return processesUnder(root).reduce((sum, pid) => {
    try {
      return sum + readdirSync(`/proc/${pid}/fd`).length;
    } catch {
      return sum; // It ended meanwhile.
    }
  }, 0);
}

function megabytesIn(folder: string): number {
  try {
    return (
      Number.parseInt(execFileSync('du', ['-sk', folder], { encoding: 'utf8', stdio: 'pipe' }), 10) / 1000
    );
  } catch (error) {
    // Files that are taken away while it counts make it fail, but it has counted the others.
    return Number.parseInt(String((error as { stdout?: unknown }).stdout), 10) / 1000;
  }
}

const spoken = ({ at, portal, apps, descriptors }: Look, load: SoakLoad, publishing: Publishing) =>
  `${(at / 60).toFixed(0)} min: ${load.answers.length} answers, ${publishing.published} published, ${portal.toFixed(0)} + ${apps.toFixed(0)} MiB, ${descriptors} descriptors, ${load.failed.size + publishing.failed.size} kinds of failure`;

function figuresOf(soaked: Soaked, looks: readonly Look[], publishing: Publishing): Figures {
  const { length, answers, idle, samples } = soaked;
  const half = (of: (sample: Sample) => number) => slopeOfSecondHalf(samples, length, of);
  const over = [...soaked.failed.values()].reduce((sum, times) => sum + times, 0);
  const all = lines('All in all', [
    { what: 'answers', figure: answers.length, unit: '' },
    {
      what: 'published: headlines, new stories, takedowns, restores',
      figure: publishing.published,
      unit: '',
    },
    {
      what: 'a publish, from the file until its page shows it, median',
      figure: median(publishing.taken),
      unit: 'ms',
    },
    { what: 'failed', figure: over, unit: '', wanted: '0' },
    {
      what: 'memory of the portal, growth by its second half',
      figure: half(({ portal }) => portal),
      unit: 'MiB/h',
    },
    {
      what: 'memory of the apps, growth by its second half',
      figure: half(({ apps }) => apps),
      unit: 'MiB/h',
    },
    { what: 'descriptors with nobody there, before', figure: idle.before, unit: '' },
    {
      what: 'descriptors with nobody there, after',
      figure: idle.after,
      unit: '',
      wanted: `at most ${mostDescriptors} more`,
    },
  ]);
  return {
    tables: [
      all,
      memoryByThird(looks, length),
      answersByThird(answers, length),
      byMinute(looks, answers, minutes),
    ],
    remarks: [
      `${perSecond} requests a second, whatever is answered: hot pages, any of ${stories.toLocaleString('en')} stories, lists, assets, search, cards, feeds asked conditionally, addresses of nothing, views and what follows them; two live views, opened anew each minute; something published every 20 s. Load and portal share the machine.`,
      `Flat means: the median of the last third is at most ${mostGrowth} times that of the middle third, for a collector’s heap goes up and down by about a tenth. p99 is stable if the last third’s is at most ${mostSlower} times the middle third’s. Each is looked at after ${warmUp / 60_000} min of warming up.`,
    ],
    failures: faultsOf(soaked),
  };
}
