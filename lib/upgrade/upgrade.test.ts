import { execFileSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readSettings } from '#lib/settings/settings.ts';
import { type Run, upgrade } from './upgrade.ts';

let folder: string;
let origin: string;
let clone: string;
/** Programs that were run but git: where (in the clone or in a tree of its own) and what. */
let ran: string[];
let fails: string;

const git = (where: string, ...argv: string[]) =>
  execFileSync('git', ['-c', 'user.name=Amy', '-c', 'user.email=amy@example.org', ...argv], {
    cwd: where,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  }).trim();

/** Saves and commits a version at the origin; gives its commit. */
function version(text: string): string {
  writeFileSync(path.join(origin, 'code'), text);
  git(origin, 'add', '-A');
  git(origin, 'commit', '-qm', text);
  return git(origin, 'rev-parse', 'HEAD');
}

const run: Run = async (where, program, argv, environment) => {
  if (program === 'git') return git(where, ...argv);
  const words = [path.basename(program), ...argv].join(' ');
  const place = where === clone ? 'clone' : `tree of ${readFileSync(path.join(where, 'code'), 'utf8')}`;
  ran.push(`${place}: ${words}`);
  if (where !== clone && environment)
    expect(path.dirname(environment.DATA_DIR ?? '')).toBe(path.dirname(where));
  if (words.includes(fails)) throw new Error(`${words} failed`);
  return '';
};

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'upgrading-'));
  [origin, clone] = [path.join(folder, 'origin'), path.join(folder, 'clone')];
  [ran, fails] = [[], 'nothing'];
  mkdirSync(origin);
  git(origin, 'init', '-qb', 'main');
  version('one');
  git(folder, 'clone', '-q', origin, clone);
});
afterEach(() => rmSync(folder, { recursive: true }));

const go = (more: Partial<Parameters<typeof upgrade>[0]> = {}) => {
  const settings = readSettings({
    CONTENT_DIR: path.join(clone, 'content'),
    DATA_DIR: path.join(folder, 'data'),
  });
  return upgrade({ settings, projectDir: clone, rehearse: false, report: () => {}, run, ...more });
};
const code = () => readFileSync(path.join(clone, 'code'), 'utf8');
const trees = () => git(clone, 'worktree', 'list').split('\n').length;

test('a rehearsal does all of it in a tree of its own, and leaves the clone as it was', async () => {
  const to = version('two');
  expect(await go({ rehearse: true })).toMatchObject({ to, isNew: true });
  const tried = [
    'npm ci --omit=dev --ignore-scripts',
    'node cli/newsroom.js settings',
    'node cli/newsroom.js press',
  ];
  expect(ran).toEqual(tried.map((words) => `tree of two: ${words}`));
  expect([code(), trees()]).toEqual(['one', 1]);
  expect(existsSync(path.join(folder, 'data'))).toBe(false);
});

test('the real one tries it first, then moves the branch, installs and builds', async () => {
  version('two');
  await go();
  expect(ran.slice(3)).toEqual([
    'clone: npm ci --omit=dev --ignore-scripts',
    'clone: node cli/newsroom.js press',
  ]);
  expect([code(), git(clone, 'branch', '--show-current'), trees()]).toEqual(['two', 'main', 1]);
});

test('code that can’t be built is refused, and the clone is left alone', async () => {
  version('two');
  fails = 'press';
  await expect(go()).rejects.toThrow('press failed');
  expect([code(), trees()]).toEqual(['one', 1]);
  expect(ran.filter((line) => line.startsWith('clone'))).toEqual([]);
});

test('it goes back to an earlier version as it goes forth, and says so when it is there already', async () => {
  const one = git(clone, 'rev-parse', 'HEAD');
  version('two');
  await go();
  expect(await go()).toMatchObject({ isNew: false });
  await go({ to: one });
  expect(code()).toBe('one');
});

test('it doesn’t go back over stories: what was withdrawn since would be public again', async () => {
  const one = git(clone, 'rev-parse', 'HEAD');
  mkdirSync(path.join(origin, 'content'));
  writeFileSync(path.join(origin, 'content', 'story.mdx'), 'withdrawn');
  version('two');
  await go();
  await expect(go({ to: one })).rejects.toThrow('Stories were changed since that version');
  expect(code()).toBe('two');
});

test('on no branch it says how to get back to one', async () => {
  git(clone, 'checkout', '-q', '--detach');
  await expect(go()).rejects.toThrow('git checkout main');
});

test('changes in the clone are never written over', async () => {
  version('two');
  writeFileSync(path.join(clone, 'code'), 'mine');
  await expect(go()).rejects.toThrow(/changed here[\s\S]*code/);
  expect([code(), ran, readdirSync(clone).includes('code')]).toEqual(['mine', [], true]);
});
