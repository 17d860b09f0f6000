/** What the newsroom is told of its audience: the shapes of the live view and of reports. */

/** A page of the site as figures name it. */
export type PageName = Readonly<{
  id: number;
  /** By which a report of this page is asked for; it stays when the address changes. */
  key: string;
  address: string;
  title: string;
  /** Instant, for stories. */
  publishedAt?: string;
}>;

/** Figures of a span of time, of the whole site or of a page. */
export type Figures = Readonly<{
  views: number;
  /** Seconds in use, of an average view. */
  engaged: number;
  /** Share of views that were read to the end, from 0 to 1. */
  readThrough: number;
  /** Pages of this site that were opened from here, a view: 0.2 is one in five. */
  onward: number;
}>;

/** Part of the views: a source, a campaign, a kind of device, a country, a family of robots. */
export type Part = Readonly<{ name: string; kind?: SourceKind; views: number; engaged: number }>;
export type SourceKind = 'direct' | 'internal' | 'search' | 'social' | 'site';

export type Point = Readonly<{ at: string; views: number; readers?: number }>;

export type MarkKind = 'published' | 'updated' | 'corrected' | 'headline';
/** Something the newsroom did, on the same time line as the readers. */
export type Mark = Readonly<{ at: string; page: PageName; kind: MarkKind; text: string }>;

/** A network's client fetched the card of a page: somebody has just pasted its link there. */
export type Share = Readonly<{ page: PageName; network: string; fetches: number; last: string }>;

export type Mode = 'off' | 'aggregate' | 'daily';

/** A page as it does now. */
export type PageNow = Readonly<{
  page: PageName;
  readers: number;
  today: Figures;
  /** Views in the last hour, in parts of what is usual for a story of its age; from 2 on it rises. */
  rising?: number;
  /** Where most of today's views come from. */
  source?: string;
}>;

/** Everything the live view shows; a new one each second. */
export type Snapshot = Readonly<{
  at: string;
  readers: number;
  pages: readonly PageNow[];
  /** The last 30 minutes, the present one last and still under way. */
  minutes: readonly Point[];
  today: Figures & Readonly<{ readers?: number }>;
  sources: readonly Part[];
  devices: readonly Part[];
  countries: readonly Part[];
  shares: readonly Share[];
  marks: readonly Mark[];
  robots: readonly Part[];
  refusals: readonly Readonly<{ reason: string; events: number }>[];
}>;

/** A range of days, both included, as `2026-11-25`. */
export type Range = Readonly<{ first: string; last: string }>;

/** Figures of a range of days, of the whole site or of one page, next to the range before. */
export type Report = Readonly<{
  range: Range;
  before: Range;
  /** Missing: the whole site. */
  page?: PageName;
  /** Readers now. */
  present: number;
  figures: Figures;
  /** Distinct readers, day by day, added up; missing where no marks are kept. */
  readers?: number;
  /**
   * Both ranges over the same time: while the last day isn't over, up to its last full hour (`until`).
   * The figures to compare.
   */
  compared: Readonly<{ now: Figures; before: Figures; until?: string }>;
  /** By hour for one day or two, by day for more. */
  line: readonly Point[];
  lineBefore: readonly Point[];
  pages: readonly Readonly<{ page: PageName; figures: Figures }>[];
  sources: readonly Part[];
  campaigns: readonly Part[];
  devices: readonly Part[];
  countries: readonly Part[];
  shares: readonly Share[];
  marks: readonly Mark[];
  robots: readonly Part[];
  refusals: readonly Readonly<{ reason: string; events: number }>[];
}>;

/** What people read most; for readers, so without any count under five: of readers now, of views today and in seven days. */
export type MostRead = Readonly<{
  now: readonly MostReadStory[];
  today: readonly MostReadStory[];
  week: readonly MostReadStory[];
}>;
export type MostReadStory = Readonly<{
  address: string;
  headline: string;
  count: number;
  /** If it isn't the site's own. */
  lang?: string;
}>;
