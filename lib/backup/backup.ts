/** Makes a backup of a data folder, while a portal works on it: an archive with a list of what is in it, read back when it is written. */
import {
  closeSync,
  copyFileSync,
  existsSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readdirSync,
  readlinkSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import path from 'node:path';
import * as tar from 'tar';
import { copyStoreFile } from '#lib/audience/copy.ts';
import { writeWhole } from '#lib/disk/write.ts';
import { lockPress } from '#lib/press/lock.ts';
import type { Settings } from '#lib/settings/settings.ts';
import { inParallel } from '#lib/threads/parallel.ts';
import {
  type BackupList,
  checkStore,
  digestOf,
  digestOfFile,
  listName,
  newList,
  storeFile,
  wholeOf,
} from './contents.ts';
import { copyByPortal, newWorkplace, workshop } from './door.ts';

export type BackupWish = Readonly<{
  settings: Settings;
  /** The archive, `.tar.gz`; must not be there yet. */
  to: string;
  /** Editions and their files too. */
  everything: boolean;
  report: (line: string) => void;
}>;

/** What a killed backup left is removed after so long, in milliseconds. */
const leftBehind = 24 * 60 * 60_000;

/** Gives the list of what is in it. Throws, with the remedy, if anything can't be copied or read back; then there is no archive. */
export async function makeBackup({ settings, to, everything, report }: BackupWish): Promise<BackupList> {
  const { dataDir } = settings;
  if (existsSync(to))
    throw new Error(`${to} is there already. A backup never replaces another: choose a new name.`);
  if (!existsSync(dataDir)) throw new Error(`There is no ${dataDir}; DATA_DIR names the folder to back up.`);
  sweep(dataDir);
  const folder = await copyStore(settings, report);
  const draft = `${to}.tmp`;
  try {
    const { files, links } = everything ? await gather(dataDir, folder) : few(dataDir, folder);
    if (existsSync(path.join(folder, storeFile))) {
      checkStore(path.join(folder, storeFile));
      files.push(storeFile);
    }
    const list = newList({
      made: new Date().toISOString(),
      everything,
      files: await inParallel(files, 16, (file) => entryOf(folder, file)),
      links: links.map((file) => ({ file, to: readlinkSync(path.join(dataDir, file)) })),
    });
    writeWhole(path.join(folder, listName), JSON.stringify(list));
    mkdirSync(path.dirname(path.resolve(to)), { recursive: true });
    closeSync(openSync(draft, 'w', 0o600)); // It holds the portal's secret.
    await tar.create({ gzip: true, portable: true, file: draft, cwd: folder }, [listName, ...files]);
    await readBack(draft, list);
    synced(draft);
    renameSync(draft, to);
    return list;
  } finally {
    rmSync(folder, { recursive: true, force: true });
    rmSync(draft, { force: true });
  }
}

/** A folder with a copy of the audience's store, if there is one here. */
async function copyStore(settings: Settings, report: (line: string) => void): Promise<string> {
  const store = path.join(settings.dataDir, storeFile);
  if (settings.databaseUrl !== undefined)
    report(
      'The audience is in PostgreSQL and not in this backup: pg_dump --exclude-table-data=audience.salts "$DATABASE_URL"',
    );
  const isHere = settings.databaseUrl === undefined && existsSync(store);
  if (!isHere) return newWorkplace(settings.dataDir);
  const made = await copyByPortal(settings);
  if (made !== undefined) return made;
  const folder = newWorkplace(settings.dataDir);
  await copyStoreFile(store, path.join(folder, storeFile), report);
  return folder;
}

/** What can't be made again, beside the audience. */
function few(dataDir: string, folder: string): { files: string[]; links: string[] } {
  const files = ['secret'].filter((file) => existsSync(path.join(dataDir, file)));
  for (const file of files) take(dataDir, folder, file);
  return { files, links: [] };
}

/** Everything, as it is between two publishes. Finished files never change, so that a second name for each is enough. */
async function gather(dataDir: string, folder: string): Promise<{ files: string[]; links: string[] }> {
  const release = await lockPress(dataDir, { report: () => {} });
  try {
    const whole = wholeOf(dataDir);
    const files = whole.files.filter((file) => take(dataDir, folder, file));
    return { files, links: whole.links };
  } finally {
    release();
  }
}

/** False if the file has gone meanwhile: a newsstand writes beside the press, and drafts come and go. */
function take(dataDir: string, folder: string, file: string): boolean {
  const [from, to] = [path.join(dataDir, file), path.join(folder, file)];
  mkdirSync(path.dirname(to), { recursive: true });
  try {
    linkSync(from, to);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return false;
    copyFileSync(from, to); // A disk without links.
  }
  return true;
}

async function entryOf(folder: string, file: string): Promise<BackupList['files'][number]> {
  const whole = path.join(folder, file);
  return { file, ...(await digestOfFile(whole)), mtime: statSync(whole).mtimeMs };
}

/** Throws if the archive doesn't hold what its list says, to the byte. */
async function readBack(archive: string, { files }: BackupList): Promise<void> {
  const found = new Map<string, string>();
  const reading: Promise<void>[] = [];
  await tar.list({
    file: archive,
    strict: true,
    onReadEntry(entry) {
      reading.push(
        digestOf(entry as unknown as AsyncIterable<Uint8Array>).then(
          ({ sha256 }) => void found.set(entry.path, sha256),
        ),
      );
    },
  });
  await Promise.all(reading);
  for (const { file, sha256 } of files)
    if (found.get(file) !== sha256)
      throw new Error(
        `${file} isn't in the backup as it was read. The disk fails, or is full; nothing was kept.`,
      );
}

function synced(file: string): void {
  const descriptor = openSync(file, 'r');
  fsyncSync(descriptor);
  closeSync(descriptor);
}

function sweep(dataDir: string): void {
  const shop = workshop(dataDir);
  if (!existsSync(shop)) return;
  for (const name of readdirSync(shop)) {
    const folder = path.join(shop, name);
    if (Date.now() - statSync(folder).mtimeMs > leftBehind) rmSync(folder, { recursive: true, force: true });
  }
}
