/** Says in an editor's words what a schema finds wrong, and where. */
import { z } from 'zod';
import { type Finding, nearest, type Position } from './problem.ts';

type Positions = Readonly<Record<string, Position>>;

/** `top` is where something stands that is missing from the whole. */
export function explainIssue(
  issue: z.core.$ZodIssue,
  raw: unknown,
  positions: Positions,
  top: Position,
  schema: z.ZodType,
): Finding[] {
  const path = issue.path.map(String);
  const field = path.join('.');
  const position = positions[field] ?? nearestParent(path, positions) ?? top;
  const one = (what: string, mend: string): Finding[] => [{ ...position, field, what, mend }];
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => unknownField(key, path, positions, top, schema));
  const value = path.reduce<unknown>(
    (parent, key) => (parent as Record<string, unknown> | undefined)?.[key],
    raw,
  );
  if (value === undefined) return one('is missing', `add ${path.at(-1)}:`);
  if (value === null) return one('is empty', 'write a value, or leave the field out if it is optional');
  if (issue.code === 'invalid_value') {
    const right = issue.values.map(String);
    return one(
      `can’t be "${textOf(value)}"`,
      nearest(textOf(value), right, `choose one of: ${right.join(', ')}`),
    );
  }
  if (issue.code === 'invalid_type')
    return one(`is ${kindOf(value)}`, `write ${wanted[issue.expected] ?? issue.expected}`);
  if (issue.code === 'invalid_key') {
    const key = positions[`key:${field}`] ?? position;
    return [{ ...key, field, what: 'is not a slug', mend: 'lower-case letters, digits and single hyphens' }];
  }
  const [what = issue.message, mend = 'write it as docs/writing-a-story.md says'] =
    issue.message.split(' | ');
  return one(what, mend);
}

function unknownField(
  key: string,
  path: readonly string[],
  positions: Positions,
  top: Position,
  schema: z.ZodType,
): Finding {
  const field = [...path, key].join('.');
  const right = fieldsAt(schema, path);
  return {
    ...(positions[`key:${field}`] ?? top),
    field,
    what: 'is not a field',
    mend: nearest(key, right, `leave it out; the fields are ${right.join(', ')}`),
  };
}

const wanted: Record<string, string> = {
  string: 'text, in quotes if it looks like a number: "2026"',
  array: 'a list: [one, two]',
  object: 'fields of its own, indented under it',
  record: 'fields of its own, indented under it',
  int: 'a whole number',
  number: 'a number',
  boolean: 'true or false',
};

const textOf = (value: unknown): string => (typeof value === 'object' ? kindOf(value) : String(value));

function kindOf(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'a group of fields';
  if (typeof value === 'string') return 'text';
  return typeof value === 'number' ? `the number ${value}` : `the value ${String(value)}`;
}

/** Where the innermost field that is there stands, if something inside it is not. */
function nearestParent(path: readonly string[], positions: Positions): Position | undefined {
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

/** A schema without what makes it optional. */
export function unwrap(schema: z.ZodType): z.ZodType {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault)
    return unwrap(schema.unwrap() as z.ZodType);
  return schema;
}
