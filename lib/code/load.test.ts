import { execFileSync } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';

const root = mkdtempSync(path.join(tmpdir(), 'load-'));
const cache = path.join(root, 'node_modules', '.cache');
const builds = () => readdirSync(path.join(cache, 'newsroom')).filter((name) => /^[0-9a-f]{16}$/.test(name));

/** Writes a file of a clone that has nothing but the loader and what it loads. */
function put(file: string, text: string | Buffer): void {
  mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
  writeFileSync(path.join(root, file), text);
}

/** What the command prints. */
const run = () =>
  execFileSync(
    process.execPath,
    [
      '--input-type=module',
      '-e',
      "import { load } from './lib/code/load.js'; (await load('cli/main.ts')).run();",
    ],
    { cwd: root, encoding: 'utf8' },
  ).trim();

beforeAll(() => {
  put('package.json', JSON.stringify({ type: 'module' }));
  put('package-lock.json', '{}');
  put('lib/code/load.js', readFileSync('lib/code/load.js'));
  for (const name of ['audience/thread', 'content/worker', 'press/thread'])
    put(`lib/${name}.ts`, 'export {};');
  put('lib/words/greeting.ts', "export const greeting: string = 'Good morning';");
  put(
    'cli/main.ts',
    `import { greeting } from '../lib/words/greeting.ts';
     export const run = () => console.log(greeting, import.meta.dirname, import.meta.url);`,
  );
  mkdirSync(path.join(root, 'node_modules'));
  for (const name of ['esbuild', '@esbuild', 'tsx', 'get-tsconfig', 'resolve-pkg-maps'])
    symlinkSync(path.resolve('node_modules', name), path.join(root, 'node_modules', name));
});

afterAll(() => rmSync(root, { recursive: true }));

const where = `${root}/cli file://${root}/cli/main.ts`;

test('what is loaded knows where its file stands, and is built once', () => {
  expect(run()).toBe(`Good morning ${where}`);
  expect(run()).toBe(`Good morning ${where}`);
  expect(builds()).toHaveLength(1);
  // Who builds an image isn't who runs it.
  const { mode } = statSync(path.join(cache, 'newsroom', builds()[0] ?? ''));
  expect(mode & 0o777).toBe(0o777 & ~process.umask());
});

test('a file that was saved is built again, and the last five builds are kept', () => {
  for (const word of ['One', 'Two', 'Three', 'Four', 'Five', 'Six!']) {
    put('lib/words/greeting.ts', `export const greeting: string = '${word}';`);
    expect(run()).toBe(`${word} ${where}`);
  }
  expect(builds()).toHaveLength(5);
});

test('what is cut short or gone is built again', () => {
  for (const name of builds()) rmSync(path.join(cache, 'newsroom', name), { recursive: true });
  expect(run()).toBe(`Six! ${where}`);
  writeFileSync(path.join(cache, 'newsroom', 'built.json'), '{"folder":');
  expect(run()).toBe(`Six! ${where}`);
});

test('where nothing may be written it is read file by file', () => {
  rmSync(cache, { recursive: true });
  writeFileSync(cache, 'Not a folder.');
  expect(run()).toBe(`Six! ${where}`);
});

test('what can’t be built says why, with file and line', () => {
  put('lib/words/greeting.ts', "export const greeting: string = 'no end;");
  expect(run).toThrow(/greeting\.ts:1/);
});
