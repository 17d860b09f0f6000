/** What the store’s short names are called where people read them. */
import type { BotFamily } from '#lib/audience/bots.ts';
import type { Refusal } from '#lib/audience/door.ts';
import type { MarkKind, PageName, SourceKind } from '#lib/audience/shapes.ts';

export const sourceKinds: Readonly<Record<SourceKind, string>> = {
  search: 'Search and assistants',
  social: 'Networks and chats',
  direct: 'Direct',
  internal: 'Our own pages',
  site: 'Other sites',
};

const devices: Readonly<Record<string, string>> = {
  phone: 'Phones',
  tablet: 'Tablets',
  desktop: 'Computers',
  unknown: 'Not known',
};
export const deviceName = (name: string) => devices[name] ?? name;

export const markNames: Readonly<Record<MarkKind, string>> = {
  published: 'Published',
  updated: 'Updated',
  corrected: 'Corrected',
  headline: 'Headline changed',
};

const robots: Readonly<Record<BotFamily, string>> = {
  search: 'Search engines',
  ai: 'AI crawlers',
  unfurler: 'Link previews',
  feed: 'Feed readers',
  monitor: 'Uptime monitors',
  seo: 'Marketing crawlers',
  headless: 'Browsers run by programs',
  tool: 'Command-line tools',
  other: 'Other robots',
  nameless: 'Without a name',
  inconsistent: 'Posing as browsers',
};
export const robotName = (family: string) => robots[family as BotFamily] ?? family;

type Reason = Refusal | 'store-locked' | 'store-away' | 'store-full' | 'store-corrupt' | 'store-failed';
const reasons: Readonly<Record<Reason, string>> = {
  'opted-out': 'Readers who asked not to be counted',
  'too-many': 'Too many from one network',
  'unknown-page': 'For pages that don’t exist',
  foreign: 'Sent by another site',
  malformed: 'Not in the form our pages send',
  'broken-off': 'Broken off on the way',
  'too-large': 'Larger than our pages send',
  'wrong-method': 'Not sent as our pages send',
  'bad-token': 'With a token that isn’t ours',
  'old-token': 'From pages left open for over a day',
  'unknown-view': 'For views that are no longer kept',
  'queue-full': 'More at once than can be written',
  'store-locked': 'While the store was locked',
  'store-away': 'While the database was away',
  'store-full': 'While the disk was full',
  'store-corrupt': 'While the store was damaged',
  'store-failed': 'While the store was being opened',
};
export const refusalName = (reason: string) => reasons[reason as Reason] ?? reason;

/** Why nothing can be counted, by the reason that the server gives. */
const troubles: Readonly<Record<string, string>> = {
  'store-locked': 'Another process has the audience’s store open.',
  'store-away': 'The audience’s database doesn’t answer.',
  'store-full': 'The disk of the audience’s store is full.',
  'store-corrupt': 'The audience’s store is damaged; the portal’s log says where.',
  'store-failed': 'The audience’s store can’t be opened or written; the portal’s log says why.',
};
export const troubleName = (reason: string) => troubles[reason] ?? `The server says “${reason}”.`;

/** The name of a page; the front page is called so, since its title is the site’s. */
export const titleOf = ({ address, title }: Pick<PageName, 'address' | 'title'>) =>
  address === '/' ? 'Front page' : title;
