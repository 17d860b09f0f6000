/** Checks the entries of a live story: where they stand, their order, what may not stand in them. */
import type { Nodes as Mdast, Root } from 'mdast';
import type { MdxJsxFlowElement } from 'mdast-util-mdx-jsx';
import type { CheckedFile } from './file.ts';
import { faultInInstant } from './instant.ts';
import type { Say } from './markdown.ts';
import type { Finding, Position } from './problem.ts';
import type { StoryData } from './schemas.ts';

/** An entry's place; without `at` if that is missing or can't be read. */
export type WrittenEntry = Readonly<{ at?: string } & Position>;

export const isEntry = (node: Mdast): node is MdxJsxFlowElement =>
  node.type === 'mdxJsxFlowElement' && node.name === 'Entry';

/** Reports every fault in how entries are put together; gives them in the order of the file. */
export function checkEntries(tree: Root, say: Say, at: (node: Mdast) => Position): WrittenEntry[] {
  refuseNested(tree, say);
  const first = tree.children.findIndex(isEntry);
  if (first < 0) return [];
  const above = new Map<number, number>();
  let newest = Number.POSITIVE_INFINITY;
  const written: WrittenEntry[] = [];
  for (const [index, node] of tree.children.entries()) {
    if (!isEntry(node)) {
      const before = tree.children[index - 1];
      if (before && isEntry(before) && node.type !== 'footnoteDefinition' && node.type !== 'definition')
        say(node, 'text below an entry', 'put it into an entry, or above the first one');
      continue;
    }
    checkText(node, say);
    const { value, place } = propOf(node, 'at') ?? { place: node };
    const instant = Date.parse(value ?? '');
    const twin = above.get(instant);
    if (twin !== undefined)
      say(
        place,
        `has the instant of the entry on line ${twin}`,
        'write another minute or second: it is the entry’s address',
        'at',
      );
    else if (instant > newest)
      say(place, 'is newer than the entry above', 'move the entry up: newest first', 'at');
    if (!Number.isNaN(instant)) {
      newest = Math.min(newest, instant);
      above.set(instant, at(node).line);
    }
    written.push(Number.isNaN(instant) ? at(node) : { ...at(node), at: value });
  }
  return written;
}

function checkText(entry: MdxJsxFlowElement, say: Say): void {
  if (propOf(entry, 'key') && !propOf(entry, 'title'))
    say(entry, 'a key entry without a title', 'add title="…": it stands among the key points', 'title');
  const visit = (node: Mdast): void => {
    if (node.type === 'heading' && node.depth === 2)
      say(node, 'a heading of level 2 in an entry', 'write ###; the entry’s own title is the ##');
    if (node.type === 'footnoteReference')
      say(node, 'a footnote in an entry', 'say it in the text, or in a <Note>');
    if ('children' in node) for (const child of node.children) visit(child as Mdast);
  };
  visit(entry);
}

function refuseNested(parent: Mdast, say: Say): void {
  if (!('children' in parent)) return;
  for (const child of parent.children as Mdast[]) {
    if (isEntry(child) && parent.type !== 'root')
      say(child, '<Entry> inside something else', 'move it out: entries stand one below the other');
    refuseNested(child, say);
  }
}

/** A prop as written; no value if it isn't right. */
function propOf(entry: MdxJsxFlowElement, name: string): { value?: string; place: Mdast } | undefined {
  for (const attribute of entry.attributes) {
    if (attribute.type !== 'mdxJsxAttribute' || attribute.name !== name) continue;
    const place = { ...entry, position: attribute.position ?? entry.position };
    const value = typeof attribute.value === 'string' ? attribute.value : undefined;
    return value === undefined || (name === 'at' && faultInInstant(value)) ? { place } : { value, place };
  }
  return undefined;
}

/** What is wrong between a story's fields and its entries; nothing is known of them if the body can't be read. */
export function checkCoverage(
  { kind, endedAt }: Partial<StoryData>,
  entries: readonly WrittenEntry[] | undefined,
  positions: CheckedFile['positions'],
): Finding[] {
  const findings: Finding[] = [];
  const say = (field: string, what: string, mend: string) =>
    findings.push({ ...(positions[field] ?? { line: 1, column: 1 }), field, what, mend });
  const [newest] = entries ?? [];
  if (kind !== undefined && kind !== 'live') {
    if (newest) {
      const { line, column } = newest;
      const mend = 'write kind: live, or take the entries out';
      findings.push({ line, column, what: '<Entry> outside a live story', mend });
    }
    if (endedAt !== undefined)
      say('endedAt', 'stands in a story that isn’t live', 'write kind: live, or leave it out');
  }
  if (kind === 'live' && entries && !newest)
    say('kind', 'is live, and there is no entry', 'add <Entry at="…">…</Entry>, or choose another kind');
  if (Date.parse(endedAt ?? '') < Date.parse(newest?.at ?? ''))
    say('endedAt', 'is before the newest entry', 'write a later time, or leave it out');
  return findings;
}

/** Entries that haven't happened at an instant (milliseconds since 1970): nothing may go out ahead of its time. */
export function entriesAhead(entries: readonly WrittenEntry[], now: number): Finding[] {
  return entries
    .filter(({ at }) => Date.parse(at ?? '') > now)
    .map(({ line, column }) => ({
      line,
      column,
      field: 'at',
      what: 'lies in the future',
      mend: 'write the entry when it has happened',
    }));
}
