/** Checks YAML against a schema and says for each fault where it stands. */
import { isMap, isPair, isScalar, isSeq, LineCounter, type Node, parseDocument } from 'yaml';
import { z } from 'zod';
import { type Finding, nearest, type Position } from './problem.ts';
import { type DocumentType, schemas } from './schemas.ts';

export type FrontMatter = Readonly<{
  data?: unknown;
  /** Place of each field by its path: `lead.src`, `authors.0`. */
  positions: Readonly<Record<string, Position>>;
  findings: Finding[];
}>;

/** Reads YAML whose first line is line `firstLine` of its file. */
export function readFrontMatter(type: DocumentType, yaml: string, firstLine: number): FrontMatter {
  const lines = new LineCounter();
  const document = parseDocument(yaml, { schema: 'core', lineCounter: lines, prettyErrors: false });
  const at = (offset: number): Position => {
    const { line, col } = lines.linePos(offset);
    return { line: line + firstLine - 1, column: col };
  };
  const findings: Finding[] = document.errors.map((error) => ({
    ...at(error.pos[0]),
    what: yamlFault(error.code, error.message),
    mend:
      error.code === 'DUPLICATE_KEY'
        ? 'keep one of them'
        : 'look for a missing quote, a tab or a colon in the text; put such text in quotes',
  }));
  const positions: Record<string, Position> = {};
  notePositions(document.contents, [], at, positions);
  if (findings.length > 0) return { positions, findings };
  const raw = document.toJS({ maxAliasCount: 0 }) ?? {};
  const result = schemas[type].safeParse(raw);
  if (result.success) return { data: result.data, positions, findings };
  const top = { line: firstLine === 1 ? 1 : firstLine - 1, column: 1 };
  return {
    positions,
    findings: result.error.issues.flatMap((issue) => explain(issue, raw, positions, top, schemas[type])),
  };
}

function yamlFault(code: string, message: string): string {
  return code === 'DUPLICATE_KEY' ? 'the same field twice' : `not valid YAML: ${message.split('\n')[0]}`;
}

/** Keys stand for unknown fields (`key:` in front), values for everything else. */
function notePositions(
  node: unknown,
  path: string[],
  at: (offset: number) => Position,
  into: Record<string, Position>,
): void {
  const range = (node as Node | null)?.range;
  if (range && path.length > 0) into[path.join('.')] ??= at(range[0]);
  if (isMap(node)) {
    for (const pair of node.items) {
      if (!isPair(pair) || !isScalar(pair.key)) continue;
      const inner = [...path, String(pair.key.value)];
      if (pair.key.range) into[`key:${inner.join('.')}`] = at(pair.key.range[0]);
      const empty = pair.value === null || (isScalar(pair.value) && pair.value.value === null);
      if (empty && pair.key.range) into[inner.join('.')] = at(pair.key.range[0]);
      notePositions(pair.value, inner, at, into);
    }
  } else if (isSeq(node)) {
    for (const [index, item] of node.items.entries()) notePositions(item, [...path, String(index)], at, into);
  }
}

function explain(
  issue: z.core.$ZodIssue,
  raw: unknown,
  positions: Readonly<Record<string, Position>>,
  top: Position,
  schema: z.ZodType,
): Finding[] {
  const path = issue.path.map(String);
  const field = path.join('.');
  const position = positions[field] ?? nearestParent(path, positions) ?? top;
  const one = (what: string, mend: string): Finding[] => [{ ...position, field, what, mend }];
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => {
      const inner = [...path, key].join('.');
      return {
        ...(positions[`key:${inner}`] ?? top),
        field: inner,
        what: 'is not a field',
        mend: nearest(key, fieldsAt(schema, path)),
      };
    });
  }
  const value = path.reduce<unknown>(
    (parent, key) => (parent as Record<string, unknown> | undefined)?.[key],
    raw,
  );
  if (value === undefined) return [{ ...position, field, what: 'is missing', mend: `add ${path.at(-1)}:` }];
  if (value === null) return one('is empty', 'write a value, or leave the field out if it is optional');
  if (issue.code === 'invalid_value')
    return one(
      `"${String(value)}" is not one of them`,
      nearest(String(value), issue.values.map(String), `choose one of: ${issue.values.join(', ')}`),
    );
  if (issue.code === 'invalid_type')
    return one(`is ${kindOf(value)}`, `write ${wanted[issue.expected] ?? issue.expected}`);
  if (issue.code === 'invalid_key')
    return [
      {
        ...(positions[`key:${field}`] ?? position),
        field,
        what: 'is not a slug',
        mend: 'lower-case letters, digits and single hyphens',
      },
    ];
  const [what = issue.message, mend = 'mend it'] = issue.message.split(' | ');
  return one(what, mend);
}

const wanted: Record<string, string> = {
  string: 'text (in quotes, if it looks like a number)',
  array: 'a list: [one, two]',
  object: 'fields of its own, indented',
  record: 'fields of its own, indented',
  int: 'a whole number',
  number: 'a number',
};

function kindOf(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'string') return 'text';
  return typeof value === 'object' ? 'a group of fields' : `a ${typeof value}`;
}

function nearestParent(
  path: readonly string[],
  positions: Readonly<Record<string, Position>>,
): Position | undefined {
  for (let length = path.length - 1; length > 0; length--) {
    const parent = path.slice(0, length).join('.');
    const found = positions[`key:${parent}`] ?? positions[parent];
    if (found) return found;
  }
  return undefined;
}

/** The fields a schema allows at a path. */
function fieldsAt(schema: z.ZodType, path: readonly string[]): string[] {
  let current: z.ZodType = schema;
  for (const key of path) {
    current = unwrap(current);
    if (current instanceof z.ZodObject)
      current = (current.shape as Record<string, z.ZodType>)[key] ?? z.never();
    else if (current instanceof z.ZodArray) current = current.element as z.ZodType;
    else if (current instanceof z.ZodRecord) current = current.valueType as z.ZodType;
  }
  current = unwrap(current);
  return current instanceof z.ZodObject ? Object.keys(current.shape) : [];
}

function unwrap(schema: z.ZodType): z.ZodType {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault)
    return unwrap(schema.unwrap() as z.ZodType);
  return schema;
}
