/** Checks one content file by itself: its place, its encoding, its front matter, its body. */
import path from 'node:path';
import type { Body, Imprint } from '#lib/edition/model.ts';
import { type Link, readBody } from './body.ts';
import { checkCoverage, type WrittenEntry } from './entries.ts';
import { readFrontMatter } from './front-matter.ts';
import { imprintOf } from './imprint.ts';
import type { Finding, Position } from './problem.ts';
import type { DocumentType, StoryData } from './schemas.ts';
import { decode, split } from './source.ts';

/** Everything known of a file without looking at others; plain data, so that it can be cached. */
export type CheckedFile = Readonly<{
  /** Path under the content folder, with forward slashes. */
  file: string;
  type?: DocumentType;
  slug: string;
  /** Only if the front matter is right. */
  data?: unknown;
  /** Otherwise those fields that are right by themselves. */
  parts?: unknown;
  positions: Readonly<Record<string, Position>>;
  body?: Body;
  /** Of a story whose text stays on the disk. */
  words?: number;
  links: readonly Link[];
  /** Every id that a link can lead to; none known if the body can't be read. */
  anchors?: readonly string[];
  /** Entries of a live story, as written. */
  entries?: readonly WrittenEntry[];
  pictures: readonly Link[];
  /** Of a story: what tells whether its words are others. */
  imprint?: Imprint;
  findings: readonly Finding[];
  /** Something failed that may not fail again: not to be kept. */
  uncertain?: boolean;
}>;

const places: readonly [RegExp, DocumentType][] = [
  [/^stories\/\d{4}\/(0[1-9]|1[0-2])\/[^/]+\.mdx$/, 'Story'],
  [/^pages\/[^/]+\.mdx$/, 'Page'],
  [/^sections\/[^/]+\.yml$/, 'Section'],
  [/^topics\/[^/]+\.yml$/, 'Topic'],
  [/^series\/[^/]+\.yml$/, 'Series'],
  [/^authors\/[^/]+\.yml$/, 'Author'],
  [/^site\.yml$/, 'Site'],
];

/** What kind of document stands at a path, if any does. */
export function typeAt(file: string): DocumentType | undefined {
  return places.find(([pattern]) => pattern.test(file))?.[1];
}

/** A document's slug is its file's name. */
export const slugOf = (file: string) => path.basename(file).replace(/\.(mdx|yml)$/, '');

export function checkFile(file: string, bytes: Uint8Array, siteLang: string): CheckedFile {
  const type = typeAt(file);
  const slug = slugOf(file);
  const empty = { file, type, slug, positions: {}, links: [], pictures: [] };
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
  const { data, parts, positions } = front;
  if (type === 'Story') findings.push(...checkTimes(storyOf({ data, parts }), positions));
  if (!file.endsWith('.mdx')) return { ...empty, data, parts, positions, findings };
  const lang = storyOf({ data, parts }).lang ?? siteLang;
  const { findings: inBody, ...read } = readBody(source.body, source.bodyLine, lang, type);
  if (type === 'Story') findings.push(...checkCoverage(storyOf({ data, parts }), read.entries, positions));
  const imprint =
    type === 'Story' ? { imprint: imprintOf(bytes, storyOf({ data, parts }), source.body) } : {};
  return { ...empty, data, parts, positions, ...read, ...imprint, findings: [...findings, ...inBody] };
}

/** A story's file without its text, which is most of it, but with the number of its words. */
export function withoutText(file: CheckedFile): CheckedFile {
  const { body, ...rest } = file;
  return file.type === 'Story' && body ? { ...rest, words: body.words } : file;
}

/** What is known of a story's fields, whether all of them are right or not. */
export function storyOf({ data, parts }: Pick<CheckedFile, 'data' | 'parts'>): Partial<StoryData> {
  return (data ?? parts ?? {}) as Partial<StoryData>;
}

function checkTimes(story: Partial<StoryData>, positions: CheckedFile['positions']): Finding[] {
  const findings: Finding[] = [];
  const say = (field: string, what: string, mend: string) =>
    findings.push({ ...(positions[field] ?? { line: 1, column: 1 }), field, what, mend });
  const time = (field: 'publishedAt' | 'updatedAt' | 'embargoUntil' | 'expiresAt') =>
    Date.parse(story[field] ?? '');
  if (time('updatedAt') < time('publishedAt'))
    say('updatedAt', 'is before publishedAt', 'write a later time, or leave it out');
  if (time('expiresAt') <= time('publishedAt'))
    say('expiresAt', 'is not after publishedAt', 'write a later time, or leave it out');
  else if (time('expiresAt') <= time('embargoUntil'))
    say('expiresAt', 'is not after embargoUntil: nobody would ever see the story', 'write a later time');
  if (positions['key:updateNote'] && !positions['key:updatedAt'])
    say('updateNote', 'stands without updatedAt', 'add updatedAt: when the story was updated');
  if (story.status === 'withdrawn' && !positions['key:withdrawnReason'])
    say('status', 'withdrawn without a reason', 'add withdrawnReason: what the address says instead');
  if (story.status === 'draft' || story.status === 'published')
    for (const field of ['withdrawnReason', 'withdrawnAt', 'withdrawnLegal'])
      if (positions[`key:${field}`])
        say(
          field,
          `stands in a story that is ${statusWords[story.status]}`,
          'leave it out, or write status: withdrawn',
        );
  return findings;
}

const statusWords = { draft: 'a draft', published: 'published' } as const;

/** Misspelt places, each with where it belongs; pictures are not asked about here. */
function misplaced(file: string): Finding {
  const extension = /\.[^./]*$/.exec(file)?.[0] ?? '';
  const right = { '.md': '.mdx', '.markdown': '.mdx', '.mdx': '.mdx', '.yaml': '.yml', '.yml': '.yml' }[
    extension.toLowerCase()
  ];
  if (right && right !== extension && typeAt(file.slice(0, -extension.length) + right))
    return { line: 1, column: 1, what: `nothing reads a ${extension} file`, mend: `rename it to ${right}` };
  const mend =
    extension === '.mdx'
      ? 'stories stand in stories/YYYY/MM/<slug>.mdx, pages in pages/<slug>.mdx'
      : extension === '.yml'
        ? 'sections, topics, series and authors stand in folders of these names as <slug>.yml, the site in site.yml'
        : 'move it out of the content folder; pictures are PNG, JPEG, WebP, AVIF or GIF';
  return { line: 1, column: 1, what: 'nothing reads a file here', mend };
}
