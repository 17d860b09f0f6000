/** A report of a range of days, next to the range before it. */
import { dayFrom, dayIn, daysBefore, daysBetween, dayText } from './days.ts';
import type { Point, Range, Report } from './shapes.ts';
import * as reports from './store/reports.ts';
import { readersByDay } from './store/sketches.ts';
import type { Store } from './store/store.ts';
import type { Stories } from './stories.ts';

const pagesListed = 200;
/** A line of more days than this has a point a day. */
const daysByHour = 2;

export type ReportDesk = Readonly<{ store: Store; stories: Stories; counted: boolean }>;

/**
 * `page` is the key of one page; without it the whole site. `now` in milliseconds since 1970.
 * Throws if the range isn't one: then the message says what is wrong.
 */
export async function makeReport(
  { store, stories, counted }: ReportDesk,
  range: Range,
  pageKey: string | undefined,
  now: number,
): Promise<Report | undefined> {
  const [first, last] = [dayFrom(range.first), dayFrom(range.last)];
  if (first === undefined || last === undefined || first > last) return undefined;
  const { db } = store;
  const known = pageKey === undefined ? undefined : await reports.findPage(db, pageKey);
  if (pageKey !== undefined && !known) return undefined;
  const page = known?.id;
  const names = stories.names(db);
  const days = { first, last };
  const length = daysBetween(first, last).length;
  const before = { first: daysBefore(first, length), last: daysBefore(first, 1) };
  const zone = store.timeZone;
  const minutes = ({ first, last }: reports.Days) => ({
    from: dayIn(first, zone).from / 60,
    to: dayIn(last, zone).to / 60,
  });
  if (counted) await store.keepSketches();
  const span = minutes(days);
  const part = (facet: 'source' | 'campaign' | 'device' | 'country' | 'bot') =>
    reports.partsOf(db, facet, days, page);
  const listed = page === undefined ? await reports.pagesOfDays(db, days, pagesListed) : new Map();
  const pageNames = await names(page === undefined ? [...listed.keys()] : [page]);
  return {
    range: { first: dayText(first), last: dayText(last) },
    before: { first: dayText(before.first), last: dayText(before.last) },
    page: page === undefined ? undefined : pageNames.get(page),
    figures: await reports.figuresOfDays(db, days, page),
    readers: counted
      ? [...(await readersByDay(db, daysBetween(first, last), page ?? 0)).values()].reduce((a, b) => a + b, 0)
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

  /** Both ranges whole, or both up to the last full hour if the range is still under way. */
  async function compare(): Promise<Report['compared']> {
    const earlier = minutes(before);
    const elapsed = Math.floor((now / 60_000 - span.from) / 60) * 60;
    if (span.from + elapsed >= span.to)
      return {
        now: await reports.figuresOfDays(db, days, page),
        before: await reports.figuresOfDays(db, before, page),
      };
    const until = span.from + Math.max(elapsed, 0);
    return {
      now: await reports.figuresOfHours(db, { from: span.from, to: until }, page),
      before: await reports.figuresOfHours(
        db,
        { from: earlier.from, to: earlier.from + Math.max(elapsed, 0) },
        page,
      ),
      until: reports.instantOf(until),
    };
  }

  async function line(of: reports.Days): Promise<Point[]> {
    if (length <= daysByHour) return reports.lineOf(db, 'hours', minutes(of), page);
    const views = await reports.viewsByDay(db, of, page);
    return daysBetween(of.first, of.last).map((day) => ({
      at: new Date(dayIn(day, zone).from * 1000).toISOString(),
      views: views.get(day) ?? 0,
    }));
  }
}
