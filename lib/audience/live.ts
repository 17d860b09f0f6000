/** The live view: what is said of the audience each second. */
import type { Readers } from './presence.ts';
import { risingOf, type Usual, usualByAge, viewsOfLastHour } from './rising.ts';
import type { Figures, Mark, PageNow, Part, Point, Share, Snapshot } from './shapes.ts';
import * as reports from './store/reports.ts';
import { readersByDay } from './store/sketches.ts';
import type { Store } from './store/store.ts';
import type { Stories } from './stories.ts';

const pagesShown = 60;
const minutesShown = 30;
/** Networks fetch a card minutes before people come: what was fetched this long ago is still news, in minutes. */
const sharesFor = 60;
/** Parts that change slowly are asked for less often, in milliseconds. */
const slowly = { parts: 5_000, usual: 1_800_000 };

type Parts = Readonly<{
  sources: readonly Part[];
  devices: readonly Part[];
  countries: readonly Part[];
  robots: readonly Part[];
  refusals: Snapshot['refusals'];
  shares: readonly Share[];
  marks: readonly Mark[];
  topSources: ReadonlyMap<number, string>;
  lastHour: ReadonlyMap<number, number>;
  readers: number | undefined;
}>;

export type LiveDesk = Readonly<{
  store: Store;
  stories: Stories;
  /** Readers of this instance, and of the others where there are others. */
  readers: () => Promise<Readers>;
  /** True if marks are kept, so that distinct readers are known. */
  counted: boolean;
}>;

export class Live {
  #parts: { at: number; day: number; value: Parts } | undefined;
  #usual: { at: number; value: Usual } | undefined;

  constructor(readonly desk: LiveDesk) {}

  /** `now` in milliseconds since 1970. */
  async snapshot(now: number): Promise<Snapshot> {
    const { store, stories } = this.desk;
    const { db } = store;
    const second = Math.floor(now / 1000);
    const minute = Math.floor(second / 60);
    const { day } = store.dayAt(second);
    const days = { first: day, last: day };
    const readers = await this.desk.readers();
    const viewed = await reports.pagesOfDays(db, days, pagesShown);
    const shown = chosen(readers, viewed);
    const parts = await this.#partsAt(now, day, shown);
    const usual = await this.#usualAt(now);
    const names = await stories.names(db)(shown);
    const none: Figures = { views: 0, engaged: 0, readThrough: 0, onward: 0 };
    const pages = shown.flatMap((id): PageNow[] => {
      const page = names.get(id);
      const published = stories.published(id);
      if (!page) return [];
      return [
        {
          page,
          readers: readers.byPage.get(id) ?? 0,
          today: viewed.get(id) ?? none,
          source: parts.topSources.get(id),
          rising:
            published === undefined
              ? undefined
              : risingOf(usual, { views: parts.lastHour.get(id) ?? 0, age: second - published }),
        },
      ];
    });
    const { topSources: _, lastHour: __, readers: distinct, ...rest } = parts;
    return {
      at: new Date(now).toISOString(),
      readers: readers.total,
      pages,
      minutes: await this.#minutes(minute, readers.total),
      today: { ...(await reports.figuresOf(db, { days: [day] })), readers: distinct },
      ...rest,
    };
  }

  async #minutes(minute: number, present: number): Promise<Point[]> {
    const { db } = this.desk.store;
    const span = { from: minute - minutesShown + 1, to: minute + 1 };
    const points = await reports.lineOf(db, 'minutes', span);
    const readers = await reports.samplesIn(db, span);
    return points.map((point, index) => {
      const at = span.from + index;
      return { ...point, readers: at === minute ? present : (readers.get(at) ?? 0) };
    });
  }

  async #partsAt(now: number, day: number, pages: readonly number[]): Promise<Parts> {
    if (
      this.#parts &&
      this.#parts.day === day &&
      now - this.#parts.at < slowly.parts &&
      now >= this.#parts.at
    )
      return this.#parts.value;
    const { store, stories, counted } = this.desk;
    const { db } = store;
    const second = Math.floor(now / 1000);
    const minute = Math.floor(second / 60);
    const names = stories.names(db);
    const today = { from: Math.floor(store.dayAt(second).from / 60), to: minute + 1 };
    if (counted) await store.keepSketches();
    const value: Parts = {
      sources: await reports.partsOf(db, 'source', [day]),
      devices: await reports.partsOf(db, 'device', [day]),
      countries: await reports.partsOf(db, 'country', [day]),
      robots: await reports.partsOf(db, 'bot', [day]),
      refusals: await reports.refusalsIn(db, today),
      shares: await reports.sharesIn(db, names, { from: minute - sharesFor, to: minute + 1 }),
      marks: await reports.marksIn(db, names, { from: today.from, to: minute + 1 }),
      topSources: await reports.topSources(db, day, pages),
      lastHour: await viewsOfLastHour(db, second),
      readers: counted ? ((await readersByDay(db, [day], 0)).get(day) ?? 0) : undefined,
    };
    this.#parts = { at: now, day, value };
    return value;
  }

  async #usualAt(now: number): Promise<Usual> {
    if (this.#usual && now - this.#usual.at < slowly.usual && now >= this.#usual.at) return this.#usual.value;
    const second = Math.floor(now / 1000);
    const value = await usualByAge(this.desk.store.db, this.desk.stories.all().values(), second);
    this.#usual = { at: now, value };
    return value;
  }
}

/** The pages with readers now, then those with the most views today. */
function chosen(readers: Readers, viewed: ReadonlyMap<number, Figures>): number[] {
  const present = [...readers.byPage].sort(([a, n], [b, m]) => m - n || a - b).map(([page]) => page);
  return [...new Set([...present.slice(0, pagesShown), ...viewed.keys()])].slice(0, pagesShown);
}
