/** Roll-ups: what a view adds to each table of sums. They are always the sum over all views, whatever the way there. */
import type { Day } from '../days.ts';
import { inChunks } from './chunks.ts';
import type { Db } from './database.ts';
import type { FacetRow, FiguresRow, ViewRow } from './tables.ts';

/** Read to the end: the end of the text was on the screen, and the page was in use so long (in seconds) at least. */
const leastToFinish = 10;
/** The page that stands for the whole site. */
export const wholeSite = 0;

type Sums = Omit<FiguresRow, 'start' | 'page'>;
const figureNames = ['views', 'engaged', 'finished', 'onward'] as const;
const grains = ['minutes', 'hours', 'days'] as const;
export type Grain = (typeof grains)[number];

export const minuteOf = (second: number) => Math.floor(second / 60);
/** The minute at which an instant's hour began. Hours are counted from midnight in the newsroom, wherever that is. */
const hourOf = (second: number, { from }: Day) => minuteOf(second - ((second - from) % 3600));
const isFinished = (view: ViewRow) => view.depth >= 100 && view.engaged >= leastToFinish;

/** Sums to be added to the tables. Kept in memory while a batch is recorded. */
export class Additions {
  readonly #figures = { minutes: new Map(), hours: new Map(), days: new Map() } as Record<
    Grain,
    Map<string, FiguresRow>
  >;
  readonly #facets = { hour_facets: new Map(), day_facets: new Map() } as Record<
    'hour_facets' | 'day_facets',
    Map<string, FacetRow>
  >;

  /** Adds a view (`sign` 1), or takes it away (-1) before its newer state is added. */
  count(view: ViewRow, day: Day, sign: 1 | -1): void {
    if (view.bot === 0) {
      const sums = {
        views: sign,
        engaged: sign * view.engaged,
        finished: isFinished(view) ? sign : 0,
        onward: 0,
      };
      this.#add(view.at, day, view.page, sums);
      this.#add(view.at, day, wholeSite, { ...sums, onward: view.via > 0 ? sign : 0 });
      if (view.via > 0)
        this.#add(view.at, day, view.via, { views: 0, engaged: 0, finished: 0, onward: sign });
    }
    const words = view.bot === 0 ? [view.source, view.campaign, view.device, view.country] : [view.bot];
    for (const word of words) {
      if (word === 0) continue;
      const sums = { word, views: sign, engaged: sign * view.engaged };
      this.#facet('hour_facets', { start: hourOf(view.at, day), page: wholeSite, ...sums });
      this.#facet('day_facets', { start: day.day, page: wholeSite, ...sums });
      this.#facet('day_facets', { start: day.day, page: view.page, ...sums });
    }
  }

  #add(at: number, day: Day, page: number, sums: Sums): void {
    const starts = { minutes: minuteOf(at), hours: hourOf(at, day), days: day.day };
    for (const grain of grains) {
      const start = starts[grain];
      const known = this.#figures[grain].get(`${start} ${page}`);
      if (known) for (const name of figureNames) known[name] += sums[name];
      else this.#figures[grain].set(`${start} ${page}`, { start, page, ...sums });
    }
  }

  #facet(table: 'hour_facets' | 'day_facets', row: FacetRow): void {
    const key = `${row.start} ${row.page} ${row.word}`;
    const known = this.#facets[table].get(key);
    if (known) {
      known.views += row.views;
      known.engaged += row.engaged;
    } else this.#facets[table].set(key, row);
  }

  /** Adds everything to the tables, always in the same order, so that two writers don't wait for each other in a ring. */
  async write(db: Db): Promise<void> {
    for (const grain of grains) {
      const rows = [...this.#figures[grain].values()].filter((row) =>
        figureNames.some((name) => row[name] !== 0),
      );
      rows.sort((a, b) => a.start - b.start || a.page - b.page);
      await inChunks(rows, (chunk) =>
        db
          .insertInto(grain)
          .values(chunk)
          .onConflict((conflict) =>
            conflict.columns(['start', 'page']).doUpdateSet((row) => ({
              views: row(`${grain}.views`, '+', row.ref('excluded.views')),
              engaged: row(`${grain}.engaged`, '+', row.ref('excluded.engaged')),
              finished: row(`${grain}.finished`, '+', row.ref('excluded.finished')),
              onward: row(`${grain}.onward`, '+', row.ref('excluded.onward')),
            })),
          )
          .execute(),
      );
    }
    for (const table of ['hour_facets', 'day_facets'] as const) {
      const rows = [...this.#facets[table].values()].filter((row) => row.views !== 0 || row.engaged !== 0);
      rows.sort((a, b) => a.start - b.start || a.page - b.page || a.word - b.word);
      await inChunks(rows, (chunk) =>
        db
          .insertInto(table)
          .values(chunk)
          .onConflict((conflict) =>
            conflict.columns(['start', 'page', 'word']).doUpdateSet((row) => ({
              views: row(`${table}.views`, '+', row.ref('excluded.views')),
              engaged: row(`${table}.engaged`, '+', row.ref('excluded.engaged')),
            })),
          )
          .execute(),
      );
    }
  }
}
