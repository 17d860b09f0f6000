/** The days that have a table of views. */
import type { Day } from '../days.ts';
import type { Database, Db } from './database.ts';
import { createViews } from './steps.ts';
import { viewsOf } from './tables.ts';

export class Partitions {
  #days = new Map<number, Day & { closed: boolean }>();

  constructor(readonly dialect: Database['dialect']) {}

  /** Reads which days there are; other instances may have made some. */
  async load(db: Db): Promise<void> {
    const rows = await db.selectFrom('partitions').selectAll().orderBy('day').execute();
    this.#days = new Map(
      rows.map(({ day, from_second, to_second, closed }) => [
        day,
        { day, from: from_second, to: to_second, closed: closed === 1 },
      ]),
    );
  }

  /** All days, oldest first. */
  all(): readonly (Day & { closed: boolean })[] {
    return [...this.#days.values()].sort((a, b) => a.day - b.day);
  }

  get(day: number): Day | undefined {
    return this.#days.get(day);
  }

  /** The day that ends at an instant. */
  endingAt(second: number): Day | undefined {
    return this.all().find(({ to }) => to === second);
  }

  /**
   * Makes a day's table if it isn't there. A day grows if the newsroom moves to another zone, by whole hours, so
   * that those it has already stay where they are; one that is closed begins again if the clock is set back.
   */
  async open(db: Db, { day, from, to }: Day): Promise<void> {
    const known = this.#days.get(day);
    if (known && known.from <= from && known.to >= to && !known.closed) return;
    if (known) {
      const earlier = 3600 * Math.ceil(Math.max(0, known.from - from) / 3600);
      const bounds = { from: known.from - earlier, to: Math.max(to, known.to) };
      await db
        .updateTable('partitions')
        .set({ from_second: bounds.from, to_second: bounds.to, closed: 0 })
        .where('day', '=', day)
        .execute();
      this.#days.set(day, { day, ...bounds, closed: false });
      return;
    }
    await createViews(db, this.dialect, day);
    await db
      .insertInto('partitions')
      .values({ day, from_second: from, to_second: to, closed: 0 })
      .onConflict((conflict) => conflict.column('day').doNothing())
      .execute();
    this.#days.set(day, { day, from, to, closed: false });
  }

  /** Its sketches are final. */
  async close(db: Db, day: number): Promise<void> {
    await db.updateTable('partitions').set({ closed: 1 }).where('day', '=', day).execute();
    const known = this.#days.get(day);
    if (known) known.closed = true;
  }

  /** Deletes the views of a day; what they added up to stays. */
  async drop(db: Db, day: number): Promise<void> {
    await db.schema.dropTable(viewsOf(day)).ifExists().execute();
    await db.deleteFrom('partitions').where('day', '=', day).execute();
    this.#days.delete(day);
  }
}
