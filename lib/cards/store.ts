/** Finished cards in the data folder, by the hash in their address. */
import { existsSync, readdirSync, rmSync, statSync } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { writeWhole } from '#lib/disk/write.ts';

const folderOf = (dataDir: string) => path.join(/* turbopackIgnore: true */ dataDir, 'cards');

function fileOf(dataDir: string, hash: string): string {
  return path.join(/* turbopackIgnore: true */ folderOf(dataDir), hash.slice(0, 2), `${hash}.jpg`);
}

/** A kept card, or nothing. */
export async function keptCard(dataDir: string, hash: string): Promise<Buffer | undefined> {
  return readFile(/* turbopackIgnore: true */ fileOf(dataDir, hash)).catch(() => undefined);
}

/** Bytes of a kept card, or nothing. */
export async function keptSize(dataDir: string, hash: string): Promise<number | undefined> {
  return (await stat(/* turbopackIgnore: true */ fileOf(dataDir, hash)).catch(() => undefined))?.size;
}

/** Keeps a card: it is there whole or not at all. */
export function keepCard(dataDir: string, hash: string, bytes: Buffer): void {
  writeWhole(fileOf(dataDir, hash), bytes);
}

export type Limits = Readonly<{
  /** Milliseconds since a card was made. */
  age: number;
  /** Bytes of all cards. */
  size: number;
}>;

/** Nobody asks for a card that isn't current, but an edition may be rolled back to where it is. */
const limits: Limits = { age: 30 * 24 * 3600_000, size: 512 * 1024 * 1024 };

/**
 * Removes cards that are no longer current: those past the age, and the oldest while all are larger than
 * the size. Current cards stay whatever their age. Gives the number of removed ones.
 */
export function pruneCards(
  dataDir: string,
  current: ReadonlySet<string>,
  now: number,
  most = limits,
): number {
  const home = folderOf(dataDir);
  if (!existsSync(home)) return 0;
  const files = readdirSync(home, { recursive: true, encoding: 'utf8' }).flatMap((name) => {
    const found = statSync(path.join(home, name), { throwIfNoEntry: false });
    return found?.isFile() ? [{ file: path.join(home, name), size: found.size, made: found.mtimeMs }] : [];
  });
  let size = files.reduce((sum, file) => sum + file.size, 0);
  const old = files
    .filter(({ file }) => !current.has(path.basename(file, '.jpg')))
    .sort((a, b) => a.made - b.made);
  let removed = 0;
  for (const { file, size: bytes, made } of old) {
    if (now - made <= most.age && size <= most.size) continue;
    rmSync(file, { force: true });
    size -= bytes;
    removed++;
  }
  return removed;
}
