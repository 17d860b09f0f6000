/** Which files a content folder has, and whether they are as they were when they were last looked at. */
import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';

export const pictureFile = /\.(png|jpe?g|webp|avif|gif)$/i;

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

/** A file that was written so shortly before it was looked at may be written again without its times showing it, in milliseconds. */
const settles = 2_000;

/** Equal stamps of a file: nobody has written it in between. Nothing if that can't be told, or there is no such file. */
export function stampOf(file: string, now: number): string | undefined {
  const stat = statSync(file, { throwIfNoEntry: false, bigint: true });
  if (!stat || now - Number(stat.ctimeNs / 1_000_000n) < settles) return undefined;
  return `${stat.ino} ${stat.size} ${stat.mtimeNs} ${stat.ctimeNs}`;
}
