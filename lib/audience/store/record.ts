/** Records a batch of events in one transaction: raw views, and what they add to the roll-ups. */
import type { Day } from '../days.ts';
import type { AudienceEvent, Fetch, Page, Ping, Recorded, View } from '../events.ts';
import { inChunks } from './chunks.ts';
import type { Database, Db } from './database.ts';
import type { Partitions } from './partitions.ts';
import { Additions, minuteOf } from './rollups.ts';
import { type ViewRow, viewsOf } from './tables.ts';
import type { Numbers, Word, Words } from './words.ts';

/** An event with the day it belongs to, and the mark of its reader: 0 if nothing is kept. */
export type Prepared<Event = AudienceEvent> = Readonly<{ event: Event; day: Day; mark: number }>;
export type Added = Readonly<{ row: ViewRow; day: number }>;
export type Outcome = Readonly<{
  /** In the order of the batch. */
  results: readonly Recorded[];
  /** Views that weren't there before. */
  added: readonly Added[];
  numbers: Numbers;
}>;
export type Desk = Readonly<{ dialect: Database['dialect']; words: Words; partitions: Partitions }>;

/** A view may be sent again for a minute or so: after midnight it is looked for in the day before, so many seconds long. */
const looksBack = 300;
/** In use can't be longer than since the view, give or take so many seconds on the way. */
const tolerance = 5;

/** Brings a view up to date. These are running totals: a ping that comes twice, or late, does no harm. */
function withPing(row: ViewRow, { engaged, depth, at }: Pick<Ping, 'engaged' | 'depth' | 'at'>): ViewRow {
  return {
    ...row,
    engaged: Math.max(row.engaged, Math.min(engaged, Math.max(0, at - row.at) + tolerance)),
    depth: Math.max(row.depth, depth),
  };
}

/** Takes effect when the transaction that `db` stands for is committed. */
export async function record(db: Db, desk: Desk, batch: readonly Prepared[]): Promise<Outcome> {
  const numbers = await desk.words.find(db, wordsIn(batch), pagesIn(batch), batch.at(-1)?.day.day ?? 0);
  const additions = new Additions();
  const places = new Map<number, Recorded>();
  const added: Added[] = [];
  for (const { day: calendarDay, views, pings } of await byDay(db, desk, batch, places)) {
    if (views.length > 0) await desk.partitions.open(db, calendarDay);
    const day = desk.partitions.get(calendarDay.day);
    if (!day) continue;
    const fresh = new Map(views.map(({ event, mark }) => [event.id, rowOf(event, mark, numbers)]));
    const inserted = await insertViews(db, day.day, [...fresh.values()]);
    const before = await readViews(
      db,
      desk,
      day.day,
      [...fresh.keys(), ...pings.map(({ id }) => id)],
      inserted,
    );
    const rows = new Map(before);
    for (const row of inserted.values()) {
      rows.set(row.id, row);
      added.push({ row, day: day.day });
    }
    for (const ping of pings) {
      const row = rows.get(ping.id);
      if (row) rows.set(ping.id, withPing(row, ping));
    }
    for (const row of rows.values()) {
      places.set(row.id, placeOf(row, day));
      const old = before.get(row.id);
      if (old === row) continue;
      if (old) additions.count(old, day, -1);
      additions.count(row, day, 1);
    }
    const changed = [...rows.values()].filter(
      (row) => row !== before.get(row.id) && row !== inserted.get(row.id),
    );
    await updateViews(db, day.day, changed);
  }
  await additions.write(db);
  const fetches = batch.flatMap(({ event }) => (event.kind === 'fetch' ? [event] : []));
  await addFetches(db, fetches, numbers);
  const results = batch.map(({ event }): Recorded => {
    if (event.kind === 'fetch') return { day: 0, page: numbers.page(event.page), robot: true };
    return places.get(event.id) ?? { unknown: true };
  });
  return { results, added, numbers };
}

type OfDay = { day: Day; views: Prepared<View>[]; pings: Ping[] };

/** Views and pings by the day whose table they touch. Views that are known from the day before go to `places` at once. */
async function byDay(
  db: Db,
  desk: Desk,
  batch: readonly Prepared[],
  places: Map<number, Recorded>,
): Promise<OfDay[]> {
  const days = new Map<number, OfDay>();
  const of = (day: Day) => {
    const known = days.get(day.day) ?? { day, views: [], pings: [] };
    days.set(day.day, known);
    return known;
  };
  const repeated = await knownFromYesterday(db, desk, batch);
  for (const { event, day, mark } of batch) {
    if (event.kind === 'fetch') continue;
    const earlier = repeated.get(event.id);
    if (event.kind === 'ping')
      of(desk.partitions.get(event.day) ?? { ...day, day: event.day }).pings.push(event);
    else if (earlier) places.set(event.id, earlier);
    else {
      const own = of(day);
      own.day = day; // A ping knows only the number of its day.
      own.views.push({ event, day, mark });
    }
  }
  return [...days.values()].sort((a, b) => a.day.day - b.day.day);
}

async function knownFromYesterday(db: Db, desk: Desk, batch: readonly Prepared[]) {
  const known = new Map<number, Recorded>();
  const early = batch.filter(({ event, day }) => event.kind === 'view' && event.at - day.from < looksBack);
  const yesterday = early[0] && desk.partitions.endingAt(early[0].day.from);
  if (!yesterday) return known;
  const ids = early.flatMap(({ event }) => (event.kind === 'view' ? [event.id] : []));
  for (const row of (await readViews(db, desk, yesterday.day, ids)).values())
    known.set(row.id, placeOf(row, yesterday));
  return known;
}

const placeOf = ({ page, bot }: ViewRow, { day }: Day): Recorded => ({ day, page, robot: bot > 0 });

function wordsIn(batch: readonly Prepared[]): Word[] {
  return batch.flatMap(({ event }): Word[] => {
    if (event.kind === 'ping') return [];
    if (event.kind === 'fetch') return [['client', event.client]];
    const words: Word[] = [
      ['source', event.source],
      ['device', event.device],
    ];
    if (event.campaign) words.push(['campaign', event.campaign]);
    if (event.country) words.push(['country', event.country]);
    if (event.bot) words.push(['bot', event.bot]);
    return words;
  });
}

function pagesIn(batch: readonly Prepared[]): Page[] {
  return batch.flatMap(({ event }): Page[] => {
    if (event.kind === 'ping') return [];
    return event.kind === 'view' && event.via ? [event.page, event.via] : [event.page];
  });
}

function rowOf(view: View, mark: number, numbers: Numbers): ViewRow {
  return {
    id: view.id,
    at: view.at,
    page: numbers.page(view.page),
    via: numbers.page(view.via),
    source: numbers.word('source', view.source),
    campaign: numbers.word('campaign', view.campaign),
    device: numbers.word('device', view.device),
    country: numbers.word('country', view.country),
    bot: numbers.word('bot', view.bot),
    mark: view.bot ? 0 : mark,
    engaged: 0,
    depth: 0,
  };
}

/** Gives the rows that were new; the others are there already, from this batch or another writer. */
async function insertViews(db: Db, day: number, rows: readonly ViewRow[]): Promise<Map<number, ViewRow>> {
  const inserted = new Set<number>();
  const sorted = rows.toSorted((a, b) => a.id - b.id);
  await inChunks(sorted, async (chunk) => {
    const ids = await db
      .insertInto(viewsOf(day))
      .values(chunk)
      .onConflict((conflict) => conflict.column('id').doNothing())
      .returning('id')
      .execute();
    for (const { id } of ids) inserted.add(id);
  });
  return new Map(sorted.filter(({ id }) => inserted.has(id)).map((row) => [row.id, row]));
}

/** Rows by their ids, but for those that this transaction has made; in PostgreSQL locked until it ends. */
async function readViews(
  db: Db,
  { dialect }: Desk,
  day: number,
  ids: readonly number[],
  made: ReadonlyMap<number, ViewRow> = new Map(),
): Promise<Map<number, ViewRow>> {
  const rows = new Map<number, ViewRow>();
  const wanted = [...new Set(ids)].filter((id) => !made.has(id)).sort((a, b) => a - b);
  await inChunks(wanted, async (chunk) => {
    const found = await db
      .selectFrom(viewsOf(day))
      .selectAll()
      .where('id', 'in', chunk)
      .orderBy('id')
      .$if(dialect === 'postgres', (query) => query.forUpdate())
      .execute();
    for (const row of found) rows.set(row.id, row);
  });
  return rows;
}

async function updateViews(db: Db, day: number, rows: readonly ViewRow[]): Promise<void> {
  const sorted = rows.toSorted((a, b) => a.id - b.id);
  await inChunks(sorted, (chunk) =>
    db
      .insertInto(viewsOf(day))
      .values(chunk)
      .onConflict((conflict) =>
        conflict.column('id').doUpdateSet((row) => ({
          engaged: row.ref('excluded.engaged'),
          depth: row.ref('excluded.depth'),
        })),
      )
      .execute(),
  );
}

async function addFetches(db: Db, fetches: readonly Fetch[], numbers: Numbers): Promise<void> {
  const rows = new Map<string, { minute: number; page: number; word: number; fetches: number }>();
  for (const { at, page, client } of fetches) {
    const row = { minute: minuteOf(at), page: numbers.page(page), word: numbers.word('client', client) };
    const key = `${row.minute} ${row.page} ${row.word}`;
    rows.set(key, { ...row, fetches: (rows.get(key)?.fetches ?? 0) + 1 });
  }
  const sorted = [...rows.values()].sort((a, b) => a.minute - b.minute || a.page - b.page || a.word - b.word);
  await inChunks(sorted, (chunk) =>
    db
      .insertInto('shares')
      .values(chunk)
      .onConflict((conflict) =>
        conflict
          .columns(['minute', 'page', 'word'])
          .doUpdateSet((row) => ({ fetches: row('shares.fetches', '+', row.ref('excluded.fetches')) })),
      )
      .execute(),
  );
}
