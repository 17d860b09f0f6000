/** Which requests the worker has to do with. A closed list: everything else goes its way without it. */
import { isStory } from './kept.ts';

export type Asked = Readonly<{
  method: string;
  url: string;
  mode: string;
  destination: string;
  referrer: string;
}>;

/** `page`: answered from what is kept if the network fails; `file`: likewise; `elsewhere`: handed on as it comes. */
export type Touch = 'page' | 'file' | 'elsewhere' | undefined;

/** Not for readers, or different for each of them. */
const closed = /^\/(?:api|newsroom|preview)(?:\/|$)/;
const files = /^\/(?:_next\/static|assets|media)\//;
const destinations = new Set(['style', 'script', 'font', 'image']);

export function touchOf({ method, url, mode, destination, referrer }: Asked, origin: string): Touch {
  const { origin: host, pathname } = new URL(url);
  if (host !== origin || method !== 'GET') return undefined;
  // Feeds, sitemaps and other files have a dot in their name.
  if (mode === 'navigate') return closed.test(pathname) || /\.[^/]*$/.test(pathname) ? 'elsewhere' : 'page';
  if (!files.test(pathname) || !destinations.has(destination)) return undefined;
  return closed.test(pathOf(referrer)) ? undefined : 'file';
}

const pathOf = (url: string) => (URL.canParse(url) ? new URL(url).pathname : '');

/** Addresses that browsers which know how needn't even ask the worker about. */
export const leftAlone: readonly string[] = ['/api/*', '/newsroom', '/newsroom/*', '/preview/*'];

/** The address of a page without what says nothing of its content. */
export function addressOf(url: string): string {
  const { pathname } = new URL(url);
  return pathname.replace(/(.)\/+$/, '$1');
}

/** True if such an answer to a reader's own visit means that the page is to be forgotten. */
export const isTakenBack = (address: string, status: number) =>
  isStory(address) && (status === 404 || status === 410 || status === 451);

/** Under which name a file is kept. Of a picture one size is enough, whichever is asked for. */
export function nameOf(address: string): string {
  return /^\/media\/[^/]+/.exec(address)?.[0] ?? address;
}
