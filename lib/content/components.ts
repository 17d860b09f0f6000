/** Checks the components in a body against the vocabulary, and sets them free of paragraphs. */
import type { Nodes as Mdast, Parents, PhrasingContent, Root, RootContent } from 'mdast';
import type { MdxJsxTextElement } from 'mdast-util-mdx-jsx';
import { checkInside } from './inside.ts';
import { isBlank, isJsx, type Jsx } from './jsx.ts';
import type { Say } from './markdown.ts';
import { nearest } from './problem.ts';
import type { DocumentType } from './schemas.ts';
import { html } from './syntax.ts';
import { type Component, componentsFor, readProp, vocabulary } from './vocabulary.ts';

type Check = Readonly<{
  /** What kind of document the body belongs to. */
  type: DocumentType;
  /** False if tags that can't be read were taken out: then what stands inside what isn't judged. */
  whole: boolean;
  say: Say;
  notePicture: (node: Mdast, src: string) => void;
}>;

const componentOf = ({ name }: Jsx): Component | undefined =>
  name && Object.hasOwn(vocabulary, name) ? vocabulary[name] : undefined;

/** Reports every fault; afterwards each component's props are plain strings and it stands by itself. */
export function checkComponents(tree: Root, check: Check): void {
  setFree(tree, check.say);
  visit(tree, undefined, check);
}

/** `<Event …>Text</Event>` on one line comes as part of a paragraph: take it out, and give its text a paragraph. */
function setFree(parent: Parents, say: Say): void {
  const children = (parent.children as Mdast[]).flatMap((child): Mdast[] => {
    const inside = child.type === 'paragraph' ? child.children : [];
    const free = inside.some(isJsx) && inside.every((node) => isJsx(node) || isBlank(node));
    return free ? inside.filter(isJsx) : [child];
  });
  const flow = children.map((child) =>
    child.type === 'mdxJsxTextElement'
      ? { ...child, type: 'mdxJsxFlowElement' as const, children: wrapped(child) }
      : child,
  );
  parent.children = flow as RootContent[];
  for (const child of flow) {
    if (child.type === 'paragraph' || child.type === 'heading' || child.type === 'table')
      refuseInLine(child, say);
    else if ('children' in child) setFree(child as Parents, say);
  }
}

/** A component is a block: it can't stand in a sentence, a heading, a link or a cell. */
function refuseInLine(parent: Parents, say: Say): void {
  for (const child of parent.children as Mdast[]) {
    if (isJsx(child) && componentOf(child))
      say(
        child,
        `<${child.name}> stands inside a line`,
        'put it on lines of its own, with a blank line around it',
      );
    else if ('children' in child) refuseInLine(child, say);
  }
}

function wrapped({ children }: MdxJsxTextElement): RootContent[] {
  const phrasing = children.filter((child) => !isJsx(child));
  if (phrasing.every(isBlank)) return children.filter(isJsx) as unknown as RootContent[];
  return [{ type: 'paragraph', children: children as PhrasingContent[], position: children[0]?.position }];
}

function visit(node: Mdast, parent: string | undefined, check: Check): void {
  let inside = parent;
  if (isJsx(node)) {
    inside = node.name ?? '';
    checkOne(node, parent, check);
  }
  if ('children' in node) for (const child of node.children) visit(child as Mdast, inside, check);
}

function checkOne(node: Jsx, parent: string | undefined, check: Check): void {
  const { type, whole, say } = check;
  const name = node.name ?? '';
  const component = componentOf(node);
  if (!component) {
    const { what, mend } = html(name);
    if (/^[a-z]/.test(name) || name === '') say(node, what, mend);
    else say(node, `<${name}> is not a component`, nearest(name, componentsFor(type)));
    return;
  }
  checkProps(node, name, component, check);
  if (component.only && component.only !== type)
    say(node, `<${name}> outside a ${component.only.toLowerCase()}`, outside[component.only]);
  if (!whole) return;
  if (component.parent && parent !== component.parent)
    say(node, `<${name}> outside <${component.parent}>`, `put it inside <${component.parent}>`);
  const around = parent === undefined ? undefined : vocabulary[parent];
  if (!component.parent && !component.alone && around && around.inside !== 'markdown')
    say(node, `<${name}> inside <${parent}>`, 'move it out, before or after it');
  checkInside(node, name, component, say);
}

const outside = {
  Page: 'move it to a file in pages, or take it out',
  Story: 'move it to a story, or take it out',
};

function checkProps(node: Jsx, name: string, { props }: Component, { say, notePicture }: Check): void {
  const given = new Set<string>();
  for (const attribute of node.attributes) {
    const at = { ...node, position: attribute.position ?? node.position } as Mdast;
    if (attribute.type !== 'mdxJsxAttribute') {
      say(at, 'an {expression} is not allowed: a story is data', 'write each prop by its name: name="value"');
      return;
    }
    const { name: key, value } = attribute;
    const prop = Object.hasOwn(props, key) ? props[key] : undefined;
    if (!prop) {
      say(at, `<${name}> has no ${key}`, nearest(key, Object.keys(props)), key);
      continue;
    }
    if (given.has(key)) say(at, `${key} is given twice`, 'keep one of them', key);
    given.add(key);
    if (value !== null && typeof value === 'object') {
      say(at, 'an {expression} is not allowed: a story is data', `write ${key}="…"`, key);
      continue;
    }
    const read = readProp(prop, value ?? '');
    if ('what' in read) say(at, read.what, read.mend, key);
    else if (prop.kind === 'picture') notePicture(at, String(read.value));
  }
  for (const [key, { required }] of Object.entries(props)) {
    if (required && !given.has(key)) say(node, `<${name}> needs ${key}`, `add ${key}="…"`, key);
  }
}
