/** Which files of a data folder an edition is made of, so that a copy of them serves it. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { Entries, lateRecord } from '#lib/edition/entries.ts';
import { type Manifest, readManifest } from '#lib/edition/manifest.ts';
import type { IndexedStory } from '#lib/edition/open.ts';
import { type Edition, openContent } from '#lib/edition/open.ts';
import { sourceObjects } from '#lib/edition/sources.ts';
import { keptPictures, recordOf } from '#lib/pictures/make.ts';
import { renditionsOf } from '#lib/pictures/needed.ts';

export type EditionFiles = Readonly<{
  /** Paths in the data folder of files that never change, in any order. */
  lasting: readonly string[];
  /** What names the others: it goes last. */
  naming: readonly string[];
  /** Paths in the content folder of the pictures from which late pictures and cards are made. */
  originals: readonly string[];
}>;

/** Where a copy keeps the originals, under its data folder: it has no content folder. */
export const originalsFolder = 'originals';

const copies = ['', '.br', '.gz'];

/**
 * The files of an edition; but for those that it shares with `base`, if that is named and can still be read.
 * Throws if the edition can't be read.
 */
export function filesOf(dataDir: string, name: string, base?: string): EditionFiles {
  const manifest = readManifest(dataDir, name);
  const before = base === undefined ? undefined : partsOf(dataDir, base);
  const objects = new Set<string>();
  const records: string[] = [];
  const shards = manifest.shards.filter((shard) => !before?.shards.has(shard));
  for (const shard of shards) objects.add(shard);
  for (const [address, entry] of new Entries(dataDir, shards).all()) {
    if (entry.object) objects.add(entry.object);
    else
      addRecord(dataDir, path.join('late', lateRecord(manifest.code, address, entry)), { objects, records });
  }
  for (const object of sourceObjects(dataDir, manifest.sources)) objects.add(object);
  const content = openContent(dataDir, manifest.content);
  const chunks = content.months
    .flatMap((month) => month.chunks)
    .filter((chunk) => !before?.chunks.has(chunk));
  for (const chunk of chunks) objects.add(chunk);
  const stories = chunks.flatMap((chunk) => content.inChunk(chunk));
  for (const { object, history } of stories) {
    objects.add(object);
    if (history !== undefined) objects.add(history);
  }
  const pictures = picturesOf(dataDir, content, stories);
  for (const object of pictures.objects) objects.add(object);
  const files = [...objects].flatMap((hash) => {
    const file = path.join('objects', hash.slice(0, 2), hash.slice(2));
    return copies.map((copy) => file + copy).filter((each) => existsSync(path.join(dataDir, each)));
  });
  return {
    lasting: [...files, ...records, ...pictures.records],
    naming: [path.join('content', `${manifest.content}.json`), path.join('editions', `${name}.json`)],
    originals: pictures.originals,
  };
}

type Parts = Readonly<{ shards: ReadonlySet<string>; chunks: ReadonlySet<string> }>;

function partsOf(dataDir: string, name: string): Parts | undefined {
  try {
    const manifest: Manifest = readManifest(dataDir, name);
    const { months } = openContent(dataDir, manifest.content);
    return {
      shards: new Set(manifest.shards),
      chunks: new Set(months.flatMap((month) => month.chunks)),
    };
  } catch {
    return undefined; // Too old to be kept: then everything is compared.
  }
}

/** A late page that somebody has asked for here already. Elsewhere it is made when it is asked for. */
function addRecord(
  dataDir: string,
  file: string,
  found: Readonly<{ objects: Set<string>; records: string[] }>,
): void {
  try {
    found.objects.add(readFileSync(path.join(dataDir, file), 'utf8'));
    found.records.push(file);
  } catch {
    // Nobody has asked for it.
  }
}

function picturesOf(dataDir: string, content: Edition, stories: readonly IndexedStory[]) {
  const objects: string[] = [];
  const records: string[] = [];
  const originals = new Set<string>();
  for (const each of renditionsOf(content, [...stories])) {
    originals.add(each.picture.file);
    const kept = keptPictures(dataDir, each);
    if (!kept) continue;
    records.push(path.relative(dataDir, recordOf(dataDir, each)));
    objects.push(...kept.map(({ object }) => object));
  }
  // Cards show the one without words where there is one.
  for (const { lead } of stories) if (lead?.unlabelled) originals.add(lead.unlabelled.file);
  return { objects, records, originals: [...originals] };
}
