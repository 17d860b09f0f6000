/** Reads of a page what readers of links read: meta tags, title, structured data. */
import { type DefaultTreeAdapterMap, parse } from 'parse5';
import type { Place } from './clients.ts';

type Node = DefaultTreeAdapterMap['node'];
type Element = DefaultTreeAdapterMap['element'];

export type Tag = Readonly<{ key: string; value: string }>;
export type ReadPage = Readonly<{
  title: string;
  tags: readonly Tag[];
  articles: readonly Readonly<Record<string, unknown>>[];
}>;
export type Part = 'title' | 'description' | 'picture';

/** What stands in a page, however little of it there is. */
export function readPage(html: string): ReadPage {
  const tags: Tag[] = [];
  const articles: Record<string, unknown>[] = [];
  let title = '';
  const visit = (node: Node): void => {
    if ('tagName' in node) {
      if (node.tagName === 'title' && !title) title = textOf(node).trim();
      if (node.tagName === 'meta') {
        const key = attribute(node, 'property') ?? attribute(node, 'name');
        const value = attribute(node, 'content');
        if (key !== undefined && value !== undefined) tags.push({ key, value });
      }
      if (node.tagName === 'script' && attribute(node, 'type') === 'application/ld+json')
        articles.push(...articlesIn(textOf(node)));
    }
    if ('childNodes' in node) node.childNodes.forEach(visit);
  };
  visit(parse(html));
  return { title, tags, articles };
}

/** A part of a preview from the first place that has it. */
export function partOf(
  page: ReadPage,
  part: Part,
  places: readonly Place[],
  last = false,
): string | undefined {
  for (const place of places) {
    const values = valuesAt(page, part, place).filter((value) => value.trim() !== '');
    const value = last ? values.at(-1) : values[0];
    if (value !== undefined) return value;
  }
  return undefined;
}

/** All values of a tag. */
export function valuesOf({ tags }: ReadPage, key: string): string[] {
  return tags.filter((tag) => tag.key === key).map(({ value }) => value);
}

function valuesAt(page: ReadPage, part: Part, place: Place): string[] {
  if (place === 'json-ld') {
    const [article] = page.articles;
    const value = article?.[{ title: 'headline', description: 'description', picture: 'image' }[part]];
    return (Array.isArray(value) ? value : [value]).filter((each) => typeof each === 'string');
  }
  if (place === 'html')
    return part === 'title' ? [page.title] : part === 'description' ? valuesOf(page, 'description') : [];
  return valuesOf(page, `${place}:${part === 'picture' ? 'image' : part}`);
}

/** Only a root of type NewsArticle, as Mastodon reads it. */
function articlesIn(json: string): Record<string, unknown>[] {
  try {
    const root = JSON.parse(json) as unknown;
    const all = (Array.isArray(root) ? root : [root]) as Record<string, unknown>[];
    return all.filter((each) => each?.['@type'] === 'NewsArticle');
  } catch {
    return [];
  }
}

function attribute(element: Element, name: string): string | undefined {
  return element.attrs.find((each) => each.name === name)?.value;
}

function textOf(node: Node): string {
  if ('value' in node) return node.value;
  return 'childNodes' in node ? node.childNodes.map(textOf).join('') : '';
}
