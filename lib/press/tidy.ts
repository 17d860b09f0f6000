/** Gives back what no kept edition needs any longer: objects, contents, records of late pages, drafts that a crash left. */
import { readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { setImmediate as breathe } from 'node:timers/promises';
import { Entries, lateRecord } from '#lib/edition/entries.ts';
import { namesOf, readManifest } from '#lib/edition/manifest.ts';
import { type Edition, openContent, preparedContent } from '#lib/edition/open.ts';
import { readSources, sourceObjects } from '#lib/edition/sources.ts';
import { keptPictures, recordOf } from '#lib/pictures/make.ts';
import { renditionsOf } from '#lib/pictures/needed.ts';

/** Younger files stay, needed or not: somebody may be about to name them. In milliseconds. */
const grace = 60 * 60_000;

export type Needed = Readonly<{
  objects: ReadonlySet<string>;
  contents: ReadonlySet<string>;
  /** Records of late pages, and of pictures. */
  records: ReadonlySet<string>;
  /** Names under which checked files are kept. */
  checked: ReadonlySet<string>;
  /** Pictures that a copy has instead of a content folder (lib/copy), by their paths. */
  originals?: ReadonlySet<string>;
}>;

/** Removes from a data folder what isn't needed; gives the number of files. Only one may publish meanwhile: the caller. */
export async function tidy(dataDir: string, needed: Needed, now: number): Promise<number> {
  const isOld = (file: string) => now - (statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? now) > grace;
  let removed = 0;
  const sweep = async (folder: string, isNeeded: (name: string) => boolean) => {
    for (const name of filesIn(path.join(dataDir, folder))) {
      const file = path.join(dataDir, folder, name);
      const isDraft = name.endsWith('.tmp');
      if ((isDraft || !isNeeded(name)) && isOld(file)) {
        rmSync(file, { force: true });
        removed++;
        if (removed % 500 === 0) await breathe();
      }
    }
  };
  await sweep('objects', (name) => needed.objects.has(name.replace(/\.(br|gz)$/, '').replace(/[/\\]/, '')));
  await sweep('content', (name) => name === 'current' || needed.contents.has(name.replace(/\.json$/, '')));
  await sweep('late', (name) => needed.records.has(name));
  await sweep('cache/media', (name) => needed.records.has(name));
  await sweep('checked', (name) => needed.checked.has(name.replace(/\.json$/, '')));
  await sweep('originals', (name) => needed.originals?.has(name) ?? true);
  await sweep('editions', () => true);
  return removed;
}

/** What the kept editions are made of: the live one, those to go back to, those that wait. */
export async function neededBy(dataDir: string): Promise<Needed> {
  const needed = {
    objects: new Set<string>(),
    contents: new Set<string>(),
    records: new Set<string>(),
    checked: new Set<string>(),
    originals: new Set<string>(),
  };
  const prepared = preparedContent(dataDir);
  if (prepared !== undefined) addContent(dataDir, prepared, needed);
  for (const name of namesOf(dataDir)) {
    const manifest = readManifest(dataDir, name);
    addContent(dataDir, manifest.content, needed);
    for (const object of [...manifest.shards, ...sourceObjects(dataDir, manifest.sources)])
      needed.objects.add(object);
    for (const key of readSources(dataDir, manifest.sources).values()) needed.checked.add(key);
    for (const [address, entry] of new Entries(dataDir, manifest.shards).all()) {
      if (entry.object) needed.objects.add(entry.object);
      else addRecord(path.join(dataDir, 'late', lateRecord(manifest.code, address, entry)), needed);
    }
    await breathe();
  }
  return needed;
}

type Gathered = { [K in keyof Needed]-?: Set<string> };

function addContent(dataDir: string, name: string, needed: Gathered): void {
  if (needed.contents.has(name)) return;
  needed.contents.add(name);
  const content = openContent(dataDir, name);
  for (const { chunks } of content.months) for (const chunk of chunks) needed.objects.add(chunk);
  for (const { object, history } of content.stories) {
    needed.objects.add(object);
    if (history !== undefined) needed.objects.add(history);
  }
  addPictures(dataDir, content, needed);
}

/** Pictures that are made but were never asked for: making them again takes seconds. */
function addPictures(dataDir: string, content: Edition, needed: Gathered): void {
  for (const { lead } of content.stories) if (lead?.unlabelled) needed.originals.add(lead.unlabelled.file);
  for (const each of renditionsOf(content)) {
    needed.originals.add(each.picture.file);
    needed.records.add(path.basename(recordOf(dataDir, each)));
    for (const { object } of keptPictures(dataDir, each) ?? []) needed.objects.add(object);
  }
}

function addRecord(file: string, needed: Gathered): void {
  needed.records.add(path.basename(file));
  try {
    needed.objects.add(readFileSync(file, 'utf8'));
  } catch {
    // A late page that nobody has asked for.
  }
}

/** Files under a folder, by their paths in it; links are not among them. */
function filesIn(folder: string): string[] {
  try {
    return readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)));
  } catch {
    return []; // There is no such folder yet.
  }
}
