/** Puts a backup back into a data folder: read and looked at whole before anything there is touched. */
import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, utimesSync } from 'node:fs';
import path from 'node:path';
import * as tar from 'tar';
import { switchPointer } from '#lib/disk/write.ts';
import { type BackupList, checkStore, digestOfFile, listName, readList, storeFile } from './contents.ts';
import { isHeld } from './running.ts';

export type RecoverWish = Readonly<{
  /** The archive. */
  from: string;
  dataDir: string;
  /** What is there is put aside. */
  replace: boolean;
  /** Looks at everything and changes nothing. */
  rehearse: boolean;
}>;

export type Recovered = Readonly<{
  list: BackupList;
  /** Where what was there is now. */
  aside?: string;
}>;

/** Names that don't make a folder one with something in it. */
const nothing = /^(backup|press\.lock|portal\.lock|(recovering|replaced)-.*)$/;

/** Throws, with the remedy, if the archive isn't whole, if something is in the way, or if a portal runs; nothing is changed then. */
export async function recover({ from, dataDir, replace, rehearse }: RecoverWish): Promise<Recovered> {
  if (!existsSync(from)) throw new Error(`There is no ${from}.`);
  const there = existsSync(dataDir) ? readdirSync(dataDir).filter((name) => !nothing.test(name)) : [];
  if (existsSync(dataDir) && isHeld(dataDir))
    throw new Error(`A portal runs on ${dataDir}. Stop it first; it would write over what comes back.`);
  if (there.length > 0 && !replace)
    throw new Error(
      `There is something in ${dataDir}. With --replace it is put aside; or choose another folder by --into.`,
    );
  mkdirSync(dataDir, { recursive: true });
  const stage = path.join(dataDir, `recovering-${randomUUID()}`);
  try {
    const list = await unpack(from, stage);
    if (rehearse) return { list };
    const aside = there.length > 0 ? putAside(dataDir, there) : undefined;
    const names = new Set([...list.files, ...list.links].map(({ file }) => file.split(path.sep)[0] ?? ''));
    for (const name of names) renameSync(path.join(stage, name), path.join(dataDir, name));
    return { list, aside };
  } finally {
    rmSync(stage, { recursive: true, force: true });
  }
}

/** Gives the list of what was unpacked, everything looked at. Throws if any of it isn't as it was. */
async function unpack(from: string, stage: string): Promise<BackupList> {
  mkdirSync(stage, { mode: 0o700 });
  try {
    // Links could lead out of the folder: those of a backup are in its list.
    const filter = (_: string, entry: object) =>
      'type' in entry && /^(File|OldFile|Directory)$/.test(String(entry.type));
    await tar.extract({ file: from, cwd: stage, strict: true, filter });
    const list = readList(readFileSync(path.join(stage, listName), 'utf8'));
    for (const { file, sha256, mtime } of list.files) {
      const whole = path.join(stage, file);
      if ((await digestOfFile(whole)).sha256 !== sha256) throw new Error(`${file} isn't as it was`);
      utimesSync(whole, mtime / 1000, mtime / 1000); // A date would drop what is less than a millisecond.
    }
    if (list.files.some(({ file }) => file === storeFile)) checkStore(path.join(stage, storeFile));
    for (const { file, to } of list.links) switchPointer(path.join(stage, file), to);
    return list;
  } catch (error) {
    throw new Error(
      `${from} can't be used: ${(error as Error).message}. Nothing was changed; take another backup.`,
      { cause: error },
    );
  }
}

/** Into a folder beside, not the folder itself: a data folder may be a disk of its own, which can't be renamed. */
function putAside(dataDir: string, names: readonly string[]): string {
  const aside = path.join(dataDir, `replaced-${new Date().toISOString().replace(/[:.]/g, '-')}`);
  mkdirSync(aside, { mode: 0o700 });
  for (const name of names) renameSync(path.join(dataDir, name), path.join(aside, name));
  return aside;
}
