/**
 * Edits fields where they stand: whatever isn't the field itself (comments, order, quotes, line ends, the body)
 * stays as its author wrote it. Works on a file's text as it is, byte order mark and line ends included.
 */
import { isDeepStrictEqual } from 'node:util';
import {
  type Document,
  isCollection,
  isMap,
  isScalar,
  isSeq,
  type Pair,
  parseDocument,
  Scalar,
  stringify,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml';

export type FieldValue = string | boolean;

/** A file whose fields can't be edited for its author; the message is said to the editor. */
export class NotEditable extends Error {}

type Front = Readonly<{
  /** Where the YAML begins in the text, and where it ends. */
  from: number;
  to: number;
  document: Document;
  map: YAMLMap;
}>;
type Place = Readonly<{ from: number; to: number }>;
type Range = readonly [start: number, valueEnd: number, nodeEnd: number];

const fences = /^\uFEFF?---[^\S\r\n]*(?:\r\n|\n)([\s\S]*?)(?<=\n)---[^\S\r\n]*(?:\r?\n|$)/;

/** A file's bytes as text that gives the same bytes again. Throws NotEditable if they aren't UTF-8. */
export function textOf(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new NotEditable('it is not valid UTF-8');
  }
}

/** Where the body begins: behind the line that ends the front matter. Throws NotEditable if there is none. */
export function bodyStart(text: string): number {
  const found = fences.exec(text);
  if (!found) throw new NotEditable('its front matter has no plain beginning or end');
  return found[0].length;
}

/** All fields as plain data. Throws NotEditable. */
export function fieldsOf(text: string): Record<string, unknown> {
  return frontOf(text).document.toJS() as Record<string, unknown>;
}

/**
 * Writes a field's value, in the quotes it had. A field that isn't there yet gets a line under `after`,
 * or under the last one. Throws NotEditable.
 */
export function setField(text: string, name: string, value: FieldValue, after?: string): string {
  const front = frontOf(text);
  const pair = pairOf(front, name);
  if (pair && isScalar(pair.value) && pair.value.value !== null) {
    const { from, to } = inText(front, pair.value);
    // A block of text ends with its line's end, and that stays.
    const end = from + text.slice(from, to).trimEnd().length;
    return proved(text, replaced(text, { from, to: end }, written(value, pair.value)), { [name]: value });
  }
  const without = pair ? unsetField(text, name) : text;
  const behind = pair ? before(front, name) : after;
  return proved(text, withLine(without, `${name}: ${written(value)}`, behind), { [name]: value });
}

/** Takes a field out, with the lines it stands on. Without the field, nothing changes. Throws NotEditable. */
export function unsetField(text: string, name: string): string {
  const front = frontOf(text);
  const pair = pairOf(front, name);
  return pair ? proved(text, replaced(text, linesOf(text, front, pair), ''), { [name]: undefined }) : text;
}

/** Puts an item at the end of a list; the list begins with it if there is none. Throws NotEditable. */
export function addItem(text: string, name: string, item: string): string {
  const front = frontOf(text);
  const pair = pairOf(front, name);
  const list = pair?.value;
  if (!isSeq(list)) {
    if (pair && isScalar(list) && list.value !== null) throw new NotEditable(`its ${name} is no list`);
    return proved(text, withLine(pair ? unsetField(text, name) : text, `${name}: [${written(item)}]`), {
      [name]: [item],
    });
  }
  const wanted = { [name]: [...(list.toJSON() as unknown[]), item] };
  const last = list.items.at(-1);
  if (!last) return proved(text, replaced(text, inText(front, list), `[${written(item)}]`), wanted);
  const end = endOf(last) + front.from;
  if (list.flow) return proved(text, replaced(text, { from: end, to: end }, `, ${written(item)}`), wanted);
  const dash = dashOf(text, front, last);
  return proved(text, withLineAt(text, endOfLine(text, end), `${dash}${written(item)}`), wanted);
}

/** Takes an item out of a list; a list without any is taken out too. Throws NotEditable. */
export function removeItem(text: string, name: string, item: string): string {
  const front = frontOf(text);
  const list = pairOf(front, name)?.value;
  if (!isSeq(list)) return text;
  const values = list.toJSON() as unknown[];
  const index = values.indexOf(item);
  if (index < 0) return text;
  if (values.length === 1) return unsetField(text, name);
  const wanted = { [name]: values.filter((_, other) => other !== index) };
  return proved(text, replaced(text, placeOfItem(text, front, list, index), ''), wanted);
}

/** Another text in the place of one inside lists and groups, in the quotes it had. Throws NotEditable. */
export function replaceText(text: string, path: readonly (string | number)[], value: string): string {
  const front = frontOf(text);
  const node = front.document.getIn(path, true);
  if (!isScalar(node) || isBlock(node)) throw new NotEditable(`its ${path.join('.')} can’t be replaced`);
  const expected = structuredClone(fieldsOf(text));
  let parent: unknown = expected;
  for (const step of path.slice(0, -1)) parent = (parent as Record<string | number, unknown>)[step];
  (parent as Record<string | number, unknown>)[path.at(-1) ?? ''] = value;
  return proved(text, replaced(text, inText(front, node), written(value, node)), expected);
}

/** The YAML between the fences, or the whole text of a file without any. */
function frontOf(text: string): Front {
  const found = fences.exec(text);
  if (!found && /^\uFEFF?---/.test(text)) throw new NotEditable('its front matter does not end');
  const yaml = found ? (found[1] ?? '') : text.replace(/^\uFEFF/, '');
  const from = found ? found[0].indexOf('\n') + 1 : text.length - yaml.length;
  if (/\r(?!\n)/.test(yaml)) throw new NotEditable('its lines end with a lone CR; save it with LF');
  const document = parseDocument(yaml, { schema: 'core', prettyErrors: false });
  if (document.errors.length > 0) throw new NotEditable('its fields can’t be read as YAML');
  const map = document.contents;
  if (!isMap(map) || map.flow) throw new NotEditable('its fields don’t stand on lines of their own');
  return { from, to: from + yaml.length, document, map: map as YAMLMap };
}

function pairOf({ map }: Front, name: string): Pair | undefined {
  return map.items.find(({ key }) => isScalar(key) && key.value === name);
}

/** The field above another. */
function before({ map }: Front, name: string): string | undefined {
  const index = map.items.findIndex(({ key }) => isScalar(key) && key.value === name);
  const key = map.items[index - 1]?.key;
  return isScalar(key) ? String(key.value) : undefined;
}

const rangeOf = (node: unknown): Range => {
  const range = (node as { range?: Range | null } | null)?.range;
  if (!range) throw new NotEditable('its fields can’t be placed');
  return range;
};

function inText({ from }: Front, node: unknown): Place {
  const [start, end] = rangeOf(node);
  return { from: from + start, to: from + end };
}

const isBlock = ({ type }: Scalar) => type === Scalar.BLOCK_FOLDED || type === Scalar.BLOCK_LITERAL;

/** Where a node's last sign stands in its YAML; that of a block collection is that of its last item. */
function endOf(node: unknown): number {
  if (!isCollection(node) || node.flow || node.items.length === 0) return rangeOf(node)[1];
  const last: unknown = node.items.at(-1);
  if (!isMap(node)) return endOf(last);
  const { key, value } = last as Pair;
  return endOf(value ?? key);
}

function endOfPair({ key, value }: Pair): number {
  return Math.max(endOf(key), value ? endOf(value) : 0);
}

/** Behind the line on which something ends; a block of text ends with its line. */
function endOfLine(text: string, at: number): number {
  if (text[at - 1] === '\n') return at;
  const next = text.indexOf('\n', at);
  return next < 0 ? text.length : next + 1;
}

const startOfLine = (text: string, at: number) => text.lastIndexOf('\n', at - 1) + 1;

function linesOf(text: string, front: Front, pair: Pair): Place {
  const start = front.from + rangeOf(pair.key)[0];
  const from = Math.max(front.from, startOfLine(text, start));
  if (text.slice(from, start).trim() !== '')
    throw new NotEditable('a field doesn’t stand on a line of its own');
  return { from, to: endOfLine(text, front.from + endOfPair(pair)) };
}

const replaced = (text: string, { from, to }: Place, by: string) => text.slice(0, from) + by + text.slice(to);

/** The text with one more line under a field, or under the last, as far in as the first. */
function withLine(text: string, line: string, after?: string): string {
  const front = frontOf(text);
  const [first] = front.map.items;
  const above = (after === undefined ? undefined : pairOf(front, after)) ?? front.map.items.at(-1);
  if (!first || !above) throw new NotEditable('it has no fields');
  const start = front.from + rangeOf(first.key)[0];
  const indent = text.slice(Math.max(front.from, startOfLine(text, start)), start);
  return withLineAt(text, endOfLine(text, front.from + endOfPair(above)), indent + line);
}

function withLineAt(text: string, at: number, line: string): string {
  const lineEnd = /\r?\n/.exec(text)?.[0] ?? '\n';
  const open = at > 0 && text[at - 1] !== '\n';
  return replaced(text, { from: at, to: at }, open ? lineEnd + line : line + lineEnd);
}

/** What stands before an item on its line: the indent and the dash. */
function dashOf(text: string, { from }: Front, item: unknown): string {
  const start = from + rangeOf(item)[0];
  const dash = text.slice(startOfLine(text, start), start);
  if (!/^[ ]*-[ ]+$/.test(dash))
    throw new NotEditable('a list has items that don’t stand on their own lines');
  return dash;
}

function placeOfItem(text: string, front: Front, list: YAMLSeq, index: number): Place {
  const { items } = list;
  const end = front.from + endOf(items[index]);
  if (!list.flow) {
    dashOf(text, front, items[index]);
    return { from: startOfLine(text, front.from + rangeOf(items[index])[0]), to: endOfLine(text, end) };
  }
  if (index > 0) return { from: front.from + endOf(items[index - 1]), to: end };
  return { from: front.from + rangeOf(items[0])[0], to: front.from + rangeOf(items[1])[0] };
}

/** A value as YAML on one line: in the quotes of what it replaces, or with none if it needs none. */
function written(value: FieldValue, instead?: Scalar): string {
  const scalar = new Scalar(value);
  if (instead?.type?.startsWith('QUOTE')) scalar.type = instead.type as Scalar.Type;
  return stringify({ a: scalar }, { lineWidth: 0, doubleQuotedMinMultiLineLength: 100_000 }).slice(3, -1);
}

/** The edited text, once it is certain that its fields are as they were but for those named. */
function proved(old: string, edited: string, wanted: Readonly<Record<string, unknown>>): string {
  const expected = Object.entries({ ...fieldsOf(old), ...wanted }).filter(([, value]) => value !== undefined);
  const { from, to } = frontOf(edited);
  const begun = frontOf(old);
  const sameRest =
    old.slice(0, begun.from) + old.slice(begun.to) === edited.slice(0, from) + edited.slice(to);
  if (!sameRest || !isDeepStrictEqual(fieldsOf(edited), Object.fromEntries(expected)))
    throw new NotEditable('its fields are written in a way that can’t be edited safely');
  return edited;
}
