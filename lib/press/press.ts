/** Makes an edition: checks content, builds the app where it is stale, renders what changed, goes live. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { checkContent, type Problem } from '#lib/content/check.ts';
import { type PageAddress, pageAddresses } from '#lib/edition/addresses.ts';
import { choose } from '#lib/edition/choose.ts';
import { liveAddress } from '#lib/edition/live.ts';
import { hashOf, objectPath, writeWhole } from '#lib/edition/objects.ts';
import { type Edition, keepContent, openContent, pointContent } from '#lib/edition/open.ts';
import { keptPictures, makePictures } from '#lib/pictures/make.ts';
import { renditionsOf } from '#lib/pictures/needed.ts';
import { pictureAddresses } from '#lib/pictures/renditions.ts';
import type { Settings } from '#lib/settings/settings.ts';
import { type App, buildApp, distDir, type Harvest, readHarvest, startApp } from './app.ts';
import { codeHash } from './code.ts';
import { finishPage, keepFile } from './finish.ts';
import { type Entry, goLive, liveEdition } from './manifest.ts';
import { inParallel } from './parallel.ts';
import { bundleReaderScript, readerScripts } from './reader-script.ts';

/** The content can't go out as it is. */
export class ContentProblems extends Error {
  constructor(readonly problems: readonly Problem[]) {
    super(`${problems.length} problem${problems.length === 1 ? '' : 's'} in the content`);
  }
}

export type Pressed = Readonly<{ name: string; rendered: number; reused: number; pages: number }>;

type Job = Readonly<{
  settings: Settings;
  projectDir: string;
  /** The instant that decides what may be seen, in milliseconds since 1970. */
  at: number;
  /** Told what happens next, in words for a terminal. */
  report: (line: string) => void;
}>;

/** Checks and keeps the content, and makes it the one to render from. Throws ContentProblems. */
export async function prepareContent({ settings, at, report }: Omit<Job, 'projectDir'>) {
  const { contentDir, dataDir } = settings;
  const { content, problems, files } = await checkContent({ contentDir, dataDir, at });
  if (!content) throw new ContentProblems(problems);
  report(`Content checked: ${files} files, ${content.stories.length} stories.`);
  const chosen = choose(content, at);
  const name = keepContent(dataDir, chosen);
  pointContent(dataDir, name);
  return { edition: openContent(dataDir, name), changesAt: chosen.changesAt };
}

/** Makes the edition for an instant and switches to it; does nothing if the live one is the same. */
export async function press(job: Job): Promise<Pressed> {
  const { settings, projectDir, report } = job;
  const { dataDir } = settings;
  const { edition, changesAt } = await prepareContent(job);
  await bundleReaderScript(projectDir);
  const code = codeHash(projectDir);
  const { siteUrl } = settings;
  const live = liveEdition(dataDir);
  const pages = pageAddresses(edition, settings.finishAhead).map((page) => ({
    ...page,
    inputs: hashOf(`${siteUrl} ${page.inputs}`), // Every page names its own full address.
  }));
  const current = live?.manifest;
  if (live && current?.code === code && current.content === edition.name && current.siteUrl === siteUrl) {
    return { name: live.name, rendered: 0, reused: pages.length, pages: pages.length };
  }
  const harvest = await freshBuild(job, code);
  const { replacements, entries: scripts } = await keepReaderScripts(projectDir, dataDir);
  const old = live?.manifest.code === code ? live.manifest.entries : {};
  const finished = await finishPages({ ...job, pages, old, harvest, replacements });
  report('Preparing pictures.');
  const entries: Record<string, Entry> = {
    ...immutableOf(live?.manifest.entries ?? {}),
    ...(await assetEntries(projectDir, dataDir)),
    ...(await publicEntries(projectDir, dataDir)),
    ...(await pictureEntries(edition, settings)),
    ...scripts,
    ...redirects(edition),
    ...finished.entries,
  };
  const name = goLive(dataDir, {
    code,
    content: edition.name,
    siteUrl,
    replacements,
    changesAt,
    entries,
  });
  report(
    `Edition ${name.slice(0, 8)}: ${pages.length} pages, ${finished.rendered} rendered, ${finished.reused} kept.`,
  );
  return { name, pages: pages.length, rendered: finished.rendered, reused: finished.reused };
}

const isBuilding = /Another next build process is already running/;

/**
 * Builds the app if the build is of other code; gives what the build left only if it is of this moment.
 * If another process builds in this folder, waits for it: its build is as good as ours.
 */
async function freshBuild(job: Job, code: string): Promise<Harvest | undefined> {
  const { projectDir, settings, report } = job;
  const stamp = path.join(projectDir, distDir, 'newsroom-code');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === code) return undefined;
  report('Building the app (about half a minute).');
  try {
    await buildApp(projectDir, settings);
  } catch (error) {
    if (!isBuilding.test((error as Error).message)) throw error;
    report('Another process is building; waiting for it.');
    await wait(3000);
    return freshBuild(job, code);
  }
  writeWhole(stamp, code);
  return readHarvest(projectDir);
}

type Finishing = Job & {
  pages: readonly PageAddress[];
  old: Readonly<Record<string, Entry>>;
  harvest: Harvest | undefined;
  replacements: Readonly<Record<string, string>>;
};

async function finishPages({ settings, projectDir, report, pages, old, harvest, replacements }: Finishing) {
  const { dataDir } = settings;
  const entries: Record<string, Entry> = {};
  const harvested = new Map(harvest?.prerenders.map((page) => [page.address, page]));
  let app: App | undefined;
  let rendered = 0;
  let reused = 0;
  const toRender = pages.filter((page) => {
    const kept = old[page.address];
    const same = kept?.inputs === page.inputs && kept.status === page.status;
    if (same && (page.late || (kept.object && existsSync(objectPath(dataDir, kept.object))))) {
      entries[page.address] = kept;
      reused++;
    } else if (page.late) {
      entries[page.address] = {
        type: 'text/html; charset=utf-8',
        status: 200,
        keep: 'page',
        inputs: page.inputs,
      };
    } else return true;
    return false;
  });
  const missing = toRender.some((page) => !harvested.has(page.address));
  if (missing) app = await startApp(projectDir, settings);
  try {
    await inParallel(toRender, 8, async (page) => {
      const { address, inputs, status, keep = 'page' } = page;
      const ready = harvested.get(address);
      const source = ready
        ? {
            type: String(ready.headers['content-type'] ?? 'text/html; charset=utf-8'),
            body: readFileSync(ready.file),
          }
        : await app?.render(address);
      if (!source) throw new Error(`${address} was not rendered`);
      const object = await finishPage(dataDir, { address, ...source }, replacements);
      entries[address] = { object, type: source.type, status, keep, inputs };
      rendered++;
      if (rendered % 250 === 0) report(`${rendered} of ${toRender.length} pages.`);
    });
  } finally {
    await app?.stop();
  }
  return { entries, rendered, reused };
}

/** Files that readers of an older edition's pages may still ask for. Pictures aren't among them: takedowns reach those. */
function immutableOf(entries: Readonly<Record<string, Entry>>): Record<string, Entry> {
  const stays = ([address, entry]: [string, Entry]) =>
    entry.keep === 'immutable' && !address.startsWith('/media/');
  return Object.fromEntries(Object.entries(entries).filter(stays));
}

/** The reader's scripts under names of their content, and which name stands for which. */
async function keepReaderScripts(projectDir: string, dataDir: string) {
  const replacements: Record<string, string> = {};
  const entries: Record<string, Entry> = {};
  const type = 'text/javascript; charset=utf-8';
  for (const script of readerScripts) {
    const bytes = readFileSync(path.join(projectDir, script.file));
    const address = script.address.replace('.js', `.${hashOf(bytes).slice(0, 12)}.js`);
    replacements[script.address] = address;
    entries[address] = {
      object: await keepFile(dataDir, bytes, type),
      type,
      status: 200,
      keep: 'immutable',
    };
  }
  return { replacements, entries };
}

const types: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.json': 'application/json',
  '.txt': 'text/plain; charset=utf-8',
};
const typeOf = (file: string) =>
  file === 'speculation-rules.json'
    ? 'application/speculationrules+json'
    : (types[path.extname(file)] ?? 'application/octet-stream');

/** Style sheets and fonts of the build, and the newsroom's scripts. */
async function assetEntries(projectDir: string, dataDir: string): Promise<Record<string, Entry>> {
  const { assets } = readHarvest(projectDir);
  const made = assets.map(async ({ address, file }) => {
    const object = await keepFile(dataDir, readFileSync(file), typeOf(file));
    return [address, { object, type: typeOf(file), status: 200, keep: 'immutable' }] as const;
  });
  return Object.fromEntries(await Promise.all(made));
}

/** Files under `public/`, at the addresses they have there. */
async function publicEntries(projectDir: string, dataDir: string): Promise<Record<string, Entry>> {
  const folder = path.join(projectDir, 'public');
  const files = existsSync(folder)
    ? readdirSync(folder, { withFileTypes: true }).filter((file) => file.isFile())
    : [];
  const made = files.map(async ({ name }) => {
    const object = await keepFile(dataDir, readFileSync(path.join(folder, name)), typeOf(name));
    return [`/${name}`, { object, type: typeOf(name), status: 200, keep: 'page' }] as const;
  });
  return Object.fromEntries(await Promise.all(made));
}

/** About as many stories as the fronts show have their pictures made before the edition goes out; others when first asked for. */
const storiesPicturedAhead = 40;

async function pictureEntries(
  edition: Edition,
  { dataDir, contentDir }: Settings,
): Promise<Record<string, Entry>> {
  const ahead = renditionsOf(edition, edition.stories.slice(0, storiesPicturedAhead));
  await inParallel(ahead, 2, (each) => makePictures(dataDir, contentDir, each));
  const entries = renditionsOf(edition).flatMap((each) => {
    const made = new Map(keptPictures(dataDir, each)?.map(({ address, object }) => [address, object]));
    return pictureAddresses(each).map(({ address, type }) => {
      const entry: Entry = {
        object: made.get(address),
        type,
        status: 200,
        keep: 'immutable',
        inputs: address,
      };
      return [address, entry] as const;
    });
  });
  return Object.fromEntries(entries);
}

function redirects(edition: Edition): Record<string, Entry> {
  const moved = Object.entries(edition.moved).flatMap(([from, to]) => {
    const entry: Entry = { type: 'text/plain', status: 308, keep: 'page', location: `/articles/${to}` };
    const isLive = edition.summary(to)?.kind === 'live';
    // Whoever has the page open under its old address goes on following it.
    const live: Entry = { ...entry, location: liveAddress(to) };
    return [[`/articles/${from}`, entry] as const, ...(isLive ? [[liveAddress(from), live] as const] : [])];
  });
  return Object.fromEntries(moved);
}
