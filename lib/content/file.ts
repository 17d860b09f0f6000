/** Checks one content file by itself: its place, its encoding, its front matter, its body. */
import path from 'node:path';
import type { Body } from '#lib/edition/model.ts';
import { type Link, readBody } from './body.ts';
import { readFrontMatter } from './front-matter.ts';
import type { Finding, Position } from './problem.ts';
import type { DocumentType, StoryData } from './schemas.ts';
import { decode, split } from './source.ts';

/** Everything known of a file without looking at others; plain data, so that it can be cached. */
export type CheckedFile = Readonly<{
  /** Path under the content folder, with forward slashes. */
  file: string;
  type?: DocumentType;
  slug: string;
  data?: unknown;
  positions: Readonly<Record<string, Position>>;
  body?: Body;
  links: readonly Link[];
  anchors: readonly string[];
  pictures: readonly Link[];
  findings: readonly Finding[];
}>;

const places: readonly [RegExp, DocumentType][] = [
  [/^stories\/\d{4}\/(0[1-9]|1[0-2])\/[^/]+\.mdx$/, 'Story'],
  [/^pages\/[^/]+\.mdx$/, 'Page'],
  [/^sections\/[^/]+\.yml$/, 'Section'],
  [/^topics\/[^/]+\.yml$/, 'Topic'],
  [/^authors\/[^/]+\.yml$/, 'Author'],
  [/^site\.yml$/, 'Site'],
];

/** What kind of document stands at a path, if any does. */
export function typeAt(file: string): DocumentType | undefined {
  return places.find(([pattern]) => pattern.test(file))?.[1];
}

export function checkFile(file: string, bytes: Uint8Array, siteLang: string): CheckedFile {
  const type = typeAt(file);
  const slug = path.basename(file).replace(/\.(mdx|yml)$/, '');
  const empty = { file, type, slug, positions: {}, links: [], anchors: [], pictures: [] };
  if (!type) return { ...empty, findings: [misplaced(file)] };
  const findings: Finding[] = [];
  if (type !== 'Site' && !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(slug)) {
    findings.push({
      line: 1,
      column: 1,
      what: `the file name "${slug}" is not a slug`,
      mend: 'rename it: lower-case letters, digits and single hyphens',
    });
  }
  const decoded = decode(bytes);
  findings.push(...decoded.findings);
  const source = file.endsWith('.mdx')
    ? split(decoded.text)
    : { yaml: decoded.text, yamlLine: 1, body: '', bodyLine: 1 };
  if ('what' in source) return { ...empty, findings: [...findings, source] };
  const front = readFrontMatter(type, source.yaml, source.yamlLine);
  findings.push(...front.findings);
  if (type === 'Story' && front.data) findings.push(...checkDates(front.data as StoryData, front.positions));
  const { data, positions } = front;
  if (!file.endsWith('.mdx')) return { ...empty, data, positions, findings };
  const lang = (data as { lang?: string } | undefined)?.lang ?? siteLang;
  const { findings: inBody, ...read } = readBody(source.body, source.bodyLine, lang);
  return { ...empty, data, positions, ...read, findings: [...findings, ...inBody] };
}

function checkDates(story: StoryData, positions: CheckedFile['positions']): Finding[] {
  const findings: Finding[] = [];
  const say = (field: string, what: string, mend: string) =>
    findings.push({ ...(positions[field] ?? { line: 1, column: 1 }), field, what, mend });
  const published = Date.parse(story.publishedAt);
  if (story.updatedAt && Date.parse(story.updatedAt) < published)
    say('updatedAt', 'is before publishedAt', 'write a later time, or leave it out');
  if (story.expiresAt && Date.parse(story.expiresAt) <= published)
    say('expiresAt', 'is not after publishedAt', 'write a later time, or leave it out');
  if (story.status === 'withdrawn' && !story.withdrawnReason)
    say('status', 'withdrawn without a reason', 'add withdrawnReason: what the address says instead');
  return findings;
}

function misplaced(file: string): Finding {
  const what = 'nothing reads a file here';
  const mend = file.endsWith('.md')
    ? 'rename it to .mdx'
    : 'stories stand in stories/YYYY/MM/<slug>.mdx, pages in pages/<slug>.mdx, the rest in sections, topics and authors as .yml';
  return { line: 1, column: 1, what, mend };
}
