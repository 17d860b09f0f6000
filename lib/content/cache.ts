/** Checked files on disk, by a hash of path, bytes, site language, and the code that checks. */
import { createHash, randomUUID } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { CheckedFile } from './file.ts';

export class CheckedCache {
  readonly #folder: string;
  readonly #code = codeOfCheck();

  constructor(dataDir: string) {
    this.#folder = path.join(dataDir, 'checked');
  }

  key(file: string, bytes: Uint8Array, siteLang: string): string {
    const hash = createHash('sha256').update(`${this.#code}\n${siteLang}\n${file}\n`).update(bytes);
    return hash.digest('hex').slice(0, 40);
  }

  read(key: string): CheckedFile | undefined {
    try {
      return JSON.parse(readFileSync(this.#fileOf(key), 'utf8')) as CheckedFile;
    } catch {
      return undefined; // Not kept yet, or cut short by a crash: it is checked again.
    }
  }

  /** By rename, but without waiting for the disk: what a crash takes is checked again. */
  write(key: string, file: CheckedFile): void {
    const draft = `${this.#fileOf(key)}.${randomUUID()}.tmp`;
    mkdirSync(this.#folder, { recursive: true });
    try {
      writeFileSync(draft, JSON.stringify(file));
      renameSync(draft, this.#fileOf(key));
    } catch (error) {
      rmSync(draft, { force: true });
      throw error;
    }
  }

  #fileOf(key: string): string {
    return path.join(this.#folder, `${key}.json`);
  }
}

function codeOfCheck(): string {
  const here = import.meta.dirname;
  const root = path.join(here, '../..');
  const sources = readdirSync(here)
    .filter((name) => /\.[jt]s$/.test(name) && !name.includes('.test.'))
    .sort();
  const hash = createHash('sha256');
  for (const name of sources) hash.update(readFileSync(path.join(here, name)));
  for (const name of ['contentlayer.config.js', 'package.json'])
    hash.update(readFileSync(path.join(root, name)));
  return hash.digest('hex');
}
