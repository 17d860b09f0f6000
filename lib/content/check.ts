/** Checks a whole content folder in one pass: every problem, or typed content that can go out. */
import { createHash, randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Content } from '#lib/edition/model.ts';
import { assemble } from './assemble.ts';
import { type CheckedFile, typeAt } from './file.ts';
import { measurePictures } from './pictures.ts';
import type { Problem } from './problem.ts';
import { type Found, findRelations } from './relations.ts';
import type { Batch, Compiled, Setup } from './worker.ts';

export type { Problem } from './problem.ts';

export type CheckResult = Readonly<{
  /** How many content files there are, pictures not counted. */
  files: number;
  problems: readonly Problem[];
  /** Only if there is no problem, or a tolerant check was asked for. */
  content?: Content;
}>;

type Options = Readonly<{
  contentDir: string;
  dataDir: string;
  /** Told after each batch how many files of those that changed are done. */
  onProgress?: (done: number, all: number) => void;
  /** Now, in milliseconds since 1970; the clock's if not given. A link to a story that is public by now is right. */
  at?: number;
  /** Give content even if there are problems, without the files that have faults of their own: a writer sees the rest. */
  tolerant?: boolean;
  /** Files as they would be, by path under the content folder; `undefined` takes one away. Nothing is written. */
  instead?: Instead;
}>;
export type Instead = ReadonlyMap<string, Uint8Array | undefined>;

/** Larger batches make Contentlayer slower than linear: 500 measured best at 10,000 stories. */
const batchSize = 500;
/** Below this many files a second thread costs more to start than it saves. */
const filesForTwoWorkers = 120;
const pictureFile = /\.(png|jpe?g|webp|avif|gif)$/i;

/** Throws only if the folder can't be read. */
export async function checkContent(options: Options): Promise<CheckResult> {
  const { contentDir, dataDir, onProgress, instead = new Map() } = options;
  if (!existsSync(contentDir))
    throw new Error(`There is no content folder ${contentDir}. Set CONTENT_DIR to one that exists.`);
  const files = filesWith(instead, listFiles(contentDir)).filter((file) => !pictureFile.test(file));
  const siteLang = languageOf(contentDir);
  const cache = openCache(dataDir, siteLang);
  const known = new Map<string, CheckedFile>();
  const keys = new Map<string, string>();
  for (const file of files) {
    const bytes = instead.get(file) ?? readIfPossible(path.join(contentDir, file));
    const key = bytes && cache.key(file, bytes);
    const kept = key === undefined ? unreadable(file) : cache.read(key);
    if (key !== undefined) keys.set(file, key);
    if (kept) known.set(file, kept);
  }
  const changed = files.filter((file) => !known.has(file));
  const setup = { contentDir, stageDir: path.join(dataDir, 'stage', randomUUID()), siteLang, instead };
  await compileChanged(changed, setup, (done) => {
    for (const file of done) {
      known.set(file.file, file);
      const key = keys.get(file.file);
      if (key !== undefined && !file.uncertain) cache.write(key, file);
    }
    onProgress?.(changed.filter((file) => known.has(file)).length, changed.length);
  });
  cache.prune(new Set(keys.values()));
  return judge(options, files, known);
}

async function judge(
  { contentDir, dataDir, tolerant, at = Date.now() }: Options,
  files: readonly string[],
  known: ReadonlyMap<string, CheckedFile>,
): Promise<CheckResult> {
  const checked = files.map((file) => known.get(file)).filter((file) => file !== undefined);
  const pictures = await measurePictures(contentDir, dataDir, checked);
  const found: Found[] = [
    ...checked.flatMap(({ file, findings }) => findings.map((finding): Found => [file, finding])),
    ...findRelations(checked, at),
    ...pictures.findings,
  ];
  if (!files.includes('site.yml'))
    found.push([
      'site.yml',
      { line: 1, column: 1, what: 'is missing', mend: 'write the site’s name, language and zone there' },
    ]);
  if (checked.length !== files.length)
    throw new Error(`${files.length} files went in, ${checked.length} came out. Please report this.`);
  const problems = found
    .map(([file, finding]) => ({ file: shownAs(path.join(contentDir, file)), ...finding }))
    .sort(byPlace);
  const unfit = new Set(pictures.findings.map(([file]) => file));
  const fit = checked.filter(({ file, findings }) => findings.length === 0 && !unfit.has(file));
  const complete = problems.length === 0 || (tolerant && fit.some(({ type }) => type === 'Site'));
  if (!complete) return { files: files.length, problems };
  return { files: files.length, problems, content: assemble(fit, pictures.byFile) };
}

const byPlace = (a: Problem, b: Problem) =>
  a.file === b.file ? a.line - b.line || a.column - b.column : a.file < b.file ? -1 : 1;

/** Relative to the working folder if it lies inside, so that a terminal can open it. */
function shownAs(file: string): string {
  const relative = path.relative(process.cwd(), file);
  return relative.startsWith('..') ? file : relative;
}

/** The files that would be there. */
function filesWith(instead: Instead, files: readonly string[]): string[] {
  if (instead.size === 0) return [...files];
  const kept = files.filter((file) => !instead.has(file));
  return [...kept, ...[...instead.keys()].filter((file) => instead.get(file))].sort();
}

/** Every file under a folder with forward slashes, sorted; dot files (an editor's, the system's) are not content. */
export function listFiles(root: string, under = ''): string[] {
  const entries = readdirSync(path.join(root, under), { withFileTypes: true }).sort((a, b) =>
    a.name < b.name ? -1 : 1,
  );
  return entries.flatMap((entry) => {
    if (entry.name.startsWith('.')) return [];
    const file = under ? `${under}/${entry.name}` : entry.name;
    return entry.isDirectory() ? listFiles(root, file) : [file];
  });
}

function readIfPossible(file: string): Buffer | undefined {
  try {
    return readFileSync(file);
  } catch {
    return undefined; // A link to nowhere, or somebody else's: told of as a problem.
  }
}

function unreadable(file: string): CheckedFile {
  const finding = {
    line: 1,
    column: 1,
    what: 'can’t be read',
    mend: 'see whether it is there and whose it is',
  };
  return { file, slug: '', positions: {}, links: [], pictures: [], findings: [finding] };
}

/** The site's language, before anything is checked: stories without `lang` are set in it. */
function languageOf(contentDir: string): string {
  const file = path.join(contentDir, 'site.yml');
  const found = existsSync(file) && /^lang:\s*["']?([A-Za-z-]+)/m.exec(readFileSync(file, 'utf8'));
  return found ? (found[1] ?? 'en') : 'en';
}

/** Stories apart from the rest: the rest changes seldom, and then all of it is cheap. */
async function compileChanged(
  changed: readonly string[],
  setup: Setup,
  onDone: (files: readonly CheckedFile[]) => void,
): Promise<void> {
  if (changed.length === 0) return;
  const stories = changed.filter((file) => typeAt(file) === 'Story');
  const others = changed.filter((file) => typeAt(file) !== 'Story');
  const threads = changed.length >= filesForTwoWorkers ? 2 : 1;
  const size = Math.min(batchSize, Math.ceil(stories.length / threads) || 1);
  const groups = [others, ...slices(stories, size)].filter((files) => files.length > 0);
  const batches = groups.map((files, number): Batch => ({ number, files }));
  try {
    await Promise.all(
      Array.from({ length: Math.min(threads, batches.length) }, () => work(batches, setup, onDone)),
    );
  } finally {
    rmSync(setup.stageDir, { recursive: true, force: true });
  }
}

function slices<T>(items: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  );
}

/** One thread, taking batches off the shared list until it is empty. */
async function work(
  batches: Batch[],
  setup: Setup,
  onDone: (files: readonly CheckedFile[]) => void,
): Promise<void> {
  const worker = new Worker(new URL('./worker.js', import.meta.url), {
    workerData: setup,
    // Contentlayer's API traces itself and sends what it has traced to a collector on this machine: not here.
    env: { ...process.env, OTEL_TRACES_SAMPLER: 'always_off' },
  });
  try {
    for (let batch = batches.shift(); batch; batch = batches.shift()) {
      const sent = batch;
      onDone(
        await new Promise<readonly CheckedFile[]>((resolve, reject) => {
          worker.removeAllListeners();
          worker.once('message', ({ files }: Compiled) => resolve(files));
          worker.once('error', reject);
          worker.once('exit', (code) => reject(new Error(`The content worker stopped (${code}).`)));
          worker.postMessage(sent);
        }),
      );
    }
  } finally {
    worker.removeAllListeners();
    await worker.terminate();
  }
}

/** Checked files by a hash of path, bytes, site language, and the code that checks. */
function openCache(dataDir: string, siteLang: string) {
  const folder = path.join(dataDir, 'checked');
  mkdirSync(folder, { recursive: true });
  const code = codeOfCheck();
  const fileOf = (key: string) => path.join(folder, `${key}.json`);
  return {
    key: (file: string, bytes: Uint8Array) =>
      createHash('sha256').update(`${code}\n${siteLang}\n${file}\n`).update(bytes).digest('hex').slice(0, 40),
    read(key: string): CheckedFile | undefined {
      try {
        return JSON.parse(readFileSync(fileOf(key), 'utf8')) as CheckedFile;
      } catch {
        return undefined; // Not kept yet, or cut short by a crash: it is checked again.
      }
    },
    /** By rename, but without waiting for the disk: what a crash takes is checked again. */
    write(key: string, file: CheckedFile) {
      const draft = `${fileOf(key)}.${randomUUID()}.tmp`;
      writeFileSync(draft, JSON.stringify(file));
      renameSync(draft, fileOf(key));
    },
    prune(current: ReadonlySet<string>) {
      // Drafts are left alone: another check may be writing them now.
      for (const name of readdirSync(folder))
        if (name.endsWith('.json') && !current.has(name.slice(0, -5)))
          rmSync(path.join(folder, name), { force: true });
    },
  };
}

function codeOfCheck(): string {
  const here = import.meta.dirname;
  const root = path.join(here, '../..');
  const sources = readdirSync(here)
    .filter((name) => /\.[jt]s$/.test(name) && !name.includes('.test.'))
    .sort();
  const hash = createHash('sha256');
  for (const name of sources) hash.update(readFileSync(path.join(here, name)));
  for (const name of ['contentlayer.config.js', 'package.json'])
    hash.update(readFileSync(path.join(root, name)));
  return hash.digest('hex');
}
