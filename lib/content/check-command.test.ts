import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import path from 'node:path';
import { afterAll, expect, test, vi } from 'vitest';
import { newsroom } from '../../cli/main.test.run.ts';
import { type Files, folderOf, goodFolder, storiesFolder, story } from './check.test.folder.ts';

vi.setConfig({ testTimeout: 60_000 });

const root = path.join(import.meta.dirname, '../..');
/** One for all: a file that was checked in one test isn't compiled again in the next. */
const dataDir = folderOf({});
const folders = [dataDir];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

function written(files: Files): { contentDir: string; env: Record<string, string> } {
  const contentDir = folderOf(files);
  folders.push(contentDir);
  return { contentDir, env: { CONTENT_DIR: contentDir, DATA_DIR: dataDir } };
}

/** Runs `newsroom check` on a folder, as an editor does. */
async function check(files: Files, ...options: string[]) {
  const { contentDir, env } = written(files);
  return { ...(await newsroom(['check', ...options], { env })), contentDir };
}

/** The same in a process of its own, as in a terminal. */
function checkInTerminal(files: Files) {
  const { contentDir, env } = written(files);
  const run = spawnSync(process.execPath, [path.join(root, 'cli/newsroom.js'), 'check'], {
    cwd: root,
    encoding: 'utf8',
    env: { ...process.env, ...env },
  });
  return { ...run, contentDir };
}

const bad = {
  ...goodFolder(),
  [`${storiesFolder}/bad.mdx`]: story('bad', { change: { kind: 'kind: newz' }, body: '# Title' }),
};

test('good content ends with exit code 0 and a count', async () => {
  const { status, stdout, stderr } = await check(goodFolder());
  expect(stderr).toBe('');
  expect(stdout).toBe('10 files, no problem.\n');
  expect(status).toBe(0);
});

test('problems are printed as file:line:column with remedies, and the exit code is 1', () => {
  const { status, stdout, contentDir } = checkInTerminal(bad);
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

test('--json gives other programs the same', async () => {
  const { status, stdout, contentDir } = await check(bad, '--json');
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
  expect(JSON.parse((await check(goodFolder(), '--json')).stdout)).toEqual({ files: 10, problems: [] });
});

test('--format github puts each problem at its line of a pull request', async () => {
  const { status, stdout, contentDir } = await check(bad, '--format', 'github');
  const file = path.relative(process.env.GITHUB_WORKSPACE || root, `${contentDir}/${storiesFolder}/bad.mdx`);
  expect(stdout.split('\n')).toEqual([
    `::error file=${file},line=5,col=7,title=kind can’t be "newz"::did you mean news?`,
    `::error file=${file},line=13,col=1,title=a heading of the first level::write ##; the headline is the page’s # already`,
    '',
    '11 files, 2 problems.',
    '',
  ]);
  expect(status).toBe(1);
  expect(await check(goodFolder(), '--format', 'github')).toMatchObject({
    status: 0,
    stdout: '10 files, no problem.\n',
  });
  expect((await check(goodFolder(), '--format', 'githb')).stderr).toContain('Did you mean github?');
  expect((await check(goodFolder(), '--format', 'text', '--json')).status).toBe(2);
});

test('an option that doesn’t exist ends with exit code 2 and the usage', async () => {
  const { status, stderr } = await check(goodFolder(), '--jsn');
  expect(status).toBe(2);
  expect(stderr).toContain('--jsn');
  expect(stderr).toContain('Usage: newsroom check');
});

test('a content folder that isn’t there is named, not passed', async () => {
  const env = { CONTENT_DIR: '/nowhere/at/all', DATA_DIR: dataDir };
  const { status, stderr } = await newsroom(['check'], { env });
  expect(stderr).toContain('There is no content folder /nowhere/at/all');
  expect(status).toBe(1);
});
