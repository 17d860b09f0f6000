/** The store of objects: immutable files named by the hash of their bytes. */
import { createHash } from 'node:crypto';
import { readFileSync, utimesSync } from 'node:fs';
import { utimes } from 'node:fs/promises';
import path from 'node:path';
import { writeWhole, writeWholeSoon } from '#lib/disk/write.ts';

/** The first 32 hex digits (128 bits) of SHA-256: names of objects, editions and inputs. */
export function hashOf(bytes: string | Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex').slice(0, 32);
}

/** Where an object lies under the data folder, whether it exists or not. */
export function objectPath(dataDir: string, hash: string): string {
  return path.join(/* turbopackIgnore: true */ dataDir, 'objects', hash.slice(0, 2), hash.slice(2));
}

/** Keeps bytes as an object and gives its name. What is there already is left alone. */
export function writeObject(dataDir: string, bytes: string | Uint8Array): string {
  const hash = hashOf(bytes);
  const file = objectPath(dataDir, hash);
  try {
    const now = new Date();
    utimesSync(/* turbopackIgnore: true */ file, now, now); // Whoever tidies up sees that it is needed again.
  } catch {
    writeWhole(file, bytes);
  }
  return hash;
}

/** So many are written side by side: a disk syncs several in little more time than one. */
const atOnce = 32;

/** Keeps many objects; gives their names in the same order. */
export async function writeObjects(
  dataDir: string,
  all: readonly (string | Uint8Array)[],
): Promise<string[]> {
  const names: string[] = [];
  for (let from = 0; from < all.length; from += atOnce)
    names.push(
      ...(await Promise.all(all.slice(from, from + atOnce).map((bytes) => writeObjectSoon(dataDir, bytes)))),
    );
  return names;
}

/** As `writeObject`, without holding up others while the disk syncs. */
export async function writeObjectSoon(dataDir: string, bytes: string | Uint8Array): Promise<string> {
  const hash = hashOf(bytes);
  const file = objectPath(dataDir, hash);
  const now = new Date();
  const isThere = await utimes(/* turbopackIgnore: true */ file, now, now).then(
    () => true,
    () => false,
  );
  if (!isThere) await writeWholeSoon(file, bytes);
  return hash;
}

/** Reads an object. Throws if there is none. */
export function readObject(dataDir: string, hash: string): Buffer {
  return readFileSync(/* turbopackIgnore: true */ objectPath(dataDir, hash));
}
