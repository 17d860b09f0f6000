/** The words of a story, as far as they are the story: what a reader reads from headline to last footnote. */
import type { Element, Nodes, Root } from 'hast';
import { type CheckedFile, storyOf } from './file.ts';
import { textOf } from './tree.ts';
import { typeset } from './typography.ts';
import { vocabulary } from './vocabulary.ts';

export type Words = Readonly<{
  headline?: string;
  standfirst?: string;
  /** Under the picture at the head. */
  caption?: string;
  /** Block by block; missing if it can't be read. */
  text?: readonly string[];
}>;

/** Props of components that readers read as part of the text. Descriptions of pictures, credits and sources aren't. */
const read = ['title', 'label', 'caption', 'by', 'role', 'name', 'unit'] as const;

type Worded = Readonly<{
  headline: string;
  standfirst: string;
  lead?: Readonly<{ caption?: string }>;
  body: Readonly<{ tree: Root }>;
}>;

/** Of a story that is typeset already. */
export const wordsOf = ({ headline, standfirst, lead, body }: Worded): Words => ({
  headline,
  standfirst,
  ...(lead?.caption === undefined ? {} : { caption: lead.caption }),
  text: blocksIn(body.tree),
});

/** Of a file as the check has read it, whatever is wrong with it. */
export function wordsIn(file: CheckedFile, siteLang: string): Words {
  const { headline, standfirst, lead, lang = siteLang } = storyOf(file);
  const set = <Name extends string>(name: Name, text: string | undefined) =>
    text === undefined ? {} : ({ [name]: typeset(text, lang) } as Record<Name, string>);
  return {
    ...set('headline', headline),
    ...set('standfirst', standfirst),
    ...set('caption', lead?.caption),
    ...(file.body ? { text: blocksIn(file.body.tree) } : {}),
  };
}

/** Paragraphs, headings, items, cells, and what components say, each by itself. */
function blocksIn(node: Root | Element): string[] {
  return node.children.flatMap((child: Nodes): string[] => {
    if (child.type !== 'element') return linesIn(child);
    if (!(child.tagName in vocabulary)) return hasComponent(child) ? blocksIn(child) : linesIn(child);
    const props = read.flatMap((name) => {
      const value = child.properties[name];
      return typeof value === 'string' ? [value] : [];
    });
    return [...props, ...blocksIn(child)];
  });
}

const linesIn = (node: Nodes): string[] =>
  textOf({ type: 'root', children: [node] } as Root)
    .split('\n')
    .filter((line) => line !== '');

const hasComponent = (node: Element): boolean =>
  node.children.some(
    (child) => child.type === 'element' && (child.tagName in vocabulary || hasComponent(child)),
  );
