/** Checks YAML against a schema and says for each fault where it stands. */
import { isMap, isPair, isScalar, isSeq, LineCounter, type Node, parseDocument } from 'yaml';
import { explainIssue } from './issues.ts';
import type { Finding, Position } from './problem.ts';
import { type DocumentType, schemas, validParts } from './schemas.ts';
import { yamlFaults } from './yaml-faults.ts';

export type FrontMatter = Readonly<{
  /** Only if everything is right. */
  data?: unknown;
  /** Otherwise those fields that are right by themselves, so that what they refer to can be looked at. */
  parts?: unknown;
  /** Place of each field by its path: `lead.src`, `authors.0`; with `key:` in front, of its name. */
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
  const { findings, readable } = yamlFaults(document, at);
  const positions: Record<string, Position> = {};
  notePositions(document.contents, [], at, positions);
  if (!readable) return { positions, findings };
  const raw: unknown = document.toJS() ?? {};
  const top = { line: Math.max(1, firstLine - 1), column: 1 };
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) {
    const what = `there are no fields, only ${Array.isArray(raw) ? 'a list' : 'text'}`;
    const mend = 'write one field a line, its name and its value: headline: …';
    return { positions, findings: [...findings, { line: firstLine, column: 1, what, mend }] };
  }
  const schema = schemas[type];
  const result = schema.safeParse(raw);
  if (result.success && findings.length === 0) return { data: result.data, positions, findings };
  const issues = result.success ? [] : result.error.issues;
  return {
    parts: { ...(validParts(schema, raw) as object), ...namesIn(raw) },
    positions,
    findings: [...findings, ...issues.flatMap((issue) => explainIssue(issue, raw, positions, top, schema))],
  };
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

/** A story's names as they are written: they are taken in whatever case, be they right or not. */
function namesIn(raw: object): { id?: string; formerly?: (string | undefined)[] } {
  const { id, formerly } = raw as { id?: unknown; formerly?: unknown };
  const text = (value: unknown) => (typeof value === 'string' ? value : undefined);
  return {
    ...(typeof id === 'string' ? { id } : {}),
    ...(Array.isArray(formerly) ? { formerly: formerly.map(text) } : {}),
  };
}
