/** The stories of a content folder as their files stand, right or wrong: for commands that change one of them. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { typeAt } from '#lib/content/file.ts';
import { listFiles } from '#lib/content/listing.ts';
import { fieldsOf, NotEditable, textOf } from './fields.ts';
import { Unclear } from './mentions.ts';

export type StoryFile = Readonly<{
  /** Path under the content folder, with forward slashes. */
  file: string;
  slug: string;
}>;

/** What a command asks of a content folder before it changes anything there. */
export type Desk = Readonly<{
  contentDir: string;
  stories: readonly StoryFile[];
  /** Files in which stories are named: stories, pages, series and the site's own. */
  mentioning: readonly string[];
  /** Old slug → the slug it has now. */
  moved: ReadonlyMap<string, string>;
  ids: ReadonlySet<string>;
  timeZone: string;
  lang: string;
}>;

/** Throws an Error that names the setting, if there is no content folder or no site in it. */
export function openDesk(contentDir: string): Desk {
  if (!existsSync(contentDir))
    throw new Error(`There is no content folder ${contentDir}. Set CONTENT_DIR to one that exists.`);
  const files = listFiles(contentDir);
  const stories = files
    .filter((file) => typeAt(file) === 'Story')
    .map((file) => ({ file, slug: path.basename(file, '.mdx') }));
  const moved = new Map<string, string>();
  const ids = new Set<string>();
  for (const { file, slug } of stories) {
    const text = readFileSync(path.join(contentDir, file), 'utf8');
    const id = /^id:\s*["']?([a-z0-9-]+)/m.exec(text)?.[1];
    if (id) ids.add(id);
    for (const old of formerlyIn(text)) moved.set(old, slug);
  }
  const mentioning = files.filter((file) => ['Story', 'Page', 'Series', 'Site'].includes(typeAt(file) ?? ''));
  return { contentDir, stories, mentioning, moved, ids, ...siteOf(contentDir) };
}

/** Slugs of sections, topics or authors. */
export function namesIn(contentDir: string, kind: 'sections' | 'topics' | 'authors'): string[] {
  const folder = path.join(contentDir, kind);
  if (!existsSync(folder)) return [];
  const names = readdirSync(folder).filter((name) => name.endsWith('.yml') && !name.startsWith('.'));
  return names.map((name) => name.slice(0, -4)).sort();
}

/** A file's text as it is. Throws an Error that names the file, as the next two do. */
export function readStory({ contentDir }: Pick<Desk, 'contentDir'>, file: string): string {
  return guarded(file, () => textOf(readFileSync(path.join(contentDir, file))));
}

/** A story's fields, right or wrong. */
export function fieldsOfStory(desk: Desk, { file }: StoryFile): Record<string, unknown> {
  return guarded(file, () => fieldsOf(readStory(desk, file)));
}

/** Says of an edit that can't be made which file is at fault, and what to do. */
export function guarded<T>(file: string, edit: () => T): T {
  try {
    return edit();
  } catch (error) {
    if (error instanceof NotEditable)
      throw new Error(`${file} can’t be edited: ${error.message}. Run: npx newsroom check`);
    if (error instanceof Unclear) throw new Error(`${file}: ${error.message}`);
    throw error;
  }
}

/** Parsing is slow, and few stories have an old slug. */
function formerlyIn(text: string): string[] {
  if (!/^\s*["']?formerly\b/m.test(text)) return [];
  try {
    const { formerly } = fieldsOf(text);
    return Array.isArray(formerly) ? formerly.filter((old) => typeof old === 'string') : [];
  } catch {
    return []; // The check says what is wrong with the file.
  }
}

function siteOf(contentDir: string): { timeZone: string; lang: string } {
  const file = path.join(contentDir, 'site.yml');
  let site: { timeZone?: unknown; lang?: unknown } = {};
  try {
    site = parse(readFileSync(file, 'utf8')) as typeof site;
    new Intl.DateTimeFormat('en', { timeZone: String(site.timeZone) });
  } catch (cause) {
    throw new Error(`${file} doesn’t say the newsroom’s time zone. Run: npx newsroom check`, { cause });
  }
  return { timeZone: String(site.timeZone), lang: String(site.lang ?? 'en') };
}
