/** Reads a body: Markdown and the vocabulary in, a checked tree as data out. */
import type { Root as HastRoot } from 'hast';
import type { Nodes as Mdast, Root } from 'mdast';
import { toString as plainText } from 'mdast-util-to-string';
import remarkGfm from 'remark-gfm';
import remarkMdx from 'remark-mdx';
import remarkParse from 'remark-parse';
import remarkRehype from 'remark-rehype';
import { unified } from 'unified';
import type { Body } from '#lib/edition/model.ts';
import { checkComponents, type Jsx } from './components.ts';
import { checkLink } from './links.ts';
import type { Finding, Position } from './problem.ts';
import { explainSyntax } from './syntax.ts';
import { finishTree, textOf } from './tree.ts';
import { countWords } from './typography.ts';

export type Link = Readonly<{ url: string } & Position>;
export type ReadBody = Readonly<{
  body?: Body;
  findings: Finding[];
  /** Links inside the site, to be followed once every document is known. */
  links: readonly Link[];
  /** Every id that a link can lead to. */
  anchors: readonly string[];
  /** Pictures of Figure components, as written. */
  pictures: readonly Link[];
}>;

const parser = unified().use(remarkParse).use(remarkGfm).use(remarkMdx).freeze();
const footnoteLabels: Record<string, string> = { en: 'Footnotes', zh: '脚注', de: 'Fußnoten', fr: 'Notes' };

/** Reads a body that begins on line `firstLine` of its file. Never throws: what is wrong is in `findings`. */
export function readBody(source: string, firstLine: number, lang: string): ReadBody {
  const findings: Finding[] = [];
  const links: Link[] = [];
  const pictures: Link[] = [];
  const nothing = { findings, links, pictures, anchors: [] };
  if (source.trim() === '') {
    findings.push({
      line: firstLine,
      column: 1,
      what: 'the body is empty',
      mend: 'write the text below the front matter',
    });
    return nothing;
  }
  let tree: Root;
  try {
    tree = parser.parse(source);
  } catch (error) {
    findings.push(explainSyntax(error, firstLine));
    return nothing;
  }
  const at = (node: Mdast): Position => ({
    line: (node.position?.start.line ?? 1) + firstLine - 1,
    column: node.position?.start.column ?? 1,
  });
  const say = (node: Mdast, what: string, mend: string, field?: string) =>
    findings.push({ ...at(node), field, what, mend });
  checkMarkdown(tree, say, (node, url) => {
    if (/^[/#]/.test(url) && !url.startsWith('//')) links.push({ url, ...at(node) });
  });
  checkComponents(tree, say, (node, url) => pictures.push({ url, ...at(node) }));
  if (findings.length > 0) return nothing;
  const { tree: finished, anchors } = finishTree(toHast(tree, lang), lang);
  const text = textOf(finished);
  return { ...nothing, anchors, body: { tree: finished, text, words: countWords(text, lang) } };
}

type Say = (node: Mdast, what: string, mend: string, field?: string) => void;

function checkMarkdown(tree: Root, say: Say, noteLink: (node: Mdast, url: string) => void): void {
  const notes = { defined: new Map<string, Mdast>(), used: new Set<string>() };
  let depth = 1;
  const visit = (node: Mdast | Jsx): void => {
    if (node.type === 'heading') {
      if (node.depth === 1)
        say(node, 'a heading of the first level', 'write ##; the headline is the page’s # already');
      else if (node.depth > depth + 1)
        say(node, `a heading of level ${node.depth} after level ${depth}`, `write ${'#'.repeat(depth + 1)}`);
      if (plainText(node).trim() === '') say(node, 'an empty heading', 'write it or delete it');
      depth = Math.max(2, node.depth);
    }
    if (node.type === 'link' || node.type === 'definition') {
      const fault = checkLink(node.url);
      if (fault) say(node, fault.what, fault.mend);
      else noteLink(node, node.url);
    }
    if (node.type === 'image' || node.type === 'imageReference') {
      say(node, 'a Markdown picture', 'use <Figure src="…" alt="…" credit="…" rights="…" />');
    }
    if (node.type === 'mdxjsEsm')
      say(node, 'import and export are not allowed: a story is data', 'delete the line');
    if (node.type === 'mdxFlowExpression' || node.type === 'mdxTextExpression') {
      say(
        node,
        'an {expression} is not allowed: a story is data',
        'delete it, or write \\{ for a brace in the text',
      );
    }
    if (node.type === 'footnoteDefinition') notes.defined.set(node.identifier, node);
    if (node.type === 'footnoteReference') notes.used.add(node.identifier);
    if (node.type === 'text') {
      const missing = /\[\^([^\]\s]+)\]/.exec(node.value);
      if (missing)
        say(node, `the footnote [^${missing[1]}] is not defined`, `add a line [^${missing[1]}]: …`);
    }
    if ('children' in node) for (const child of node.children) visit(child as Mdast);
  };
  visit(tree);
  for (const [name, node] of notes.defined) {
    if (!notes.used.has(name))
      say(node, `the footnote [^${name}] is never used`, `write [^${name}] in the text, or delete it`);
  }
}

function toHast(tree: Root, lang: string): HastRoot {
  const label = footnoteLabels[lang.split('-')[0] ?? 'en'] ?? 'Footnotes';
  return unified()
    .use(remarkRehype, {
      passThrough: ['mdxJsxFlowElement', 'mdxJsxTextElement'] as never[],
      clobberPrefix: '',
      footnoteLabel: label,
      footnoteLabelProperties: { className: ['unseen'] },
    })
    .runSync(tree) as HastRoot;
}
