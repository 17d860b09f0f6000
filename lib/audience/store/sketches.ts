/** Distinct readers by day and page: sketches in memory while the day lasts, kept as bytes. */
import { Sketch } from '../sketch.ts';
import type { Db } from './database.ts';
import type { Added } from './record.ts';
import { wholeSite } from './rollups.ts';
import { viewsIn } from './scan.ts';

export class Sketches {
  #open = new Map<number, Map<number, Sketch>>();
  #changed = new Set<string>();
  /** Those that hold what was kept before. */
  #whole = new Set<string>();

  constructor(readonly instance: string) {}

  /** Notes readers of views that are committed. */
  add(added: readonly Added[]): void {
    for (const { row, day } of added) {
      if (row.mark === 0 || row.bot > 0) continue;
      for (const page of [wholeSite, row.page])
        if (this.#sketch(day, page).add(row.mark)) this.#changed.add(`${day} ${page}`);
    }
  }

  /** Reads a day's views again, all of them: after that the sketches know whatever was committed. */
  async read(db: Db, day: number): Promise<void> {
    for await (const rows of viewsIn(db, day)) this.add(rows.map((row) => ({ row, day })));
  }

  /** What has changed since the last time, to be kept; if that fails, it is given back. */
  take(): ReadonlySet<string> {
    const changed = this.#changed;
    this.#changed = new Set();
    return changed;
  }

  back(changed: ReadonlySet<string>): void {
    for (const key of changed) this.#changed.add(key);
  }

  /** Adds to what is kept already: a day that is over begins again when the clock is set back. */
  async keep(db: Db, changed: ReadonlySet<string>): Promise<void> {
    const { instance } = this;
    for (const key of changed) {
      const [day = 0, page = 0] = key.split(' ').map(Number);
      const sketch = this.#sketch(day, page);
      if (!this.#whole.has(key)) {
        const kept = await db
          .selectFrom('sketches')
          .select('bytes')
          .where('day', '=', day)
          .where('page', '=', page)
          .where('instance', '=', instance)
          .executeTakeFirst();
        if (kept) sketch.merge(Sketch.fromBytes(new Uint8Array(kept.bytes)));
        this.#whole.add(key);
      }
      const bytes = Buffer.from(sketch.toBytes());
      await db
        .insertInto('sketches')
        .values({ day, page, instance, bytes })
        .onConflict((conflict) => conflict.columns(['day', 'page', 'instance']).doUpdateSet({ bytes }))
        .execute();
    }
  }

  /** Takes in what other instances have kept of a day, and instances that are gone; after that there is one sketch a page. */
  async takeOver(db: Db, day: number): Promise<void> {
    const others = await db
      .selectFrom('sketches')
      .select(['page', 'bytes'])
      .where('day', '=', day)
      .where('instance', '!=', this.instance)
      .execute();
    for (const { page, bytes } of others)
      this.#sketch(day, page).merge(Sketch.fromBytes(new Uint8Array(bytes)));
    await this.keep(db, new Set(others.map(({ page }) => `${day} ${page}`)));
    await db.deleteFrom('sketches').where('day', '=', day).where('instance', '!=', this.instance).execute();
  }

  /** Lets go of a day that is over. */
  forget(day: number): void {
    this.#open.delete(day);
    for (const keys of [this.#changed, this.#whole])
      for (const key of keys) if (key.startsWith(`${day} `)) keys.delete(key);
  }

  #sketch(day: number, page: number): Sketch {
    const pages = this.#open.get(day) ?? new Map<number, Sketch>();
    this.#open.set(day, pages);
    const sketch = pages.get(page) ?? new Sketch();
    pages.set(page, sketch);
    return sketch;
  }
}

/** Distinct readers of a page, day by day, as far as the sketches are kept. */
export async function readersByDay(
  db: Db,
  days: readonly number[],
  page: number,
): Promise<Map<number, number>> {
  if (days.length === 0) return new Map();
  const rows = await db
    .selectFrom('sketches')
    .select(['day', 'bytes'])
    .where('day', 'in', days)
    .where('page', '=', page)
    .execute();
  const merged = new Map<number, Sketch>();
  for (const { day, bytes } of rows) {
    const sketch = Sketch.fromBytes(new Uint8Array(bytes));
    const known = merged.get(day);
    if (known) known.merge(sketch);
    else merged.set(day, sketch);
  }
  return new Map([...merged].map(([day, sketch]) => [day, Math.round(sketch.estimate())]));
}
