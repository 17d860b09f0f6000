/**
 * Random numbers, one a day, from which readers' marks are made. A day's number is deleted an hour after the day
 * is over, so well within 48 hours of its making; after that nobody can find out whose mark a mark was.
 */
import { createHmac, randomBytes } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { writeWhole } from '#lib/disk/write.ts';
import { markOf } from './sketch.ts';
import type { Db } from './store/database.ts';

export type Salts = Readonly<{
  /** The day's number, made now if there is none. */
  of: (day: number) => Promise<string>;
  /** Deletes those of all days before. */
  forget: (today: number) => Promise<void>;
}>;

/** The mark of a reader on a day: 20 bits of a keyed hash. `reader` is address and browser, and is kept nowhere. */
export function markFor(salt: string, reader: string): number {
  return markOf(createHmac('sha256', salt).update(reader).digest());
}

const newSalt = () => randomBytes(32).toString('hex');

/** Salts as files of their own, so that a copy of the database doesn't hold them. */
export function saltFiles(folder: string): Salts {
  const known = new Map<number, string>();
  return {
    async of(day) {
      const salt = known.get(day) ?? readOrMake(path.join(folder, String(day)));
      known.set(day, salt);
      return salt;
    },
    async forget(today) {
      const isOld = (day: number) => day < today;
      for (const day of known.keys()) if (isOld(day)) known.delete(day);
      for (const name of list(folder)) if (isOld(Number(name))) rmSync(path.join(folder, name));
    },
  };
}

/** Those that are kept as files, by their days. */
export function keptSalts(folder: string): Map<number, string> {
  return new Map(list(folder).map((day) => [Number(day), readFileSync(path.join(folder, day), 'utf8')]));
}

function list(folder: string): string[] {
  try {
    return readdirSync(folder).filter((name) => /^\d{8}$/.test(name));
  } catch {
    return [];
  }
}

function readOrMake(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
    const salt = newSalt();
    writeWhole(file, salt);
    return salt;
  }
}

/** Salts in the database that several instances share: a reader has the same mark on each. */
export function saltRows(db: Db): Salts {
  const known = new Map<number, string>();
  const read = (day: number) =>
    db.selectFrom('salts').select('salt').where('day', '=', day).executeTakeFirst();
  return {
    async of(day) {
      const salt = known.get(day);
      if (salt !== undefined) return salt;
      await db
        .insertInto('salts')
        .values({ day, salt: newSalt() })
        .onConflict((conflict) => conflict.column('day').doNothing())
        .execute();
      const row = await read(day);
      if (!row) throw new Error('the salt of the day could not be kept');
      known.set(day, row.salt);
      return row.salt;
    },
    async forget(today) {
      for (const day of known.keys()) if (day < today) known.delete(day);
      await db.deleteFrom('salts').where('day', '<', today).execute();
    },
  };
}
