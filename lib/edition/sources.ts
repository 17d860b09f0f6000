/** The files that an edition was made of, folder by folder: those in which nothing has changed are one object with the edition before. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { objectPath, readObject, writeObject } from './objects.ts';

/** The files that some content was made of, each with the name under which what was found in it is kept. */
export type Sources = ReadonlyMap<string, string>;

type Listed = readonly (readonly [file: string, key: string])[];

/** The last list of each folder, by data folder and its own name: what is as it was isn't written down again. */
const kept = new Map<string, Readonly<{ listed: Listed; object: string }>>();

/** Gives the name of the object that lists the folders. */
export function writeSources(dataDir: string, sources: Sources): string {
  const folders = new Map<string, (readonly [string, string])[]>();
  for (const source of [...sources].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const folder = path.posix.dirname(source[0]);
    const listed = folders.get(folder);
    if (listed) listed.push(source);
    else folders.set(folder, [source]);
  }
  const objects = [...folders].map(([folder, listed]) => writeFolder(dataDir, folder, listed));
  return writeObject(dataDir, JSON.stringify(objects));
}

function writeFolder(dataDir: string, folder: string, listed: Listed): string {
  const place = `${dataDir} ${folder}`;
  const last = kept.get(place);
  // It may have been removed as what no edition names, where publishing failed for long.
  if (last && isSame(last.listed, listed) && existsSync(objectPath(dataDir, last.object))) return last.object;
  const object = writeObject(dataDir, JSON.stringify(listed));
  kept.set(place, { listed, object });
  return object;
}

const isSame = (one: Listed, other: Listed) =>
  one.length === other.length &&
  one.every(([file, key], index) => file === other[index]?.[0] && key === other[index]?.[1]);

/** The objects of a list of files, that itself among them. */
export function sourceObjects(dataDir: string, name: string): string[] {
  return [name, ...(JSON.parse(readObject(dataDir, name).toString('utf8')) as string[])];
}

/** Throws if it isn't kept any longer. */
export function readSources(dataDir: string, name: string): Sources {
  const read = (object: string) => JSON.parse(readObject(dataDir, object).toString('utf8')) as unknown;
  return new Map((read(name) as string[]).flatMap((object) => read(object) as Listed));
}
