/** What the worker reads out of a finished page of ours, and what it writes into one. The press writes them all alike (lib/press/document.ts). */
import { nameOf } from './touching.ts';

/** Style sheet and scripts. */
export function filesIn(html: string): string[] {
  const found = html.matchAll(/<(?:link|script) [^>]*?(?:href|src)="(\/(?:_next\/static|assets)\/[^"]+)"/g);
  return [...new Set([...found].map(([, address = '']) => address))];
}

/** Fonts of a style sheet, by their full addresses. */
export function fontsIn(css: string, sheet: string): string[] {
  const found = css.matchAll(/url\((["']?)([^"')]+\.woff2)\1\)/g);
  return [...new Set([...found].map(([, , address = '']) => new URL(address, sheet).pathname))];
}

/** Pictures of the story itself: what stands beside it belongs to others. One size each. */
export function picturesIn(html: string): string[] {
  const own = html.slice(html.indexOf('<main')).split('<aside class="related"', 1)[0] ?? '';
  const found = [...own.matchAll(/<img [^>]*?src="(\/media\/[^"]+)"/g)].map(([, address = '']) => address);
  return oneSizeEach(found);
}

/** The first address of each picture. */
export function oneSizeEach(addresses: readonly string[]): string[] {
  const names = addresses.map(nameOf);
  return addresses.filter((_, place) => names.indexOf(names[place] ?? '') === place);
}

export type Shown = Readonly<{
  /** What stands over the page. */
  note?: string;
  /** The reader's choice, if the browser lets a worker know it: '' for none, `undefined` if it doesn't. */
  theme?: string;
}>;

/** A kept page as it is shown: in the reader's colours, with a note at its head. */
export function asShown(html: string, { note, theme }: Shown): string {
  const coloured =
    theme === undefined
      ? html
      : html
          .replace(/<html data-theme="\w+" /, '<html ')
          .replace('<html ', /^(?:light|dark)$/.test(theme) ? `<html data-theme="${theme}" ` : '<html ');
  if (note === undefined) return coloured;
  const aside = `<aside class="kept-note" aria-label="Kept copy" lang="en"><p role="status">${escaped(note)}</p></aside>`;
  return coloured.replace(/<body[^>]*>/, (body) => body + aside);
}

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

/** True if it can be one of our stories: somebody's sign-in page on a foreign network is none. */
export const isOurs = (html: string) => html.includes('<main id="main">') && html.endsWith('</html>');
