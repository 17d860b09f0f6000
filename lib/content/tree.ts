/** Finishes a body's tree: components as elements, heading ids, typography; and reads its text. */
import GithubSlugger from 'github-slugger';
import type { Element, ElementContent, Nodes, Root, Text } from 'hast';
import type { MdxJsxFlowElementHast } from 'mdast-util-mdx-jsx';
import { entryId } from '#lib/edition/live.ts';
import { curlQuotes, languageRuns, opaque, setSpaces, typeset } from './typography.ts';
import { readProp, vocabulary } from './vocabulary.ts';

/** What keeps blank text between its children: it may part words. */
const blocks = new Set(['p', 'h2', 'h3', 'h4', 'h5', 'h6', 'li', 'td', 'th', 'pre']);
/** What stands inside a line of text. */
const inline = new Set(['a', 'em', 'strong', 'del', 'code', 'sup', 'br', 'input']);
/** Props that readers read; the others are names and numbers. */
const proseProps = new Set(['alt', 'caption', 'credit', 'by', 'role', 'title', 'label', 'unit', 'source']);

/** The tree as data, and the ids a link can lead to. */
export function finishTree(tree: Root, lang: string): { tree: Root; anchors: string[] } {
  const components = toElements(tree, lang) as Root;
  const slugger = new GithubSlugger();
  const anchors: string[] = [];
  nameHeadings(components, slugger, anchors);
  for (const line of linesOf(components)) setLine(line, lang);
  return { tree: markLanguages(components, lang) as Root, anchors };
}

/** The reading text: each block on a line of its own. */
export function textOf(tree: Root): string {
  const lines = linesOf(tree).map((nodes) => nodes.map(plain).join('').replace(/\s+/g, ' ').trim());
  return lines.filter((line) => line !== '').join('\n');
}

/** What is read as one line: the words of a block, or those of a list item before the list inside it. */
function linesOf(node: Nodes): Nodes[][] {
  if (!('children' in node)) return [];
  const lines: Nodes[][] = [];
  // An entry's title is read with its text.
  if (node.type === 'element' && node.tagName === 'Entry' && typeof node.properties.title === 'string')
    lines.push([{ type: 'text', value: node.properties.title }]);
  let words: Nodes[] = [];
  const end = () => {
    if (words.length > 0) lines.push(words);
    words = [];
  };
  for (const child of node.children) {
    if (isWords(child)) words.push(child);
    else {
      end();
      lines.push(...linesOf(child));
    }
  }
  end();
  return lines;
}

const isWords = (node: Nodes): boolean =>
  node.type === 'text' || (node.type === 'element' && inline.has(node.tagName));

const plain = (node: Nodes): string => {
  if (node.type === 'text') return node.value;
  if (node.type === 'element' && node.properties.dataFootnoteBackref !== undefined) return '';
  return 'children' in node ? node.children.map(plain).join('') : '';
};

/** Components become elements with checked props; positions, comments and blank text between blocks go. */
function toElements(node: Nodes, lang: string): Nodes {
  const { position: _, data: __, ...rest } = node as Nodes & { data?: unknown };
  if (!('children' in rest)) return rest as Nodes;
  const children = rest.children.map((child) => toElements(child, lang)) as ElementContent[];
  const jsx = rest as unknown as MdxJsxFlowElementHast;
  if ((jsx.type as string) === 'mdxJsxFlowElement' && jsx.name) {
    return {
      type: 'element',
      tagName: jsx.name,
      properties: named(propsOf(jsx, lang), jsx.name),
      children: children.filter(isNotBlank),
    };
  }
  const container = rest.type === 'root' || !blocks.has((rest as Element).tagName);
  return {
    ...rest,
    children: container && isStructure(rest) ? children.filter(isNotBlank) : children,
  } as Nodes;
}

const isNotBlank = (node: ElementContent) => node.type !== 'text' || node.value.trim() !== '';
const isStructure = (node: Nodes) =>
  node.type === 'root' ||
  (node.type === 'element' && /^(ul|ol|table|thead|tbody|tr|section|blockquote)$/.test(node.tagName));

function propsOf(jsx: MdxJsxFlowElementHast, lang: string): Record<string, string | number | true> {
  const component = vocabulary[jsx.name ?? ''];
  const props: Record<string, string | number | true> = {};
  for (const attribute of jsx.attributes) {
    if (attribute.type !== 'mdxJsxAttribute') continue;
    const prop = component?.props[attribute.name];
    const read = prop && readProp(prop, String(attribute.value ?? ''));
    if (!read || !('value' in read)) continue;
    const prose = proseProps.has(attribute.name) && typeof read.value === 'string';
    props[attribute.name] = prose ? typeset(String(read.value), lang) : read.value;
  }
  return props;
}

/** An entry's anchor follows from its instant alone, so that links to it outlive every edit of its words. */
function named(props: Record<string, string | number | true>, component: string) {
  return component === 'Entry' && typeof props.at === 'string' ? { ...props, id: entryId(props.at) } : props;
}

/** Headings in an entry are named within it: what is added above changes none of them. */
function nameHeadings(node: Nodes, slugger: GithubSlugger, anchors: string[], within = ''): void {
  let [inside, prefix] = [slugger, within];
  if (node.type === 'element') {
    const { id } = node.properties;
    if (/^h[2-6]$/.test(node.tagName) && id === undefined)
      node.properties.id = within + slugger.slug(plain(node));
    if (typeof node.properties.id === 'string') anchors.push(node.properties.id);
    if (node.tagName === 'Entry') [inside, prefix] = [new GithubSlugger(), `${id}-`];
  }
  if ('children' in node) for (const child of node.children) nameHeadings(child, inside, anchors, prefix);
}

/** Quotes are paired over a whole line, whatever is emphasised in it; code is left alone. */
function setLine(line: readonly Nodes[], lang: string): void {
  const pieces: (Text | string)[] = [];
  const collect = (node: Nodes) => {
    if (node.type === 'text') pieces.push(node);
    else if (node.type === 'element' && node.tagName === 'code') pieces.push(opaque);
    else if ('children' in node) for (const child of node.children) collect(child);
  };
  for (const node of line) collect(node);
  const whole = pieces.map((piece) => (typeof piece === 'string' ? piece : piece.value)).join('');
  const curled = curlQuotes(whole, lang);
  let start = 0;
  for (const piece of pieces) {
    const length = typeof piece === 'string' ? piece.length : piece.value.length;
    if (typeof piece !== 'string') piece.value = setSpaces(curled.slice(start, start + length), lang);
    start += length;
  }
}

/** Words of another language get elements that say so. */
function markLanguages(node: Nodes, lang: string): Nodes {
  if (
    !('children' in node) ||
    (node.type === 'element' && (node.tagName === 'code' || node.tagName === 'pre'))
  )
    return node;
  const children = node.children.flatMap((child): Nodes[] => {
    if (child.type !== 'text') return [markLanguages(child as Nodes, lang)];
    return languageRuns(child.value, lang).map((run): Nodes => {
      const text: Text = { type: 'text', value: run.text };
      return run.lang
        ? { type: 'element', tagName: 'span', properties: { lang: run.lang }, children: [text] }
        : text;
    });
  });
  return { ...node, children } as Nodes;
}
