/** What a research script gives to its story, and where that story's files lie. */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';

export type Research = {
  /** Every computed figure, exactly as it stands in the story's text. */
  facts(): Record<string, string>;
  /** The lead picture as SVG. Missing if the story has none. */
  draw?(): Promise<string>;
  /** Further pictures of the story by file name. */
  pictures?(): Record<string, () => Promise<string>>;
  /** The table inside each Chart, by the chart's title. */
  charts?(): Record<string, string>;
};

const research = fileURLToPath(new URL('..', import.meta.url));
const stories = join(research, '../content/stories');

/** The slugs that have a script: every file in this folder that isn't the runner or a test. */
export function slugs(): string[] {
  return readdirSync(research)
    .filter((name) => /^[a-z0-9-]+\.ts$/.test(name) && name !== 'run.ts')
    .map((name) => name.slice(0, -3))
    .sort();
}

export const load = (slug: string) => import(`../${slug}.ts`) as Promise<Research>;

export type Written = {
  file: string;
  folder: string;
  front: { lead?: { src: string; unlabelled?: string }; [key: string]: unknown };
  body: string;
};

/** The story as it stands in `content/stories`. Throws if there is none. */
export function written(slug: string): Written {
  const found = readdirSync(stories, { recursive: true, encoding: 'utf8' }).find((name) =>
    name.endsWith(`/${slug}.mdx`),
  );
  if (!found) throw new Error(`no story ${slug}.mdx under content/stories`);
  const file = join(stories, found);
  const [, front = '', body = ''] = /^---\n(.*?)\n---\n(.*)$/s.exec(readFileSync(file, 'utf8')) ?? [];
  return { file, folder: dirname(file), front: parse(front), body };
}

/** A Markdown table. The first row names the columns. */
export function table(head: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  return [head, head.map(() => '---'), ...rows]
    .map((row) => `| ${row.join(' | ')} |`)
    .join('\n')
    .replaceAll('| --- ', '|---')
    .replace(/^(\|---.*) \|$/m, '$1|');
}

/** The table inside each Chart of a body, by the chart's title. */
export function chartTables(body: string): Record<string, string> {
  const found: Record<string, string> = {};
  for (const [, props = '', inside = ''] of body.matchAll(/<Chart\b([^>]*)>(.*?)<\/Chart>/gs)) {
    found[/title="([^"]*)"/.exec(props)?.[1] ?? ''] = inside.trim();
  }
  return found;
}

export const thousands = (value: number, digits = 0) =>
  value.toLocaleString('en-GB', { minimumFractionDigits: digits, maximumFractionDigits: digits });
