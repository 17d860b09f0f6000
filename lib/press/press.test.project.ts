/** Test data: a project whose app is a small server of its own, so that a publish takes milliseconds and its app can fall over on order. */
import { existsSync, mkdirSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { folderOf, goodFolder, put } from '#lib/content/check.test.folder.ts';
import { Entries } from '#lib/edition/entries.ts';
import { liveEdition } from '#lib/edition/manifest.ts';
import { objectPath, readObject } from '#lib/edition/objects.ts';
import { readSettings, type Settings } from '#lib/settings/settings.ts';
import { codeHash } from './code.ts';
import { scriptSources } from './reader-script.ts';

/**
 * In place of Next.js: each page names all stories of the content that is prepared. The file `falls` holds how often
 * it is killed yet: while it renders, or before it answers for the first time.
 */
const app = `
const { createServer } = require('node:http');
const { existsSync, readFileSync, writeFileSync } = require('node:fs');
const { env, kill, pid } = process;
function fall(when) {
  const [at, times] = existsSync('falls') ? readFileSync('falls', 'utf8').split(' ') : [];
  if (at !== when || times === '0') return;
  writeFileSync('falls', at + ' ' + (times - 1));
  kill(pid, 'SIGKILL');
}
function page() {
  const { months } = JSON.parse(readFileSync(env.DATA_DIR + '/content/current', 'utf8'));
  const read = (chunk) => JSON.parse(readFileSync(env.DATA_DIR + '/objects/' + chunk.slice(0, 2) + '/' + chunk.slice(2), 'utf8'));
  const headlines = months.flatMap(({ chunks }) => chunks.flatMap(read)).map(({ headline }) => '<li>' + headline);
  return '<!doctype html><html lang="en"><title>Page</title><link rel="stylesheet" href="/s.css"><ul>' + headlines.join('');
}
fall('starting');
createServer(({ url }, answer) => {
  if (url === '/api/health') return answer.end();
  if (url.endsWith('/kill')) return kill(pid, 'SIGKILL');
  if (env.RENDER_EDITION === 'next') fall('rendering');
  answer.setHeader('content-type', 'text/html; charset=utf-8');
  answer.end(page());
}).listen(Number(process.argv.at(-1)), '127.0.0.1');
`;

export type Project = Readonly<{ projectDir: string; settings: Settings; environment: NodeJS.ProcessEnv }>;

/** A project with good content, built already; nothing is published yet. */
export function newProject(): Project {
  const content = Object.entries(goodFolder()).map(([file, text]) => [
    `content/${file}`,
    published(`${text}`),
  ]);
  const root = folderOf(Object.fromEntries(content));
  const projectDir = path.join(root, 'project');
  put(projectDir, 'node_modules/next/dist/bin/next', app);
  for (const source of scriptSources) put(projectDir, `reader/${source}`, 'export {};\n');
  put(projectDir, '.next/prerender-manifest.json', '{"preview":{"previewModeId":"any"}}');
  put(projectDir, '.next/harvest.json', '{"prerenders":[],"assets":[]}');
  for (const file of ['lib/press/with-parent.js', 'lib/press/thread.js', 'lib/audience/thread.js']) {
    mkdirSync(path.join(projectDir, path.dirname(file)), { recursive: true });
    symlinkSync(path.resolve(file), path.join(projectDir, file));
  }
  put(projectDir, '.next/newsroom-code', codeHash(projectDir));
  const own = {
    CONTENT_DIR: path.join(root, 'content'),
    DATA_DIR: path.join(root, 'data'),
    SITE_URL: 'http://localhost',
    // Nobody listens there.
    PORT: '1',
  };
  return { projectDir, settings: readSettings(own), environment: { ...process.env, ...own } };
}

/** A story's text with an instant of publication that any clock is past. */
export const published = (text: string) =>
  text.replace(/^publishedAt: .*$/m, 'publishedAt: 2020-01-01T09:00:00Z');

export function removeProject({ projectDir }: Project): void {
  rmSync(path.dirname(projectDir), { recursive: true, force: true });
}

/** From now on the app is killed so many times: while it renders, or before it has answered for the first time. */
export function falls({ projectDir }: Project, when: 'rendering' | 'starting', times: number): void {
  put(projectDir, 'falls', `${when} ${times}`);
}

/** What a reader gets at an address, by the live edition: its text, whole; nothing if there is no such page. Throws if a file is missing. */
export function pageAt({ settings: { dataDir } }: Project, address: string): string | undefined {
  const live = liveEdition(dataDir);
  const object = live && new Entries(dataDir, live.manifest.shards).get(address)?.object;
  return object && readObject(dataDir, object).toString('utf8');
}

/** Addresses of the live edition whose files aren't there; an edition that is whole has none. */
export function missingFrom({ settings: { dataDir } }: Project): string[] {
  const live = liveEdition(dataDir);
  if (!live) return ['everything'];
  const isMissing = (file: string) => ['', '.br', '.gz'].some((copy) => !existsSync(file + copy));
  return [...new Entries(dataDir, live.manifest.shards).all()]
    .filter(([, { object }]) => object !== undefined && isMissing(objectPath(dataDir, object)))
    .map(([address]) => address);
}

/** Files that were begun under the data folder and never finished. */
export function draftsIn({ settings: { dataDir } }: Project): string[] {
  return (readdirSync(dataDir, { recursive: true }) as string[]).filter((file) => file.endsWith('.tmp'));
}
