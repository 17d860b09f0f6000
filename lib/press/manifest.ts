/** An edition's manifest: address → object, type, status. Written whole, pointed at by a link. */
import { readdirSync, readFileSync, readlinkSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { hashOf, switchPointer, writeWhole } from '#lib/edition/objects.ts';

export type Entry = Readonly<{
  /** The finished file's object; missing while a late page was never asked for. */
  object?: string;
  type: string;
  status: number;
  /** `page` may change with the next edition, `live` is asked for every few seconds; `immutable` never changes at this address. */
  keep: 'page' | 'live' | 'immutable';
  /** What the page shows, by hash. */
  inputs?: string;
  /** For 308: where the address leads. */
  location?: string;
}>;

export type Manifest = Readonly<{
  /** State of the code that rendered it, by hash. */
  code: string;
  /** Name of the content it was made from. */
  content: string;
  /** The public address that its pages name. */
  siteUrl: string;
  /** Address in a rendered page → address in this edition: the reader's script by its hash. */
  replacements: Readonly<Record<string, string>>;
  /** When its content is next out of date by itself, in milliseconds since 1970. */
  changesAt?: number;
  entries: Readonly<Record<string, Entry>>;
}>;

export type LiveEdition = Readonly<{ name: string; manifest: Manifest }>;

const keptEditions = 5;

/** Writes the manifest, then makes it the live edition; gives its name. Older editions beyond five are dropped. */
export function goLive(dataDir: string, manifest: Manifest): string {
  const text = JSON.stringify(manifest);
  const name = hashOf(text);
  const folder = path.join(dataDir, 'editions');
  writeWhole(path.join(folder, `${name}.json`), text);
  switchPointer(path.join(folder, 'live'), `${name}.json`);
  prune(folder, name);
  return name;
}

/** The live edition, or nothing if there is none that can be read. */
export function liveEdition(dataDir: string): LiveEdition | undefined {
  const name = liveName(dataDir);
  if (!name) return undefined;
  try {
    const text = readFileSync(path.join(dataDir, 'editions', `${name}.json`), 'utf8');
    return { name, manifest: JSON.parse(text) as Manifest };
  } catch {
    return undefined;
  }
}

/** The live edition's name: a few microseconds, so it can be asked on each request. */
export function liveName(dataDir: string): string | undefined {
  try {
    return readlinkSync(path.join(dataDir, 'editions', 'live')).replace(/\.json$/, '');
  } catch {
    return undefined;
  }
}

/** Drops the oldest editions beyond those kept; the live one stays whatever its age. */
function prune(folder: string, live: string): void {
  const others = readdirSync(folder, { withFileTypes: true })
    .filter((file) => file.isFile() && file.name.endsWith('.json') && file.name !== `${live}.json`)
    .map(({ name }) => ({ name, written: statSync(path.join(folder, name)).mtimeMs }))
    .sort((a, b) => b.written - a.written);
  for (const { name } of others.slice(keptEditions - 1)) rmSync(path.join(folder, name));
}
