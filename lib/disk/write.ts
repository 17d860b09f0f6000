/** Writes to the data folder so that whoever reads, even after a crash, finds the old or the new. */
import { randomUUID } from 'node:crypto';
import { mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';

/** Writes a file so that it is there whole or not at all. */
export function writeWhole(file: string, bytes: string | Uint8Array, mode = 0o666): void {
  mkdirSync(path.dirname(file), { recursive: true });
  const draft = `${file}.${randomUUID()}.tmp`;
  try {
    writeFileSync(draft, bytes, { flush: true, mode });
    renameSync(draft, file);
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  }
}

/** As `writeWhole`, without holding up others while the disk syncs. */
export async function writeWholeSoon(file: string, bytes: string | Uint8Array): Promise<void> {
  mkdirSync(path.dirname(file), { recursive: true });
  const draft = `${file}.${randomUUID()}.tmp`;
  try {
    await writeFile(draft, bytes, { flush: true });
    renameSync(draft, file);
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  }
}

/** Points a symbolic link at a target in its own folder, by rename: readers see the old or the new. */
export function switchPointer(link: string, target: string): void {
  mkdirSync(path.dirname(link), { recursive: true });
  const draft = `${link}.${randomUUID()}.tmp`;
  try {
    symlinkSync(target, draft);
    renameSync(draft, link);
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  }
}
