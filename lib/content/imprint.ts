/** What tells, without reading it again, whether a story's file holds other words than another version of it. */
import { createHash } from 'node:crypto';
import { parse } from 'yaml';
import type { Imprint } from '#lib/edition/model.ts';
import { faultInInstant } from './instant.ts';
import { decode, split } from './source.ts';

/** Fields by which a story says who may see it. Whatever else stands there is of no account for that. */
const dated = ['status', 'publishedAt', 'embargoUntil', 'expiresAt'] as const;
export type DatedFields = Readonly<
  { id: string; status: string; publishedAt: string } & { embargoUntil?: string; expiresAt?: string }
>;

/** What a version of a story says of itself, read as lightly as can be: there may be tens of thousands. */
export type Reading = Readonly<{ sketch: string; dated: DatedFields }>;

/** `fields`: what the check has read of the front matter. */
export function imprintOf(bytes: Uint8Array, fields: object, body: string): Imprint {
  return { blob: blobName(bytes), sketch: sketchOf(fields, body) };
}

function blobName(bytes: Uint8Array): string {
  return createHash('sha1').update(`blob ${bytes.length}\0`).update(bytes).digest('hex');
}

/**
 * Nothing if the file doesn't say in a way that we can read who may see it: then nobody may. A date that is there and
 * can't be read hides the story (lib/edition/visibility.ts).
 */
export function readLightly(bytes: Uint8Array): Reading | undefined {
  const source = split(decode(bytes).text);
  if ('what' in source) return undefined;
  const fields = fieldsIn(source.yaml);
  if (typeof fields?.id !== 'string') return undefined;
  const said = dated.flatMap((name) =>
    Object.hasOwn(fields, name) ? [[name, readable(name, fields[name])]] : [],
  );
  return {
    sketch: sketchOf(fields, source.body),
    dated: { id: fields.id, ...Object.fromEntries(said) } as DatedFields,
  };
}

/** JavaScript would read much as a date that the check refuses. */
function readable(name: string, value: unknown): string {
  const text = String(value);
  return name === 'status' || !faultInInstant(text) ? text : 'unreadable';
}

function fieldsIn(yaml: string): Record<string, unknown> | undefined {
  try {
    const fields: unknown = parse(yaml, { schema: 'core', prettyErrors: false });
    return typeof fields === 'object' && fields !== null ? (fields as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

type Sketched = Readonly<{
  headline?: unknown;
  standfirst?: unknown;
  lead?: { caption?: unknown } | null;
  corrections?: unknown;
  updateNote?: unknown;
}>;

/** The same whether the check has read the fields, and put them in order, or we have. */
function sketchOf({ headline, standfirst, lead, corrections, updateNote }: Sketched, body: string): string {
  const notes = (Array.isArray(corrections) ? corrections : []).map((each: Record<string, unknown> | null) =>
    [each?.at, each?.wrong, each?.right].map(plain),
  );
  const fields = [headline, standfirst, lead?.caption, updateNote].map(plain);
  return createHash('sha1')
    .update(JSON.stringify([fields, notes, plain(body)]))
    .digest('hex');
}

const plain = (value: unknown) => (typeof value === 'string' ? value.replace(/\s+/g, ' ').trim() : null);

/** Words without the form they are set in: however quotes, dashes and spaces are written, they are the same. */
export function fold(text: string): string {
  return text
    .normalize('NFC')
    .replace(/[“”„‟«»「」『』]/g, '"')
    .replace(/[‘’‚‛‹›]/g, "'")
    .replace(/\s*(?:---?|[–—])\s*/g, ' – ')
    .replace(/…/g, '...')
    .replace(/[\u00AD\u200B\u2060\uFEFF]/g, '')
    .replace(/\s+/g, ' ')
    .trim();
}
