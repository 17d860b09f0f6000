/**
 * The rules of the feed formats that ours could break: RSS 2.0 (rssboard.org/rss-specification), Atom (RFC 4287 with
 * RFC 6721), JSON Feed 1.1 (jsonfeed.org/version/1.1). Each gives the faults it finds.
 */
import type { Element } from 'xast';
import { fromXml } from 'xast-util-from-xml';
import { toString as textOf } from 'xast-util-to-string';

/** How often an element may stand in another: `1` once, `?` at most once, `+` at least once, `*` as often as it likes. */
type Counts = Readonly<Record<string, '1' | '?' | '+' | '*'>>;

const rss: Readonly<Record<string, Counts>> = {
  rss: { channel: '1' },
  channel: {
    title: '1',
    link: '1',
    description: '1',
    language: '?',
    copyright: '?',
    lastBuildDate: '?',
    docs: '?',
    item: '*',
    'atom:link': '*',
    'at:deleted-entry': '*',
  },
  item: {
    title: '1',
    link: '?',
    description: '?',
    guid: '1',
    pubDate: '1',
    category: '*',
    'atom:updated': '?',
    'dc:language': '1',
    'dc:creator': '*',
    'content:encoded': '?',
    'media:content': '*',
  },
};

const atom: Readonly<Record<string, Counts>> = {
  feed: {
    id: '1',
    title: '1',
    subtitle: '?',
    updated: '1',
    rights: '?',
    link: '+',
    entry: '*',
    'at:deleted-entry': '*',
  },
  entry: {
    id: '1',
    title: '1',
    link: '+',
    published: '?',
    updated: '1',
    author: '+',
    category: '*',
    summary: '?',
    content: '?',
  },
  author: { name: '1', uri: '?', email: '?' },
};

export function faultsInRss(text: string): string[] {
  const root = rootOf(text);
  const dates = [...all(root, 'pubDate'), ...all(root, 'lastBuildDate')].map(textOf);
  return [
    ...(root.name === 'rss' && root.attributes.version === '2.0' ? [] : ['it is not RSS 2.0']),
    ...miscounted(root, rss),
    ...undeclared(root),
    ...dates
      .filter((date) => new Date(date).toUTCString() !== date)
      .map((date) => `no RFC 822 date: ${date}`),
    ...repeated(all(root, 'guid').map(textOf)),
    ...[...all(root, 'link'), ...all(root, 'docs')].map(textOf).flatMap(faultInAddress),
    ...selfLinks(all(root, 'atom:link')),
    ...all(root, 'atom:updated').map(textOf).flatMap(faultInInstant),
    ...deleted(root),
  ];
}

export function faultsInAtom(text: string): string[] {
  const root = rootOf(text);
  const alternates = all(root, 'entry').map(
    ({ children }) =>
      children.filter(
        (child) => child.type === 'element' && child.name === 'link' && child.attributes.rel === 'alternate',
      ).length,
  );
  return [
    ...(root.attributes.xmlns === 'http://www.w3.org/2005/Atom' ? [] : ['it is not Atom']),
    ...miscounted(root, atom),
    ...undeclared(root),
    ...[...all(root, 'updated'), ...all(root, 'published')].map(textOf).flatMap(faultInInstant),
    ...repeated(all(root, 'entry').flatMap((entry) => all(entry, 'id').map(textOf))),
    ...all(root, 'id').map(textOf).flatMap(faultInAddress),
    ...all(root, 'link').flatMap(({ attributes }) => faultInAddress(attributes.href ?? '')),
    ...(alternates.every((count) => count === 1) ? [] : ['an entry without one page for people']),
    ...selfLinks(all(root, 'link')),
    ...deleted(root),
  ];
}

type Json = { [name: string]: unknown };

export function faultsInJsonFeed(text: string): string[] {
  const feed = JSON.parse(text) as Json & { items: Json[] };
  const known = new Set(
    'version title description home_page_url feed_url language hubs items _deleted'.split(' '),
  );
  const inItem = new Set(
    'id url title summary content_html language date_published date_modified authors tags image'.split(' '),
  );
  const texts = (thing: Json, names: readonly string[]) =>
    names.filter((name) => typeof thing[name] !== 'string' || thing[name] === '');
  return [
    ...(feed.version === 'https://jsonfeed.org/version/1.1' ? [] : ['it is not JSON Feed 1.1']),
    ...Object.keys(feed).filter((name) => !known.has(name)),
    ...texts(feed, ['title', 'home_page_url', 'feed_url', 'language']),
    ...(Array.isArray(feed.items) ? [] : ['it has no items']),
    ...[feed.home_page_url, feed.feed_url].flatMap((address) => faultInAddress(String(address))),
    ...repeated(feed.items.map(({ id }) => String(id))),
    ...feed.items.flatMap((item) => [
      ...Object.keys(item).filter((name) => !inItem.has(name)),
      ...texts(item, ['id', 'url', 'title', 'content_html', 'date_published', 'date_modified']),
      ...faultInAddress(String(item.url)),
      ...[item.date_published, item.date_modified].map(String).flatMap(faultInInstant),
      ...(Array.isArray(item.authors) && item.authors.every(({ name }: Json) => typeof name === 'string')
        ? []
        : ['authors are a list of those with names']),
    ]),
  ];
}

function rootOf(text: string): Element {
  const root = fromXml(text).children.find((child) => child.type === 'element');
  if (!root) throw new Error('there is nothing in it');
  return root;
}

function all(node: Element, name: string): Element[] {
  return node.children.flatMap((child) =>
    child.type === 'element' ? [...(child.name === name ? [child] : []), ...all(child, name)] : [],
  );
}

function miscounted(node: Element, rules: Readonly<Record<string, Counts>>): string[] {
  const rule = rules[node.name];
  const elements = node.children.filter((child) => child.type === 'element');
  const own = Object.entries(rule ?? {}).flatMap(([name, count]) => {
    const found = elements.filter((child) => child.name === name).length;
    const fits = { '1': found === 1, '?': found <= 1, '+': found >= 1, '*': true }[count];
    return fits ? [] : [`${found} ${name} in ${node.name}`];
  });
  const strange = rule ? elements.filter(({ name }) => !Object.hasOwn(rule, name)) : [];
  return [
    ...own,
    ...strange.map(({ name }) => `${name} in ${node.name}`),
    ...elements.flatMap((child) => miscounted(child, rules)),
  ];
}

/** Prefixes that nobody has said the meaning of. */
function undeclared(root: Element, known: ReadonlySet<string> = new Set(['xml'])): string[] {
  const names = Object.keys(root.attributes);
  const declared = new Set([...known, ...names.flatMap((name) => /^xmlns:(.*)$/.exec(name)?.[1] ?? [])]);
  const used = [root.name, ...names.filter((name) => !name.startsWith('xmlns'))];
  const missing = used.filter((name) => name.includes(':') && !declared.has(name.split(':')[0] ?? ''));
  return [
    ...missing,
    ...root.children.flatMap((child) => (child.type === 'element' ? undeclared(child, declared) : [])),
  ];
}

const repeated = (ids: readonly string[]) => ids.filter((id, index) => ids.indexOf(id) !== index);
const faultInAddress = (address: string) =>
  /^https?:\/\//.test(address) ? [] : [`no full address: ${address}`];
const faultInInstant = (instant: string) =>
  /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/.test(instant)
    ? []
    : [`no RFC 3339 instant: ${instant}`];
const selfLinks = (links: readonly Element[]) =>
  links.filter(({ attributes }) => attributes.rel === 'self').length === 1
    ? []
    : ['it doesn’t say its own address once'];
const deleted = (root: Element) =>
  all(root, 'at:deleted-entry').flatMap(({ attributes: { ref, when } }) => [
    ...faultInAddress(ref ?? ''),
    ...faultInInstant(when ?? ''),
  ]);
