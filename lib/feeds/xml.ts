/** What the XML formats have in common: a style sheet, stories to forget. */
import type { Element } from 'xast';
import { x } from 'xastscript';
import { documentWith, said } from '#lib/metadata/xml.ts';
import type { Feed } from './feed.ts';

/** The feed as a file. Browsers show it to people by the style sheet. */
export const documentOf = (feed: Element): string =>
  documentWith(
    { type: 'instruction', name: 'xml-stylesheet', value: 'type="text/css" href="/feed.css"' },
    feed,
  );

const tombstones = 'http://purl.org/atompub/tombstones/1.0';

/** Stories that are gone (RFC 6721). Nothing of them but why. */
export function forgottenIn({ forgotten }: Feed): Element[] {
  return forgotten.map(({ id, at, reason }) =>
    x('at:deleted-entry', { 'xmlns:at': tombstones, ref: id, when: at.toISOString() }, [
      said('at:comment', reason),
    ]),
  );
}
