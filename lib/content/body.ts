/** Reads a body: Markdown and the vocabulary in, a checked tree as data out. */
import type { Root as HastRoot } from 'hast';
import type { Nodes as Mdast, Root } from 'mdast';
import remarkRehype from 'remark-rehype';
import { unified } from 'unified';
import type { Body } from '#lib/edition/model.ts';
import { checkComponents } from './components.ts';
import { checkEntries, type WrittenEntry } from './entries.ts';
import { checkMarkdown } from './markdown.ts';
import type { Finding, Position } from './problem.ts';
import type { DocumentType } from './schemas.ts';
import { parseBody } from './syntax.ts';
import { finishTree, textOf } from './tree.ts';
import { countWords } from './typography.ts';
import { vocabulary } from './vocabulary.ts';

export type Link = Readonly<{ url: string } & Position>;
export type ReadBody = Readonly<{
  body?: Body;
  findings: Finding[];
  /** Links inside the site, to be followed once every document is known. */
  links: readonly Link[];
  /** Every id that a link can lead to; none known if the body can't be read. */
  anchors?: readonly string[];
  /** In the order of the file; none known if the body can't be read. */
  entries?: readonly WrittenEntry[];
  /** Pictures of Figure components, as written. */
  pictures: readonly Link[];
}>;

const footnoteLabels: Record<string, string> = { en: 'Footnotes', zh: '脚注', de: 'Fußnoten', fr: 'Notes' };

/** Reads a body that begins on line `firstLine` of its file. Never throws: what is wrong is in `findings`. */
export function readBody(
  source: string,
  firstLine: number,
  lang: string,
  type: DocumentType = 'Story',
): ReadBody {
  const links: Link[] = [];
  const pictures: Link[] = [];
  const empty = {
    line: firstLine,
    column: 1,
    what: 'the body is empty',
    mend: 'write the text below the front matter',
  };
  if (source.trim() === '') return { findings: [empty], links, pictures };
  const parsed = parseBody(source);
  const findings = parsed.findings.map((finding) => ({ ...finding, line: finding.line + firstLine - 1 }));
  const { tree } = parsed;
  if (!tree) return { findings, links, pictures };
  const whole = findings.length === 0;
  const at = (node: Mdast): Position => ({
    line: (node.position?.start.line ?? 1) + firstLine - 1,
    column: node.position?.start.column ?? 1,
  });
  const say = (place: Mdast | Position, what: string, mend: string, field?: string) => {
    const position = 'type' in place ? at(place) : { ...place, line: place.line + firstLine - 1 };
    findings.push({ ...position, field, what, mend });
  };
  checkMarkdown(tree, source, say, (node, url) => {
    if (/^[/#]/.test(url) && !url.startsWith('//')) links.push({ url, ...at(node) });
  });
  const notePicture = (node: Mdast, url: string) => pictures.push({ url, ...at(node) });
  checkComponents(tree, { type, whole, say, notePicture });
  if (!whole) return { findings, links, pictures };
  const entries = checkEntries(tree, say, at);
  const { tree: finished, anchors } = finishTree(toHast(tree, lang), lang);
  if (findings.length > 0) return { findings, links, pictures, anchors, entries };
  const text = textOf(finished);
  if (text === '' && !finished.children.some((node) => node.type === 'element' && node.tagName in vocabulary))
    return { findings: [empty], links, pictures, anchors, entries };
  const body = { tree: finished, text, words: countWords(text, lang) };
  return { findings, links, pictures, anchors, entries, body };
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
