import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import path from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { type Files, folderOf, goodFolder, storiesFolder, story } from './check.test.folder.ts';

vi.setConfig({ testTimeout: 60_000 });

const root = path.join(import.meta.dirname, '../..');
const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** Runs `newsroom check` on a folder, as an editor does. */
function check(files: Files, ...options: string[]) {
  const [contentDir, dataDir] = [folderOf(files), folderOf({})];
  folders.push(contentDir, dataDir);
  const run = spawnSync(process.execPath, [path.join(root, 'cli/newsroom.js'), 'check', ...options], {
    cwd: root,
    encoding: 'utf8',
    env: { ...process.env, CONTENT_DIR: contentDir, DATA_DIR: dataDir },
  });
  return { ...run, contentDir };
}

const bad = {
  ...goodFolder(),
  [`${storiesFolder}/bad.mdx`]: story('bad', { change: { kind: 'kind: newz' }, body: '# Title' }),
};

test('good content ends with exit code 0 and a count', () => {
  const { status, stdout, stderr } = check(goodFolder());
  expect(stderr).toBe('');
  expect(stdout).toBe('10 files, no problem.\n');
  expect(status).toBe(0);
});

test('problems are printed as file:line:column with remedies, and the exit code is 1', () => {
  const { status, stdout, contentDir } = check(bad);
  const file = `${contentDir}/${storiesFolder}/bad.mdx`;
  expect(stdout.split('\n')).toEqual([
    `${file}:5:7  kind  can’t be "newz"`,
    '    did you mean news?',
    `${file}:13:1  a heading of the first level`,
    '    write ##; the headline is the page’s # already',
    '',
    '11 files, 2 problems.',
    '',
  ]);
  expect(status).toBe(1);
});

test('--json gives other programs the same', () => {
  const { status, stdout, contentDir } = check(bad, '--json');
  const file = `${contentDir}/${storiesFolder}/bad.mdx`;
  expect(JSON.parse(stdout)).toEqual({
    files: 11,
    problems: [
      { file, line: 5, column: 7, field: 'kind', what: 'can’t be "newz"', mend: 'did you mean news?' },
      {
        file,
        line: 13,
        column: 1,
        what: 'a heading of the first level',
        mend: 'write ##; the headline is the page’s # already',
      },
    ],
  });
  expect(status).toBe(1);
  expect(JSON.parse(check(goodFolder(), '--json').stdout)).toEqual({ files: 10, problems: [] });
});

test('--format github puts each problem at its line of a pull request', () => {
  const { status, stdout, contentDir } = check(bad, '--format', 'github');
  const file = path.relative(process.env.GITHUB_WORKSPACE || root, `${contentDir}/${storiesFolder}/bad.mdx`);
  expect(stdout.split('\n')).toEqual([
    `::error file=${file},line=5,col=7,title=kind can’t be "newz"::did you mean news?`,
    `::error file=${file},line=13,col=1,title=a heading of the first level::write ##; the headline is the page’s # already`,
    '',
    '11 files, 2 problems.',
    '',
  ]);
  expect(status).toBe(1);
  expect(check(goodFolder(), '--format', 'github')).toMatchObject({
    status: 0,
    stdout: '10 files, no problem.\n',
  });
  expect(check(goodFolder(), '--format', 'githb').stderr).toContain('Did you mean github?');
  expect(check(goodFolder(), '--format', 'text', '--json').status).toBe(2);
});

test('an option that doesn’t exist ends with exit code 2 and the usage', () => {
  const { status, stderr } = check(goodFolder(), '--jsn');
  expect(status).toBe(2);
  expect(stderr).toContain('--jsn');
  expect(stderr).toContain('Usage: newsroom check');
});

test('a content folder that isn’t there is named, not passed', () => {
  const { status, stderr } = spawnSync(process.execPath, [path.join(root, 'cli/newsroom.js'), 'check'], {
    cwd: root,
    encoding: 'utf8',
    env: { ...process.env, CONTENT_DIR: '/nowhere/at/all', DATA_DIR: folderOf({}) },
  });
  expect(stderr).toContain('There is no content folder /nowhere/at/all');
  expect(status).toBe(1);
});
