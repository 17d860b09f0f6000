/** What this device keeps for reading offline: what is kept, what has to go, what is looked at again. Times in milliseconds. */

/** A kept page. Its words stand in the page alone, so that they go when it goes. */
export type Kept = Readonly<{
  address: string;
  /** When the server last said that the page is so. */
  at: number;
  /** When the server was last asked. */
  looked: number;
  /** When the reader last opened it, and when they saved it. */
  opened?: number;
  saved?: number;
  /** By which the server tells whether it has changed. */
  tag?: string;
  /** Names of the files that it needs: style sheet, scripts, fonts, pictures. */
  files: readonly string[];
}>;

export type Keeping = Readonly<{
  pages: readonly Kept[];
  /** How many saved stories were taken back since the reader last heard of it. */
  takenBack: number;
  /** A page had to be answered from here: the next time the network answers, everything is looked at. */
  wasOffline?: boolean;
}>;

export const nothing: Keeping = { pages: [], takenBack: 0 };

export const limits = {
  /** Stories that were opened and not saved; the one opened longest ago goes first. */
  opened: 20,
  /** Questions to the server at one visit, and where the reader wants to save data. */
  looks: 24,
  fewLooks: 6,
  /** Nothing is asked for again so soon, unless the device was offline. */
  lookAgain: 30 * 60_000,
} as const;

/** The cache that all of it stands in. Kept otherwise, it takes another name: the worker deletes those it doesn't know. */
export const cacheName = 'kept-1';

export const offlineAddress = '/offline';
export const savedAddress = '/saved';
/** Pages that are there for every reader who keeps something. */
export const shell: readonly string[] = [offlineAddress, savedAddress];

export const isStory = (address: string) => /^\/articles\/[^/]+$/.test(address);
export const isKeepable = (address: string) => address === '/' || isStory(address);

export const keptAt = ({ pages }: Keeping, address: string) => pages.find((page) => page.address === address);

export function without(keeping: Keeping, address: string): Keeping {
  return { ...keeping, pages: keeping.pages.filter((page) => page.address !== address) };
}

/** With a page, and without those for which it leaves no room. */
export function withPage(keeping: Keeping, page: Kept): Keeping {
  const pages = [...without(keeping, page.address).pages, page];
  const opened = pages
    .filter(({ address, saved }) => isStory(address) && saved === undefined)
    .toSorted((a, b) => (b.opened ?? 0) - (a.opened ?? 0));
  const surplus = new Set(opened.slice(limits.opened));
  return { ...keeping, pages: pages.filter((each) => !surplus.has(each)) };
}

/** The page opened longest ago that nobody asked to keep: what makes room. */
export function leastWanted({ pages }: Keeping): Kept | undefined {
  return pages
    .filter(({ address, saved }) => isStory(address) && saved === undefined)
    .toSorted((a, b) => (a.opened ?? 0) - (b.opened ?? 0))[0];
}

/** Saved no longer. It stays among those opened, as if it had been opened when it was. */
export function unsaved(keeping: Keeping, address: string): Keeping {
  const page = keptAt(keeping, address);
  if (!page) return keeping;
  const { saved, ...rest } = page;
  return withPage(keeping, { ...rest, opened: rest.opened ?? saved });
}

/** A page is taken back: of a saved one the reader hears. */
export function forgotten(keeping: Keeping, address: string): Keeping {
  const wasSaved = keptAt(keeping, address)?.saved !== undefined;
  return { ...without(keeping, address), takenBack: keeping.takenBack + (wasSaved ? 1 : 0) };
}

/** What the reader doesn't want any longer: everything but the pages of the shell. */
export function emptied({ pages }: Keeping): Keeping {
  return { pages: pages.filter(({ address }) => shell.includes(address)), takenBack: 0 };
}

/** Names under which something has to stay. */
export function neededNames({ pages }: Keeping): Set<string> {
  return new Set(pages.flatMap(({ address, files }) => [address, ...files]));
}

/** Which pages to ask the server about: those it wasn't asked about for longest. */
export function toLookAt(
  keeping: Keeping,
  { now, all, savesData }: Readonly<{ now: number; all?: boolean; savesData?: boolean }>,
): string[] {
  return keeping.pages
    .filter(({ looked }) => all || looked + limits.lookAgain <= now || looked > now)
    .toSorted((a, b) => a.looked - b.looked)
    .slice(0, savesData ? limits.fewLooks : limits.looks)
    .map(({ address }) => address);
}

/** What an answer to such a question means. What isn't clear changes nothing. */
export function meaningOf(status: number): 'same' | 'renew' | 'forget' | 'nothing' {
  if (status === 304) return 'same';
  if (status === 200) return 'renew';
  return status === 404 || status === 410 || status === 451 ? 'forget' : 'nothing';
}

/** Only a whole page that its server lets be kept. */
export function mayKeep({ status, headers }: Pick<Response, 'status' | 'headers'>): boolean {
  return (
    status === 200 &&
    (headers.get('content-type') ?? '').startsWith('text/html') &&
    !/\bno-store\b/.test(headers.get('cache-control') ?? '')
  );
}
