/** An edition's manifest: what it was made from, and what stands at its addresses. Written whole, pointed at by a link. */
import { existsSync, readdirSync, readFileSync, readlinkSync, rmSync, statSync, utimesSync } from 'node:fs';
import path from 'node:path';
import { switchPointer, writeWhole } from '#lib/disk/write.ts';
import { hashOf } from './objects.ts';

export type Manifest = Readonly<{
  /** State of the code that rendered it, by hash. */
  code: string;
  /** Name of the content it was made from. */
  content: string;
  /** The public address that its pages name. */
  siteUrl: string;
  /** Address in a rendered page → address in this edition: the reader's script by its hash. */
  replacements: Readonly<Record<string, string>>;
  /** The instant at which its content was chosen, in milliseconds since 1970. */
  at: number;
  /** Object that names the files it was made of (lib/press/sources.ts). */
  sources: string;
  /** When its content is next out of date by itself, in milliseconds since 1970. */
  changesAt?: number;
  /** Objects that hold the entries (entries.ts). */
  shards: readonly string[];
}>;

export type NamedEdition = Readonly<{ name: string; manifest: Manifest }>;
/** An edition that is kept, and when it last went live, in milliseconds since 1970. */
export type KeptEdition = NamedEdition & Readonly<{ wentLive: number }>;

/** The live one, the three before it, and one more. */
const keptEditions = 5;

/** Keeps a manifest without making it the live one; gives the edition's name. */
export function keepEdition(dataDir: string, manifest: Manifest): string {
  const text = JSON.stringify(manifest);
  const name = hashOf(text);
  const file = fileOf(dataDir, name);
  if (existsSync(file)) return name;
  writeWhole(file, text);
  utimesSync(file, never, never);
  return name;
}

/**
 * Makes a kept edition the live one; drops the oldest beyond five, and others that waited: they were made from the one
 * before. Throws if it can't be read.
 */
export function switchTo(dataDir: string, name: string): void {
  readManifest(dataDir, name);
  const now = afterAll(dataDir);
  utimesSync(fileOf(dataDir, name), now, now);
  switchPointer(path.join(/* turbopackIgnore: true */ dataDir, 'editions', 'live'), `${name}.json`);
  const kept = new Set(
    [name, ...otherEditions(dataDir).map((edition) => edition.name)].slice(0, keptEditions),
  );
  for (const other of namesOf(dataDir)) if (!kept.has(other)) rmSync(fileOf(dataDir, other), { force: true });
}

/** Keeps a manifest and makes it the live edition; gives its name. */
export function goLive(dataDir: string, manifest: Manifest): string {
  const name = keepEdition(dataDir, manifest);
  switchTo(dataDir, name);
  return name;
}

/** The live edition, or nothing if there is none that can be read. */
export function liveEdition(dataDir: string): NamedEdition | undefined {
  const name = liveName(dataDir);
  if (!name) return undefined;
  try {
    return { name, manifest: readManifest(dataDir, name) };
  } catch {
    return undefined;
  }
}

/** The live edition's name: a few microseconds, so it can be asked on each request. */
export function liveName(dataDir: string): string | undefined {
  try {
    const link = path.join(/* turbopackIgnore: true */ dataDir, 'editions', 'live');
    return readlinkSync(/* turbopackIgnore: true */ link).replace(/\.json$/, '');
  } catch {
    return undefined;
  }
}

/** Now, or just after the newest edition if the clock was set back: by these times we know which was live last. */
function afterAll(dataDir: string): Date {
  const newest = Math.max(...namesOf(dataDir).map((name) => wentLive(dataDir, name)));
  return new Date(Math.max(Date.now(), Math.ceil(newest) + 1));
}

/** When a kept edition last went live, in milliseconds since 1970. */
export const wentLive = (dataDir: string, name: string) => statSync(fileOf(dataDir, name)).mtimeMs;

/** Editions that were live before, the latest first. What can't be read is passed over. */
export function earlierEditions(dataDir: string): KeptEdition[] {
  return otherEditions(dataDir).flatMap(({ name, wentLive }) => {
    try {
      return [{ name, wentLive, manifest: readManifest(dataDir, name) }];
    } catch {
      return [];
    }
  });
}

/** The time of the file of an edition that waits to go live for the first time. */
const never = new Date(0);

function otherEditions(dataDir: string): { name: string; wentLive: number }[] {
  const live = liveName(dataDir);
  return namesOf(dataDir)
    .filter((name) => name !== live)
    .map((name) => ({ name, wentLive: wentLive(dataDir, name) }))
    .filter((edition) => edition.wentLive > never.getTime())
    .sort((a, b) => b.wentLive - a.wentLive);
}

/** Every kept edition: the live one, earlier ones, those that wait. */
export function namesOf(dataDir: string): string[] {
  const folder = path.join(/* turbopackIgnore: true */ dataDir, 'editions');
  if (!existsSync(/* turbopackIgnore: true */ folder)) return [];
  return readdirSync(/* turbopackIgnore: true */ folder, { withFileTypes: true })
    .filter((file) => file.isFile() && file.name.endsWith('.json'))
    .map(({ name }) => name.slice(0, -'.json'.length));
}

/** Throws if there is no such edition, or if it can't be read, being another version's. */
export function readManifest(dataDir: string, name: string): Manifest {
  const file = fileOf(dataDir, name);
  const manifest = JSON.parse(readFileSync(/* turbopackIgnore: true */ file, 'utf8')) as Partial<Manifest>;
  if (manifest.shards === undefined || manifest.sources === undefined)
    throw new Error(`${file} is of another version of the portal.`);
  return manifest as Manifest;
}

const fileOf = (dataDir: string, name: string) =>
  path.join(/* turbopackIgnore: true */ dataDir, 'editions', `${name}.json`);
