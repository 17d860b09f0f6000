/** What stands on a story's card, and the address that follows from it. */

import type { Site } from '#lib/edition/model.ts';
import { hashOf } from '#lib/edition/objects.ts';
import type { ArticleView } from '#lib/edition/views.ts';

/** Everything on the card. Only a story makes one; no text of a request can get on it. */
export type Card = Readonly<{
  design: number;
  site: string;
  section: string;
  kicker?: string;
  headline: string;
  lang: string;
  /** Object of the lead picture and the point to keep, if the story has one. */
  picture?: Readonly<{ file: string; hash: string; x: number; y: number }>;
}>;

export const cardSize = { width: 1200, height: 630 } as const;
/** Raised when the drawing changes, so that addresses change with it. */
const design = 1;

/** The card of a story: its content, address, size and alternative text. */
export function cardOf(site: Site, { summary, section }: ArticleView) {
  const card: Card = {
    design,
    site: site.name,
    section: section.name,
    kicker: summary.kicker,
    headline: summary.shortHeadline ?? summary.headline,
    lang: summary.lang,
    picture: summary.lead && {
      file: summary.lead.picture.file,
      hash: summary.lead.picture.hash,
      ...summary.lead.focus,
    },
  };
  const hash = hashOf(JSON.stringify(card)).slice(0, 12);
  return {
    card,
    hash,
    address: `/api/og/story/${summary.id}/title-${hash}.jpg`,
    alt: `${section.name}: ${summary.headline} (${site.name})`,
    ...cardSize,
  };
}
