/** A report of a range of days, next to the range before it. */
import { calendarOf, dayFrom, dayIn, daysBefore, daysBetween, dayText } from './days.ts';
import type { Readers } from './presence.ts';
import type { Point, Range, Report } from './shapes.ts';
import * as reports from './store/reports.ts';
import { readersByDay } from './store/sketches.ts';
import type { Store } from './store/store.ts';
import type { Stories } from './stories.ts';

const pagesListed = 200;
/** A line of more days than this has a point a day. */
const daysByHour = 2;
const mostDays = 800;

export type ReportDesk = Readonly<{
  store: Store;
  stories: Stories;
  readers: () => Promise<Readers>;
  counted: boolean;
}>;

export type Reported = Report | 'bad-range' | 'unread';

/** The range of so many days that ends today; `now` in milliseconds since 1970. */
export function latestDays(days: number, now: number, timeZone: string): Range {
  const { day } = calendarOf(timeZone)(Math.floor(now / 1000));
  return { first: dayText(daysBefore(day, days - 1)), last: dayText(day) };
}

/**
 * `page` is the key of one page; without it the whole site. `now` in milliseconds since 1970.
 * Gives `bad-range` if the range isn't one or is longer than 800 days, `unread` if nobody has read the page yet.
 */
export async function makeReport(
  { store, stories, readers, counted }: ReportDesk,
  range: Range,
  pageKey: string | undefined,
  now: number,
): Promise<Reported> {
  const [first, last] = [dayFrom(range.first), dayFrom(range.last)];
  if (first === undefined || last === undefined || first > last) return 'bad-range';
  if (daysBefore(last, mostDays - 1) > first) return 'bad-range';
  const { db } = store;
  const firstDay: number = first;
  const known = pageKey === undefined ? undefined : await reports.findPage(db, pageKey);
  if (pageKey !== undefined && !known) return 'unread';
  const page = known?.id;
  const names = stories.names(db);
  const days = { first, last };
  const dayList = daysBetween(first, last);
  const length = dayList.length;
  const before = { first: daysBefore(first, length), last: daysBefore(first, 1) };
  const zone = store.timeZone;
  const minutes = ({ first, last }: reports.Days) => ({
    from: dayIn(first, zone).from / 60,
    to: dayIn(last, zone).to / 60,
  });
  if (counted) await store.keepSketches();
  const span = minutes(days);
  const part = (facet: 'source' | 'campaign' | 'device' | 'country' | 'bot') =>
    reports.partsOf(db, facet, dayList, page);
  const listed = page === undefined ? await reports.pagesOfDays(db, days, pagesListed) : new Map();
  const pageNames = await names(page === undefined ? [...listed.keys()] : [page]);
  return {
    range: { first: dayText(first), last: dayText(last) },
    before: { first: dayText(before.first), last: dayText(before.last) },
    page: page === undefined ? undefined : pageNames.get(page),
    present: await present(),
    figures: await reports.figuresOf(db, { days: dayList }, page),
    readers: counted
      ? [...(await readersByDay(db, dayList, page ?? 0)).values()].reduce((a, b) => a + b, 0)
      : undefined,
    compared: await compare(),
    line: await line(days),
    lineBefore: await line(before),
    pages: [...listed].flatMap(([id, figures]) => {
      const name = pageNames.get(id);
      return name ? [{ page: name, figures }] : [];
    }),
    sources: await part('source'),
    campaigns: await part('campaign'),
    devices: await part('device'),
    countries: await part('country'),
    robots: await part('bot'),
    shares: await reports.sharesIn(db, names, span, page),
    marks: await reports.marksIn(db, names, span, page),
    refusals: page === undefined ? await reports.refusalsIn(db, span) : [],
  };

  async function present(): Promise<number> {
    const { total, byPage } = await readers();
    return page === undefined ? total : (byPage.get(page) ?? 0);
  }

  /** Both ranges whole, or both up to the last full hour if the range is still under way. */
  async function compare(): Promise<Report['compared']> {
    const beforeList = daysBetween(before.first, before.last);
    const begun = dayList.findIndex((day) => dayIn(day, zone).to * 1000 > now);
    if (begun < 0)
      return {
        now: await reports.figuresOf(db, { days: dayList }, page),
        before: await reports.figuresOf(db, { days: beforeList }, page),
      };
    const from = dayIn(dayList[begun] ?? firstDay, zone).from / 60;
    const full = Math.max(0, Math.floor((now / 60_000 - from) / 60));
    const part = (list: readonly number[]) => {
      const start = dayIn(list[begun] ?? firstDay, zone).from / 60;
      const hours = reports.stepsIn({ from: start, to: start + full * 60 }, 60);
      return reports.figuresOf(db, { days: list.slice(0, begun), hours }, page);
    };
    return {
      now: await part(dayList),
      before: await part(beforeList),
      until: reports.instantOf(from + full * 60),
    };
  }

  async function line(of: reports.Days): Promise<Point[]> {
    if (length <= daysByHour) return reports.lineOf(db, 'hours', minutes(of), page);
    const list = daysBetween(of.first, of.last);
    const views = await reports.viewsByDay(db, list, page);
    return list.map((day) => ({
      at: new Date(dayIn(day, zone).from * 1000).toISOString(),
      views: views.get(day) ?? 0,
    }));
  }
}
