/** Changes to content files: checked before anything is written, and written all or not at all. */

import { randomUUID } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  linkSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { ContentFolder } from '#lib/content/check.ts';
import { checkFile } from '#lib/content/file.ts';
import type { Problem } from '#lib/edition/model.ts';

export type Change = Readonly<{
  /** Path under the content folder, with forward slashes. */
  file: string;
  /** Nothing for a new file. */
  before?: string;
  after: string;
  /** The file's new path, if it moves. */
  to?: string;
}>;

type Folders = Readonly<{ contentDir: string; dataDir: string }>;

/** The problems that content has with the changes and not without them, whether they are written by now or not. */
export async function problemsCausedBy(changes: readonly Change[], folders: Folders): Promise<Problem[]> {
  const { contentDir } = folders;
  const [made, unmade] = [new Map<string, Buffer | undefined>(), new Map<string, Buffer | undefined>()];
  for (const { file, before, after, to = file } of changes) {
    made.set(file, undefined).set(to, Buffer.from(after));
    unmade.set(to, undefined).set(file, before === undefined ? undefined : Buffer.from(before));
  }
  const folder = new ContentFolder(folders);
  try {
    const { problems } = await folder.check({ instead: made });
    if (problems.length === 0) return [];
    const without = await folder.check({ instead: unmade });
    const old = new Map(changes.map(({ file, to = file }) => [to, file]));
    const known = new Set(without.problems.map((problem) => saying(problem, contentDir)));
    return problems.filter((problem) => !known.has(saying(problem, contentDir, old)));
  } finally {
    await folder.close();
  }
}

/** The problems that a change makes in its own file, whatever stands in others: no more is read than that. */
export function faultsCausedBy({ file, before = '', after, to = file }: Change, siteLang: string): Problem[] {
  const faultsOf = (name: string, text: string) => checkFile(name, Buffer.from(text), siteLang).findings;
  const known = new Set(faultsOf(file, before).map(({ field, what }) => JSON.stringify([field, what])));
  return faultsOf(to, after)
    .filter(({ field, what }) => !known.has(JSON.stringify([field, what])))
    .map((finding) => ({ file: to, ...finding }));
}

/** A problem without its place, which may have moved by some lines; its file by the name it had. */
function saying(
  { file, field, what }: Problem,
  contentDir: string,
  old?: ReadonlyMap<string, string>,
): string {
  const name = path.relative(contentDir, path.resolve(file)).split(path.sep).join('/');
  return JSON.stringify([old?.get(name) ?? name, field, what]);
}

/**
 * Writes every change, each file whole and with the mode it had. If one can't be written, those before it are
 * put back and the error is thrown. Throws too, before anything is written, if a file isn't any more what it
 * was when the change was made, or if a new one is there already.
 */
export function writeAll(changes: readonly Change[], contentDir: string): void {
  const at = (file: string) => path.join(contentDir, file);
  for (const { file, before, to } of changes) {
    const target = to ?? (before === undefined ? file : undefined);
    if (target !== undefined && existsSync(at(target)))
      throw new Error(`${target} is there already; nothing was written.`);
    if (before !== undefined && !readFileSync(at(file)).equals(Buffer.from(before)))
      throw new Error(`${file} was changed by somebody else just now; nothing was written. Try again.`);
  }
  const undo: (() => void)[] = [];
  try {
    for (const { file, before, after, to } of changes) {
      if (before === undefined) {
        create(at(file), after);
        undo.push(() => rmSync(at(file)));
        continue;
      }
      replace(at(file), after);
      undo.push(() => replace(at(file), before));
      if (to === undefined) continue;
      renameSync(at(file), at(to));
      undo.push(() => renameSync(at(to), at(file)));
    }
  } catch (error) {
    for (const step of undo.reverse()) step();
    throw new Error(`${(error as Error).message}; what had been written was put back.`, { cause: error });
  }
}

/** A dot file beside the target: a check that runs meanwhile doesn't take it for content. */
const draftOf = (file: string) =>
  path.join(path.dirname(file), `.${path.basename(file)}.${randomUUID()}.tmp`);

/** By rename, with the mode the file had; where the file is a link, what it leads to. */
function replace(link: string, text: string): void {
  const file = realpathSync(link);
  const draft = draftOf(file);
  try {
    writeFileSync(draft, text, { flush: true });
    chmodSync(draft, statSync(file).mode);
    renameSync(draft, file);
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  }
}

/** Never over a file that is there: a hard link is refused then, which a rename is not. */
function create(file: string, text: string): void {
  mkdirSync(path.dirname(file), { recursive: true });
  const draft = draftOf(file);
  try {
    writeFileSync(draft, text, { flush: true });
    try {
      linkSync(draft, file);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EEXIST') throw error;
      writeFileSync(file, text, { flag: 'wx', flush: true }); // A file system without links.
    }
  } finally {
    rmSync(draft, { force: true });
  }
}
