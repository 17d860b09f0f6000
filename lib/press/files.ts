/** Files of an edition that are the same whatever the content: style sheets, fonts, scripts, `public/`. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Entry } from '#lib/edition/entries.ts';
import { hashOf } from '#lib/edition/objects.ts';
import { readHarvest } from './app.ts';
import { keepFile } from './finish.ts';
import { readerScripts } from './reader-script.ts';

const types: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.json': 'application/json',
  '.txt': 'text/plain; charset=utf-8',
};
const typeOf = (file: string) =>
  file === 'speculation-rules.json'
    ? 'application/speculationrules+json'
    : (types[path.extname(file)] ?? 'application/octet-stream');

type Kept = readonly [address: string, entry: Entry];

export type KeptScripts = Readonly<{
  entries: readonly Kept[];
  /** Address in a rendered page → address in the edition. */
  replacements: Readonly<Record<string, string>>;
}>;

/** Keeps the reader's scripts, each under a name with its hash. */
export async function keepReaderScripts(projectDir: string, dataDir: string): Promise<KeptScripts> {
  const kept = readerScripts.map(async ({ address, file }) => {
    const bytes = readFileSync(path.join(projectDir, file));
    const named = address.replace('.js', `.${hashOf(bytes).slice(0, 12)}.js`);
    return { address, named, entry: await fileEntry(dataDir, bytes, file, 'immutable') };
  });
  const scripts = await Promise.all(kept);
  return {
    entries: scripts.map(({ named, entry }) => [named, entry]),
    replacements: Object.fromEntries(scripts.map(({ address, named }) => [address, named])),
  };
}

/** Style sheets and fonts of the build, and the newsroom's scripts. */
export function keepAssets(projectDir: string, dataDir: string): Promise<Kept[]> {
  const { assets } = readHarvest(projectDir);
  const made = assets.map(
    async ({ address, file }) =>
      [address, await fileEntry(dataDir, readFileSync(file), file, 'immutable')] as const,
  );
  return Promise.all(made);
}

/** Files under `public/`, at the addresses they have there. */
export function keepPublicFiles(projectDir: string, dataDir: string): Promise<Kept[]> {
  const folder = path.join(projectDir, 'public');
  const files = existsSync(folder)
    ? readdirSync(folder, { withFileTypes: true }).filter((file) => file.isFile())
    : [];
  const made = files.map(async ({ name }) => {
    const bytes = readFileSync(path.join(folder, name));
    return [`/${name}`, await fileEntry(dataDir, bytes, name, 'page')] as const;
  });
  return Promise.all(made);
}

async function fileEntry(dataDir: string, bytes: Buffer, file: string, keep: Entry['keep']): Promise<Entry> {
  const type = typeOf(file);
  return { object: await keepFile(dataDir, bytes, type), type, status: 200, keep };
}
