/** Checks the components in a body against the vocabulary, and sets them free of paragraphs. */
import type { Nodes as Mdast, Parents, PhrasingContent, Root, RootContent } from 'mdast';
import type { MdxJsxFlowElement, MdxJsxTextElement } from 'mdast-util-mdx-jsx';
import { toString as plainText } from 'mdast-util-to-string';
import { nearest } from './problem.ts';
import { type Component, readProp, vocabulary } from './vocabulary.ts';

export type Jsx = MdxJsxFlowElement | MdxJsxTextElement;
type Say = (node: Mdast, what: string, mend: string, field?: string) => void;

const isJsx = (node: Mdast): node is Jsx =>
  node.type === 'mdxJsxFlowElement' || node.type === 'mdxJsxTextElement';
const isBlank = (node: Mdast) => node.type === 'text' && node.value.trim() === '';

/** Reports every fault; afterwards each component's props are plain strings and it stands by itself. */
export function checkComponents(tree: Root, say: Say, notePicture: (node: Mdast, src: string) => void): void {
  setFree(tree, say);
  visit(tree, undefined, say, notePicture);
}

/** `<Event …>Text</Event>` on one line comes as part of a paragraph: take it out, and give its text a paragraph. */
function setFree(parent: Parents, say: Say): void {
  const children: Mdast[] = [];
  for (const child of parent.children as Mdast[]) {
    const inside = child.type === 'paragraph' ? child.children : [];
    if (inside.some(isJsx) && inside.every((node) => isJsx(node) || isBlank(node)))
      children.push(...inside.filter(isJsx));
    else children.push(child);
  }
  const flow = children.map((child) => {
    if (child.type === 'paragraph') {
      for (const inner of child.children) {
        if (isJsx(inner) && inner.name && Object.hasOwn(vocabulary, inner.name)) {
          say(
            inner,
            `<${inner.name}> stands inside a line`,
            'put it on lines of its own, with a blank line around it',
          );
        }
      }
    }
    return child.type === 'mdxJsxTextElement'
      ? { ...child, type: 'mdxJsxFlowElement' as const, children: wrapped(child) }
      : child;
  });
  parent.children = flow as RootContent[];
  for (const child of flow)
    if ('children' in child && child.type !== 'paragraph') setFree(child as Parents, say);
}

function wrapped({ children }: MdxJsxTextElement): RootContent[] {
  const phrasing = children.filter((child) => !isJsx(child));
  if (phrasing.every(isBlank)) return children.filter(isJsx) as unknown as RootContent[];
  return [{ type: 'paragraph', children: children as PhrasingContent[], position: children[0]?.position }];
}

function visit(
  node: Mdast,
  parent: string | undefined,
  say: Say,
  notePicture: (node: Mdast, src: string) => void,
): void {
  let inside = parent;
  if (isJsx(node)) {
    inside = node.name ?? '';
    checkOne(node, parent, say, notePicture);
  }
  if ('children' in node) for (const child of node.children) visit(child as Mdast, inside, say, notePicture);
}

function checkOne(
  node: Jsx,
  parent: string | undefined,
  say: Say,
  notePicture: (node: Mdast, src: string) => void,
): void {
  const name = node.name ?? '';
  const component = Object.hasOwn(vocabulary, name) ? vocabulary[name] : undefined;
  if (!component) {
    if (/^[a-z]/.test(name) || name === '') {
      say(node, `HTML is not allowed: <${name}>`, 'use Markdown or a component; write &lt; for the sign');
    } else say(node, `<${name}> is not a component`, nearest(name, Object.keys(vocabulary)));
    return;
  }
  if (component.parent && parent !== component.parent)
    say(node, `<${name}> outside <${component.parent}>`, `put it inside <${component.parent}>`);
  if (!component.parent && parent !== undefined && vocabulary[parent]?.inside !== 'markdown') {
    say(
      node,
      `<${name}> inside <${parent}>`,
      `only ${vocabulary[parent]?.inside ?? 'Markdown'} stands there; move it out`,
    );
  }
  checkProps(node, name, component, say, notePicture);
  checkInside(node, name, component, say);
}

function checkProps(
  node: Jsx,
  name: string,
  { props }: Component,
  say: Say,
  notePicture: (node: Mdast, src: string) => void,
): void {
  const given = new Set<string>();
  for (const attribute of node.attributes) {
    const at = { ...node, position: attribute.position ?? node.position } as Mdast;
    if (
      attribute.type !== 'mdxJsxAttribute' ||
      (attribute.value !== null && typeof attribute.value === 'object')
    ) {
      say(at, 'an {expression} is not allowed: a story is data', 'write the value in straight double quotes');
      continue;
    }
    const prop = Object.hasOwn(props, attribute.name) ? props[attribute.name] : undefined;
    if (!prop) {
      say(
        at,
        `<${name}> has no ${attribute.name}`,
        nearest(attribute.name, Object.keys(props)),
        attribute.name,
      );
      continue;
    }
    if (given.has(attribute.name)) say(at, `${attribute.name} twice`, 'keep one of them', attribute.name);
    given.add(attribute.name);
    const read = readProp(prop, attribute.value ?? '');
    if ('what' in read) say(at, read.what, read.mend, attribute.name);
    else if (prop.kind === 'picture') notePicture(at, String(read.value));
  }
  for (const [prop, { required }] of Object.entries(props)) {
    if (required && !given.has(prop)) say(node, `<${name}> needs ${prop}`, `add ${prop}="…"`, prop);
  }
}

function checkInside(node: Jsx, name: string, { inside }: Component, say: Say): void {
  const children = (node.children as Mdast[]).filter((child) => !isBlank(child));
  const text = children
    .map((child) => plainText(child))
    .join('')
    .trim();
  if (inside === 'nothing' && children.length > 0)
    say(node, `<${name}> holds nothing`, `write <${name} … />`);
  if (inside === 'markdown' && text === '' && !children.some(isJsx))
    say(node, `<${name}> is empty`, 'write its text, or delete it');
  if (inside === 'Event' || inside === 'Place') {
    const own = children.filter((child) => isJsx(child) && child.name === inside);
    if (own.length === 0) say(node, `<${name}> without <${inside}>`, `add <${inside} … />`);
    for (const child of children) {
      if (!isJsx(child)) say(child, `text inside <${name}>`, `only <${inside}> stands there`);
    }
  }
  if (inside === 'table') checkTable(node, children, name, say);
}

const mostSeries = 4;
const mostRows = 60;

function checkTable(node: Jsx, children: Mdast[], name: string, say: Say): void {
  const [table, ...others] = children;
  if (table?.type !== 'table' || others.length > 0) {
    say(
      node,
      `<${name}> holds exactly one table`,
      'write one Markdown table inside it, with a blank line before and after',
    );
    return;
  }
  const [head, ...rows] = table.children;
  const series = (head?.children.length ?? 1) - 1;
  if (series < 1 || series > mostSeries) say(table, `${series} series`, `draw 1 to ${mostSeries}`);
  if (rows.length === 0 || rows.length > mostRows) say(table, `${rows.length} rows`, `draw 1 to ${mostRows}`);
  for (const row of rows) {
    for (const [index, cell] of row.children.entries()) {
      const text = plainText(cell).trim();
      if (index > 0 && !/^-?\d+(\.\d+)?$/.test(text))
        say(cell, `"${text}" is not a plain number`, 'write 1234.5');
    }
    if (row.children.length !== series + 1)
      say(
        row,
        `${row.children.length} cells in a table of ${series + 1} columns`,
        'give each row all its cells',
      );
  }
}
