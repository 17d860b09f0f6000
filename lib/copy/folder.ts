/** A target that is a folder of this machine: files are linked where the disk is the same, else copied. */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { link, mkdir, readFile, utimes } from 'node:fs/promises';
import path from 'node:path';
import { writeWhole, writeWholeSoon } from '#lib/disk/write.ts';
import { inParallel } from '#lib/threads/parallel.ts';
import { type EditionFiles, filesOf, originalsFolder } from './edition-files.ts';
import { offerFile, type Place, type Target } from './target.ts';

/** A disk syncs several in little more time than one. */
const atOnce = 16;

export function folderTarget(name: string, folder: string, place: Place): Target {
  return {
    name,
    async bring(edition, base) {
      const files = filesOf(place.dataDir, edition, base);
      await inParallel([...files.lasting], atOnce, (file) => bringFile(place.dataDir, folder, file));
      await inParallel([...files.originals], atOnce, (file) => bringOriginal(place, folder, file));
      for (const file of files.naming) await bringFile(place.dataDir, folder, file);
    },
    async offer(edition) {
      writeWhole(path.join(folder, 'editions', offerFile), edition);
    },
    async rehearse(edition) {
      const missing = missingFrom(filesOf(place.dataDir, edition), place, folder);
      return { files: missing.length, bytes: missing.reduce((sum, size) => sum + size, 0) };
    },
  };
}

/** Sizes of the files that aren't there. */
function missingFrom({ lasting, naming, originals }: EditionFiles, place: Place, folder: string): number[] {
  const ways = [
    ...[...lasting, ...naming].map((file) => [path.join(place.dataDir, file), path.join(folder, file)]),
    ...originals.map((file) => [path.join(place.contentDir, file), path.join(folder, originalsFolder, file)]),
  ] as [string, string][];
  return ways
    .filter(([from, to]) => !existsSync(to) && existsSync(from))
    .map(([from]) => statSync(from).size);
}

/** What is there already is marked as needed again, for whoever tidies up there. */
async function bringFile(dataDir: string, folder: string, file: string): Promise<void> {
  const [from, to] = [path.join(dataDir, file), path.join(folder, file)];
  const now = new Date();
  const isThere = await utimes(to, now, now).then(
    () => true,
    () => false,
  );
  if (isThere) return;
  await mkdir(path.dirname(to), { recursive: true });
  // A manifest's time says when it went live, in each folder by itself: it must be a file of its own.
  const isLinked = file.startsWith('objects') && (await link(from, to).then(yes, isThereNow));
  if (!isLinked) await writeWholeSoon(to, await readFile(from));
}

const yes = () => true;
/** False where the disk is another one, or doesn't link. */
const isThereNow = (error: NodeJS.ErrnoException) => error.code === 'EEXIST';

/** A picture can be replaced under its name; one that has gone since isn't needed for what is made already. */
async function bringOriginal({ contentDir }: Place, folder: string, file: string): Promise<void> {
  const to = path.join(folder, originalsFolder, file);
  const bytes = await readFile(path.join(contentDir, file)).catch(() => undefined);
  if (!bytes || (existsSync(to) && bytes.equals(readFileSync(to)))) return;
  await writeWholeSoon(to, bytes);
}
