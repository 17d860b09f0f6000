/** Questions to the store about ranges of days. All of them read roll-ups, none reads single views. */
import { sql } from 'kysely';
import type { Figures, Mark, MarkKind, PageName, Part, Point, Share, SourceKind } from '../shapes.ts';
import type { Db } from './database.ts';
import { wholeSite } from './rollups.ts';
import type { Facet } from './words.ts';

/** Days like 20261125, both included. */
export type Days = Readonly<{ first: number; last: number }>;
/** Minutes since 1970, `to` not included. */
export type Minutes = Readonly<{ from: number; to: number }>;

type Sums = { views: number; engaged: number; finished: number; onward: number };
const nothing: Sums = { views: 0, engaged: 0, finished: 0, onward: 0 };
const round = (value: number, digits: number) => Math.round(value * 10 ** digits) / 10 ** digits;

function figuresFrom({ views, engaged, finished, onward }: Sums): Figures {
  if (views === 0) return { views: 0, engaged: 0, readThrough: 0, onward: 0 };
  return {
    views,
    engaged: round(engaged / views, 1),
    readThrough: round(finished / views, 3),
    onward: round(onward / views, 3),
  };
}

export const instantOf = (minute: number) => new Date(minute * 60_000).toISOString().replace('.000Z', 'Z');
const sum = (column: string) => sql<number>`cast(coalesce(sum(${sql.ref(column)}), 0) as bigint)`;

function sums(db: Db, table: 'minutes' | 'hours' | 'days') {
  return db
    .selectFrom(table)
    .select([sum('views').as('views'), sum('engaged').as('engaged')])
    .select([sum('finished').as('finished'), sum('onward').as('onward')]);
}

/**
 * Figures of some days and, if the last of them isn't over, of its first hours; of the whole site if no page is
 * named. Keys begin with the time, so times are named one by one: a few seeks instead of a scan of all pages.
 */
export async function figuresOf(
  db: Db,
  { days, hours = [] }: Readonly<{ days: readonly number[]; hours?: readonly number[] }>,
  page = wholeSite,
): Promise<Figures> {
  const parts = [
    ['days', days],
    ['hours', hours],
  ] as const;
  const total = { ...nothing };
  for (const [table, starts] of parts) {
    if (starts.length === 0) continue;
    const row = await sums(db, table)
      .where('start', 'in', starts)
      .where('page', '=', page)
      .executeTakeFirst();
    for (const name of ['views', 'engaged', 'finished', 'onward'] as const) total[name] += row?.[name] ?? 0;
  }
  return figuresFrom(total);
}

/** The pages with the most views in some days. */
export async function pagesOfDays(db: Db, { first, last }: Days, most: number) {
  const rows = await sums(db, 'days')
    .select('page')
    .where('page', '!=', wholeSite)
    .where('start', '>=', first)
    .where('start', '<=', last)
    .groupBy('page')
    .orderBy('views', 'desc')
    .orderBy('page')
    .limit(most)
    .execute();
  return new Map(rows.map((row) => [row.page, figuresFrom(row)]));
}

/** Every so many minutes of a span. */
export function stepsIn({ from, to }: Minutes, step: number): number[] {
  return Array.from({ length: Math.max(0, Math.ceil((to - from) / step)) }, (_, n) => from + n * step);
}

/** Views by hour or by minute in a span, the empty ones too. */
export async function lineOf(
  db: Db,
  table: 'minutes' | 'hours',
  { from, to }: Minutes,
  page = wholeSite,
): Promise<Point[]> {
  const starts = stepsIn({ from, to }, table === 'hours' ? 60 : 1);
  const rows = await db
    .selectFrom(table)
    .select(['start', 'views'])
    .where('start', 'in', starts)
    .where('page', '=', page)
    .execute();
  const known = new Map(rows.map(({ start, views }) => [start, views]));
  return starts.map((start) => ({ at: instantOf(start), views: known.get(start) ?? 0 }));
}

/** Views by day. */
export async function viewsByDay(
  db: Db,
  days: readonly number[],
  page = wholeSite,
): Promise<Map<number, number>> {
  const rows = await db
    .selectFrom('days')
    .select(['start', 'views'])
    .where('start', 'in', days)
    .where('page', '=', page)
    .execute();
  return new Map(rows.map(({ start, views }) => [start, views]));
}

/** What the views of some days are made of, the largest part first. */
export async function partsOf(
  db: Db,
  facet: Facet,
  days: readonly number[],
  page = wholeSite,
  most = 50,
): Promise<Part[]> {
  const rows = await db
    .selectFrom('day_facets')
    .innerJoin('words', 'words.id', 'day_facets.word')
    .select(['text', sum('views').as('views'), sum('engaged').as('engaged')])
    .where('start', 'in', days)
    .where('page', '=', page)
    .where('facet', '=', facet)
    .groupBy('text')
    .orderBy('views', 'desc')
    .orderBy('text')
    .limit(most)
    .execute();
  return rows.map(({ text, views, engaged }) => {
    const part = { views, engaged: views === 0 ? 0 : round(engaged / views, 1) };
    if (facet !== 'source') return { name: text, ...part };
    const [kind = '', name = ''] = text.split(/:(.*)/s);
    return { name, kind: kind as SourceKind, ...part };
  });
}

/** The source with the most views of each of some pages on a day. */
export async function topSources(
  db: Db,
  day: number,
  pages: readonly number[],
): Promise<Map<number, string>> {
  if (pages.length === 0) return new Map();
  const rows = await db
    .selectFrom('day_facets')
    .innerJoin('words', 'words.id', 'day_facets.word')
    .select(['page', 'text'])
    .where('start', '=', day)
    .where('page', 'in', pages)
    .where('facet', '=', 'source')
    .orderBy('views')
    .execute();
  return new Map(rows.map(({ page, text }) => [page, text.slice(text.indexOf(':') + 1)]));
}

/** Cards fetched in a span, by page and network, the latest first. */
export async function sharesIn(
  db: Db,
  names: NameOf,
  { from, to }: Minutes,
  page?: number,
): Promise<Share[]> {
  const rows = await db
    .selectFrom('shares')
    .innerJoin('words', 'words.id', 'shares.word')
    .select(['page', 'text', sum('fetches').as('fetches')])
    .select(({ fn }) => fn.max<number>('minute').as('last'))
    .where('minute', '>=', from)
    .where('minute', '<', to)
    .$if(page !== undefined, (query) => query.where('page', '=', page ?? 0))
    .groupBy(['page', 'text'])
    .orderBy('last', 'desc')
    .orderBy('fetches', 'desc')
    .limit(50)
    .execute();
  const known = await names(rows.map((row) => row.page));
  return rows.flatMap(({ page: id, text, fetches, last }) => {
    const name = known.get(id);
    return name ? [{ page: name, network: text, fetches, last: instantOf(last) }] : [];
  });
}

export async function refusalsIn(db: Db, { from, to }: Minutes) {
  return db
    .selectFrom('refusals')
    .innerJoin('words', 'words.id', 'refusals.word')
    .select(['text as reason', sum('events').as('events')])
    .where('hour', '>=', Math.floor(from / 60))
    .where('hour', '<', Math.ceil(to / 60))
    .groupBy('text')
    .orderBy('events', 'desc')
    .execute();
}

/** What the newsroom did in a span, the latest first. */
export async function marksIn(db: Db, names: NameOf, { from, to }: Minutes, page?: number): Promise<Mark[]> {
  const rows = await db
    .selectFrom('marks')
    .selectAll()
    .where('at', '>=', from * 60)
    .where('at', '<', to * 60)
    .$if(page !== undefined, (query) => query.where('page', '=', page ?? 0))
    .orderBy('at', 'desc')
    .limit(200)
    .execute();
  const known = await names(rows.map((row) => row.page));
  return rows.flatMap(({ at, page: id, kind, text }) => {
    const name = known.get(id);
    const instant = new Date(at * 1000).toISOString().replace('.000Z', 'Z');
    return name ? [{ at: instant, page: name, kind: kind as MarkKind, text }] : [];
  });
}

/** Readers at the end of each minute, of all instances together. */
export async function samplesIn(
  db: Db,
  { from, to }: Minutes,
  page = wholeSite,
): Promise<Map<number, number>> {
  const rows = await db
    .selectFrom('samples')
    .select(['minute', sum('readers').as('readers')])
    .where('minute', 'in', stepsIn({ from, to }, 1))
    .where('page', '=', page)
    .groupBy('minute')
    .execute();
  return new Map(rows.map(({ minute, readers }) => [minute, readers]));
}

/** Gives pages' names for their numbers. */
export type NameOf = (pages: readonly number[]) => Promise<ReadonlyMap<number, PageName>>;

export async function readNames(db: Db, pages: readonly number[]) {
  const wanted = [...new Set(pages)].filter((page) => page !== wholeSite);
  if (wanted.length === 0) return [];
  return db.selectFrom('pages').selectAll().where('id', 'in', wanted).execute();
}

export async function findPage(db: Db, key: string) {
  return db.selectFrom('pages').selectAll().where('key', '=', key).executeTakeFirst();
}
