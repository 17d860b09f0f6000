/** The tables of the audience's store, the same in SQLite and in PostgreSQL. */
import type { Generated } from 'kysely';

/** One page view: the raw event, which later pings bring up to date. One table a day: `views_20261125`. */
export type ViewRow = {
  /** Chosen at random by the page that was opened, below 2^53: a view that is sent twice is one. */
  id: number;
  /** Seconds since 1970. */
  at: number;
  page: number;
  /** The page of this site that led here; 0 for none. */
  via: number;
  source: number;
  /** 0 for none, like `country` and `bot`. */
  campaign: number;
  device: number;
  country: number;
  /** What the sketch of distinct readers needs to know of this one, in 20 bits; 0 if nothing is kept, and when the day is over. */
  mark: number;
  /** Family of the robot; 0 for a reader. */
  bot: number;
  /** Seconds in use. */
  engaged: number;
  /** How far it was read, in percent. */
  depth: number;
};

/** What views add up to; `start` is the minute since 1970 at which a minute or an hour begins, or a day like 20261125. */
export type FiguresRow = {
  start: number;
  /** 0 is the whole site. */
  page: number;
  views: number;
  /** Seconds in use, of all views together. */
  engaged: number;
  /** Views read to the end. */
  finished: number;
  /** Views of other pages that came from here. */
  onward: number;
};

/** Views by a word: a source, a campaign, a kind of device, a country, a family of robots. */
export type FacetRow = { start: number; page: number; word: number; views: number; engaged: number };

export type Tables = {
  [views: `views_${number}`]: ViewRow;
  steps: { number: number };
  /** Days that have a table of views, with their bounds in seconds since 1970. */
  partitions: { day: number; from_second: number; to_second: number; closed: number };
  /** `key` is `story:<id>` or an address, so that a story keeps its figures when its slug changes. */
  pages: {
    id: Generated<number>;
    key: string;
    address: string;
    title: string;
    /** Seconds since 1970, of stories that the audience follows. */
    published: number | null;
  };
  words: { id: Generated<number>; facet: string; text: string };
  minutes: FiguresRow;
  hours: FiguresRow;
  days: FiguresRow;
  hour_facets: FacetRow;
  day_facets: FacetRow;
  /** Sketches of distinct readers. Several instances have one each, of those they saw; together they are the day's. */
  sketches: { day: number; page: number; instance: string; bytes: Uint8Array };
  /** A network's client fetched the card of a page, so often in a minute. */
  shares: { minute: number; page: number; word: number; fetches: number };
  /** Events that were not taken, by hour and reason. */
  refusals: { hour: number; word: number; events: number };
  /** What the newsroom did: published, corrected, changed a headline. `at` in seconds since 1970. */
  marks: { at: number; page: number; kind: string; text: string };
  /** Readers at the end of each minute; page 0 is the whole site. */
  samples: { minute: number; page: number; readers: number };
  /** Last signs of life of views, in PostgreSQL only; `at` in milliseconds since 1970 by its clock. */
  signs: { view: number; page: number; at: number };
  /** What an alert has been sent for, so that one instance sends it, once. */
  said: { what: string; at: number };
  /** Random numbers for marks, one a day. In PostgreSQL only; SQLite's are files, to keep them out of backups. */
  salts: { day: number; salt: string };
};

/** Name of the table with a day's views. */
export function viewsOf(day: number): `views_${number}` {
  return `views_${day}`;
}
