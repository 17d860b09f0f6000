/** A peer's site in a folder: the same stories in words it can read, trivial templates, and its commands run and measured. */
import { spawn } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { vocabulary } from '#lib/content/vocabulary.ts';
import { residentMemory, treeMemory } from './cards-memory.ts';

/** So many of the newest stories stand on a peer's front and in each of its lists, and in its feed. */
export const listed = { list: 50, feed: 20 };

/** A story as the corpus wrote it. */
export type Source = Readonly<{ slug: string; front: string; body: string }>;
/** What a peer's stories are written in: Markdown with our components' tags left out, or our files as they are. */
export type Form = 'md' | 'mdx';
export const forms: Readonly<Record<Form, Readonly<{ name: string; says: string }>>> = {
  md: { name: 'Markdown', says: 'the same text without our components’ tags' },
  mdx: { name: 'MDX', says: 'our files as they are, each component a plain box' },
};
/** The components of stories; a peer that reads MDX has a plain box for each. */
export const components = Object.keys(vocabulary);

export type Command = Readonly<{
  program: string;
  argv: readonly string[];
  env?: Readonly<Record<string, string>>;
}>;

/** A peer that lies ready in its folder. */
export type Installed = Readonly<{
  /** Name and versions, as the table says them. */
  name: string;
  /** One after another, they build everything; run again, they build what they must after a change. */
  build: readonly Command[];
  /** Serves what was built. Without it, what is finished is plain files, which nginx serves. */
  serve?: (port: number) => Command;
}>;

export type Peer = Readonly<{
  name: string;
  form: Form;
  /** Throws if it can't be had here. */
  install: (folder: string) => Promise<Installed>;
  /** Its configuration and templates, by their place in its folder. */
  files: Readonly<Record<string, string>>;
  /** A story's place in its folder, and its text. */
  story: (source: Source) => Readonly<{ file: string; text: string }>;
  /** Where its finished pages are, in its folder. */
  finished: string;
  /** True if what serves it must be started again to show another build. */
  restarts?: true;
  /** A story's address. */
  address: (source: Source) => string;
}>;

export function readSource(file: string): Source {
  const [, front = '', body = ''] = /^---\n(.*?)^---\n(.*)$/ms.exec(readFileSync(file, 'utf8')) ?? [];
  return { slug: path.basename(file, '.mdx'), front, body };
}

/** The synthetic prose has no other angle brackets than our components'. */
export const bodyOf = ({ body }: Source, form: Form) =>
  form === 'md' ? body.replace(/<\/?[A-Z][^>]*>/g, '') : body;

/** One field of front matter. */
export const fieldOf = ({ front }: Source, field: string) =>
  new RegExp(`^${field}: (.*)$`, 'm').exec(front)?.[1] ?? '';

export const withHeadline = (source: Source, headline: string): Source => ({
  ...source,
  front: source.front.replace(/^headline: .*$/m, `headline: ${headline}`),
});

export function writeInto(folder: string, file: string, text: string): void {
  const target = path.join(folder, file);
  mkdirSync(path.dirname(target), { recursive: true });
  writeFileSync(target, text);
}

/** Packages from npm into a peer's own folder. Throws with npm's words if they can't be had. */
export async function installPackages(folder: string, packages: Readonly<Record<string, string>>) {
  const manifest = { name: 'peer', private: true, type: 'module', dependencies: packages };
  writeInto(folder, 'package.json', JSON.stringify(manifest));
  await run(folder, {
    program: 'npm',
    argv: ['install', '--no-audit', '--no-fund', '--loglevel', 'error', '--fetch-retries', '1'],
  });
}

/** Some builds don't end; the plain way needs seven minutes for ten thousand stories. */
const patience = 45 * 60_000;

/** What a command printed. Throws with its last words if it failed or didn't end. */
export function run(folder: string, { program, argv, env }: Command): Promise<string> {
  const settings = {
    ...process.env,
    NODE_ENV: 'production' as const,
    PWD: folder,
    TZ: 'UTC',
    NEXT_TELEMETRY_DISABLED: '1',
    ASTRO_TELEMETRY_DISABLED: '1',
    ...env,
  };
  return new Promise((resolve, reject) => {
    const child = spawn(program, argv, {
      cwd: folder,
      env: settings,
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: patience,
    });
    let printed = '';
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text: string) => {
        printed = (printed + text).slice(-100_000);
      });
    child.once('error', reject);
    child.once('close', (code, signal) => {
      const command = [program, ...argv].join(' ');
      if (code === 0) resolve(printed);
      else reject(new Error(`${command} ended with ${signal ?? code}\n${lastWords(printed)}`));
    });
  });
}

/** What failed, without what it printed. */
export const firstLine = ({ message }: Error) => message.split('\n')[0];

const lastWords = (printed: string) => printed.trim().split('\n').slice(-12).join('\n');

export type Measured = Readonly<{ seconds: number /** At most, in MiB. */; memory: number }>;

/** How long something takes, and the memory of all that the bench has started for it, without the bench's own. */
export async function measured<T>(work: () => Promise<T>): Promise<Measured & Readonly<{ result: T }>> {
  const below = () => treeMemory(process.pid) - residentMemory(process.pid);
  const before = below(); // The bench's own compiler, for one.
  let memory = 0;
  const looking = setInterval(() => {
    memory = Math.max(memory, below() - before);
  }, 250);
  const began = performance.now();
  try {
    const result = await work();
    return { result, seconds: (performance.now() - began) / 1000, memory };
  } finally {
    clearInterval(looking);
  }
}

/** Finished pages in a folder; what is there for errors isn't counted. */
export function countPages(folder: string): number {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
    (file) => file.endsWith('.html') && !/^(_|404|500)/.test(file),
  ).length;
}
