/** What the audience's door lets in, as the store takes it. Nothing here says who somebody is. */

/** A page of the edition. `key` stays the same when a story's address changes. */
export type Page = Readonly<{ key: string; address: string; title: string }>;

/** What names are counted under that are too many to be told apart. */
export const otherNames = { source: 'site:other', campaign: 'other' } as const;

/** Key of a story's page, by the id that the story never changes. */
export const storyKey = (id: string) => `story:${id}`;
export const isStoryKey = (key: string) => key.startsWith(storyKey(''));

export type View = Readonly<{
  kind: 'view';
  /** Chosen by the page that was opened: the same view sent twice is one. */
  id: number;
  /** When it was opened, in seconds since 1970 by this server's clock. */
  at: number;
  page: Page;
  via?: Page;
  /** `search:Google`, `social:Facebook`, `site:example.org`, `direct:Direct`, `internal:Internal`. */
  source: string;
  campaign?: string;
  device: 'phone' | 'tablet' | 'desktop' | 'unknown';
  /** ISO 3166-1 alpha-2, if a trusted delivery network says it. */
  country?: string;
  /** Family of a robot. */
  bot?: string;
  /** Address and browser, in memory only, for the day's mark; missing where nothing of it may be kept. */
  reader?: string;
}>;

export type Ping = Readonly<{
  kind: 'ping';
  id: number;
  at: number;
  /** The day in whose table the view lies. */
  day: number;
  /** Seconds in use so far, and percent read so far. */
  engaged: number;
  depth: number;
  left?: boolean;
}>;

/** A network's client fetched the card of a page. */
export type Fetch = Readonly<{ kind: 'fetch'; at: number; page: Page; client: string }>;

export type AudienceEvent = View | Ping | Fetch;

/** What became of an event that was stored: the day and page of its view, or that there is no such view. */
export type Recorded = Readonly<{ day: number; page: number; robot: boolean } | { unknown: true }>;
