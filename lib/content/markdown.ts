/** Checks what is plain Markdown in a body: headings, links, footnotes; and refuses code. */
import type { Nodes as Mdast, Root, Text } from 'mdast';
import { toString as plainText } from 'mdast-util-to-string';
import { isEntry } from './entries.ts';
import type { Jsx } from './jsx.ts';
import { checkLink } from './links.ts';
import type { Position } from './problem.ts';
import { positionAt } from './syntax.ts';

/** Reports a fault at a node, or at a place counted from the body's first line. */
export type Say = (place: Mdast | Position, what: string, mend: string, field?: string) => void;

export function checkMarkdown(
  tree: Root,
  source: string,
  say: Say,
  noteLink: (node: Mdast, url: string) => void,
): void {
  const footnotes = new Map<string, { label: string; node: Mdast }>();
  const used = new Set<string>();
  let depth = 1;
  const visit = (node: Mdast | Jsx): void => {
    if (isEntry(node)) depth = 2; // Its own heading.
    if (node.type === 'heading') {
      checkHeading(node.depth, depth, plainText(node), (what, mend) => say(node, what, mend));
      depth = Math.max(2, node.depth);
    }
    if (node.type === 'link' || node.type === 'definition') {
      const fault = checkLink(node.url);
      if (fault) say(node, fault.what, fault.mend);
      else noteLink(node, node.url);
    }
    if (node.type === 'image' || node.type === 'imageReference')
      say(node, 'a Markdown picture', 'use <Figure src="…" alt="…" credit="…" rights="…" />');
    if (node.type === 'mdxjsEsm')
      say(node, 'import and export are not allowed: a story is data', 'delete the line');
    if (node.type === 'mdxFlowExpression' || node.type === 'mdxTextExpression') {
      say(
        node,
        'an {expression} is not allowed: a story is data',
        'delete it, or write \\{ for a brace in the text',
      );
    }
    if (node.type === 'footnoteDefinition') {
      const label = node.label ?? node.identifier;
      if (footnotes.has(node.identifier))
        say(node, `the footnote [^${label}] is defined twice`, 'keep one of them, or name it otherwise');
      else footnotes.set(node.identifier, { label, node });
    }
    if (node.type === 'footnoteReference') used.add(node.identifier);
    if (node.type === 'text') checkReferences(node, source, say);
    if ('children' in node) for (const child of node.children) visit(child as Mdast);
  };
  visit(tree);
  for (const [identifier, { label, node }] of footnotes) {
    if (!used.has(identifier))
      say(node, `the footnote [^${label}] is never used`, `write [^${label}] in the text, or delete it`);
  }
}

function checkHeading(
  own: number,
  before: number,
  text: string,
  say: (what: string, mend: string) => void,
): void {
  if (own === 1) say('a heading of the first level', 'write ##; the headline is the page’s # already');
  else if (own > before + 1)
    say(`a heading of level ${own} after level ${before}`, `write ${'#'.repeat(before + 1)}`);
  if (text.trim() === '') say('an empty heading', 'write it or delete it');
}

/** `[^1]` and `[text][name]` stay as they are written if nothing defines them: a reader would see the brackets. */
function checkReferences({ position }: Text, source: string, say: Say): void {
  const start = position?.start.offset;
  const end = position?.end.offset;
  if (start === undefined || end === undefined) return;
  const written = source.slice(start, end);
  for (const { 0: whole, 1: note, 2: name, index } of written.matchAll(
    /(?<!\\)\[(?:\^([^\]\s]+)\]|[^\]\n^[]+\]\[([^\]\n]+)\])/g,
  )) {
    const place = positionAt(source, start + index);
    if (note !== undefined) say(place, `the footnote ${whole} is not defined`, `add a line ${whole}: …`);
    else say(place, `the link ${whole} has no address`, `add a line [${name}]: https://…`);
  }
}
