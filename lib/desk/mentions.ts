/** Where a file names a story by its slug: in lists of slugs, on fronts, in the banner, in links of a body. */
import type { Definition, Link, Nodes, Root } from 'mdast';
import { typeAt } from '#lib/content/file.ts';
import { parseBody } from '#lib/content/syntax.ts';
import { bodyStart, fieldsOf, replaceText } from './fields.ts';

type Path = readonly (string | number)[];

/** A link whose address can't be found where links usually have it. */
export class Unclear extends Error {
  constructor(
    /** From 1, in the file. */
    readonly line: number,
  ) {
    super(`line ${line} links to it in a way that only a person should change`);
  }
}

/** The file's text with another slug wherever it names a story. Throws NotEditable or Unclear. */
export function withSlug(file: string, text: string, from: string, to: string): string {
  let edited = text;
  for (const path of fieldsNaming(file, text, from)) edited = replaceText(edited, path, to);
  if (!file.endsWith('.mdx')) return edited;
  const start = bodyStart(edited);
  const body = edited.slice(start);
  const places = linksTo(body, from, edited, start).links.flatMap((link) => addressOf(link, body) ?? []);
  return edited.slice(0, start) + replaceAll(body, places, `/articles/${to}`);
}

/** The file's text without links to a story; their words stay. Throws NotEditable or Unclear. */
export function withoutLinks(file: string, text: string, slug: string): string {
  if (!file.endsWith('.mdx')) return text;
  const start = bodyStart(text);
  const body = text.slice(start);
  const { links, references } = linksTo(body, slug, text, start);
  const cuts = [...links, ...references].flatMap((node): Place[] => {
    if (node.type === 'definition') return [wholeLine(placeOf(node), body)];
    const { from, to } = placeOf(node);
    const words = wordsOf(node as Link);
    return [
      { from, to: words.from },
      { from: words.to, to },
    ];
  });
  return text.slice(0, start) + replaceAll(body, cuts, '');
}

type Place = Readonly<{ from: number; to: number }>;
type Linking = Link | Definition;

function replaceAll(text: string, places: readonly Place[], by: string): string {
  const last = [...places].sort((a, b) => b.from - a.from);
  return last.reduce((rest, { from, to }) => rest.slice(0, from) + by + rest.slice(to), text);
}

/** Paths of the fields that hold the slug. */
function fieldsNaming(file: string, text: string, slug: string): Path[] {
  const type = typeAt(file);
  if (type !== 'Story' && type !== 'Series' && type !== 'Site') return [];
  const fields = fieldsOf(text);
  if (type === 'Series')
    return entriesOf(fields.stories).flatMap(([index, each]) => (each === slug ? [['stories', index]] : []));
  if (type === 'Story') {
    const related = entriesOf(fields.related).flatMap(([index, each]): Path[] =>
      each === slug ? [['related', index]] : [],
    );
    return fields.translationOf === slug ? [['translationOf'], ...related] : related;
  }
  const { fronts = {}, banner } = fields as {
    fronts?: Record<string, unknown>;
    banner?: { story?: unknown };
  };
  const onFronts = Object.entries(fronts ?? {}).flatMap(([name, plan]) =>
    (['slots', 'pins'] as const).flatMap((list) =>
      entriesOf((plan as Record<string, unknown> | null)?.[list]).flatMap(([index, item]): Path[] =>
        (item as { story?: unknown } | null)?.story === slug ? [['fronts', name, list, index, 'story']] : [],
      ),
    ),
  );
  return [...onFronts, ...(banner?.story === slug ? [['banner', 'story']] : [])];
}

const entriesOf = (list: unknown): [number, unknown][] => (Array.isArray(list) ? [...list.entries()] : []);

/** Links and definitions that lead to the story, and the references that use such a definition. */
function linksTo(body: string, slug: string, text: string, start: number) {
  const links: Linking[] = [];
  const references: Nodes[] = [];
  if (!body.includes(`/articles/${slug}`)) return { links, references };
  const { tree } = parseBody(body);
  const lineOf = (at: number) => text.slice(0, start + at).split('\n').length;
  if (!tree) throw new Unclear(lineOf(body.indexOf(`/articles/${slug}`)));
  const all = nodesOf(tree);
  const leadsThere = (url: string) => url.replace(/[?#].*$/s, '').replace(/\/$/, '') === `/articles/${slug}`;
  for (const node of all)
    if ((node.type === 'link' || node.type === 'definition') && leadsThere(node.url)) {
      if (!addressOf(node, body)) throw new Unclear(lineOf(placeOf(node).from));
      links.push(node);
    }
  const names = new Set(links.flatMap((node) => (node.type === 'definition' ? [node.identifier] : [])));
  references.push(...all.filter((node) => node.type === 'linkReference' && names.has(node.identifier)));
  return { links, references };
}

function nodesOf(node: Nodes | Root): Nodes[] {
  return [node, ...('children' in node ? node.children.flatMap((child) => nodesOf(child)) : [])];
}

function placeOf({ position }: Nodes): Place {
  return { from: position?.start.offset ?? 0, to: position?.end.offset ?? 0 };
}

/** The words of a link, between its brackets. */
function wordsOf(link: Link): Place {
  const [first, last] = [link.children[0], link.children.at(-1)];
  const { from } = placeOf(link);
  if (!first || !last) return { from: from + 1, to: from + 1 };
  return { from: placeOf(first).from, to: placeOf(last).to };
}

/** Where `/articles/<slug>` stands in a link, whatever follows it. Nothing if it isn't written there as it is. */
function addressOf(node: Linking, body: string): Place | undefined {
  const begins = node.type === 'link' ? /\]\(\s*<?/y : /\[(?:\\.|[^\]\\])+\]:\s*<?/y;
  begins.lastIndex = node.type === 'link' ? wordsOf(node).to : placeOf(node).from;
  const from = begins.test(body) ? begins.lastIndex : -1;
  const address = /\/articles\/[a-z0-9-]+(?=[\s?#/>)]|$)/y;
  address.lastIndex = Math.max(0, from);
  const found = from < 0 ? null : address.exec(body);
  return found ? { from, to: from + found[0].length } : undefined;
}

/** The line too, if nothing else stands on it. */
function wholeLine({ from, to }: Place, body: string): Place {
  const alone = body.lastIndexOf('\n', from - 1) === from - 1;
  const end = /\r?\n/y;
  end.lastIndex = to;
  return alone && end.test(body) ? { from, to: end.lastIndex } : { from, to };
}
