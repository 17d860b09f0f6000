/** What is in a backup: its list, how a file is looked at, what is left out. */
import { createHash } from 'node:crypto';
import { createReadStream, readdirSync } from 'node:fs';
import path from 'node:path';
import Connection from 'libsql';
import { z } from 'zod';

/** Stands first in the archive. */
export const listName = 'backup.json';
export const storeFile = path.join('audience', 'audience.db');

/** Other versions of a backup can't be read by this one. */
const version = 1;

const relative = z.string().refine((file) => path.normalize(file) === file && !/^(\.\.|[/\\])/.test(file), {
  error: 'leads out of the folder',
});
const schema = z.strictObject({
  version: z.literal(version, { error: 'this backup is of another version of the portal' }),
  /** RFC 3339. */
  made: z.string(),
  /** True if editions and their files are in it: then a portal serves at once. */
  everything: z.boolean(),
  /** `mtime` in milliseconds since 1970: editions are ordered by it. */
  files: z.array(
    z.strictObject({ file: relative, bytes: z.number(), sha256: z.string(), mtime: z.number() }),
  ),
  /** Links to a file beside them. */
  links: z.array(z.strictObject({ file: relative, to: z.string().regex(/^[\w.-]+$/) })),
});
export type BackupList = z.infer<typeof schema>;

export const newList = (list: Omit<BackupList, 'version'>): BackupList => ({ version, ...list });

/** Throws, with what is wrong, if it isn't the list of a backup that this version makes. */
export function readList(text: string): BackupList {
  const result = schema.safeParse(JSON.parse(text));
  if (!result.success) throw new Error(result.error.issues.map(({ message }) => message).join('; '));
  return result.data;
}

/**
 * Names in a data folder that are never in a backup: locks, what is being made, what one machine knows for itself, and the
 * audience's folder, of which the store alone is taken. The salts above all: with the store in one hand they would say
 * whose mark a mark is.
 */
const leftOut = /^(audience|backup|dev|search|stage|press\.lock.*|portal\.lock.*|(recovering|replaced)-.*)$/;
const draft = /\.tmp$/;

/** Files and links under a data folder that belong into a whole backup, by their paths in it. */
export function wholeOf(dataDir: string): { files: string[]; links: string[] } {
  const found = { files: [] as string[], links: [] as string[] };
  for (const top of readdirSync(dataDir, { withFileTypes: true })) {
    if (leftOut.test(top.name)) continue;
    const inside = top.isDirectory()
      ? readdirSync(path.join(dataDir, top.name), { recursive: true, withFileTypes: true })
      : [top];
    for (const entry of inside) {
      const file = path.relative(dataDir, path.join(entry.parentPath, entry.name));
      if (draft.test(entry.name)) continue;
      if (entry.isFile()) found.files.push(file);
      else if (entry.isSymbolicLink()) found.links.push(file);
    }
  }
  return found;
}

/** SHA-256 of a stream, in hex, and its length. */
export async function digestOf(
  stream: AsyncIterable<Uint8Array>,
): Promise<{ sha256: string; bytes: number }> {
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const chunk of stream) {
    hash.update(chunk);
    bytes += chunk.length;
  }
  return { sha256: hash.digest('hex'), bytes };
}

export const digestOfFile = (file: string) => digestOf(createReadStream(file));

/** Throws if SQLite finds anything wrong in a store. Its log, if there is one, is worked into it first: one file remains. */
export function checkStore(file: string): void {
  const connection = new Connection(file);
  try {
    connection.prepare('pragma journal_mode = delete').all();
    const found = connection.prepare('pragma integrity_check').all() as { integrity_check: string }[];
    const faults = found.map((row) => row.integrity_check).filter((line) => line !== 'ok');
    if (faults.length > 0) throw new Error(`The copy of the audience's store is damaged: ${faults[0]}`);
  } finally {
    connection.close();
  }
}
