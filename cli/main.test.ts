import { spawnSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';

const newsroom = (...argv: string[]) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['cli/newsroom.js', ...argv], {
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
};
const listed = newsroom('--help');
const commands = [...listed.stdout.matchAll(/^ {2}(\w+) {2,}/gm)].map(([, name]) => name ?? '');

test('newsroom --help lists the commands', () => {
  expect(listed.status).toBe(0);
  expect(commands).toEqual(
    expect.arrayContaining(['start', 'dev', 'test', 'check', 'press', 'prepare', 'corpus']),
  );
});

describe.each(commands)('newsroom %s', (name) => {
  test('says with --help how it is used, and does nothing else', () => {
    const { status, stdout, stderr } = newsroom(name, '--help');
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toContain(`Usage: newsroom ${name}`);
  });

  test('refuses an option it does not know, and says which', () => {
    const { status, stderr } = newsroom(name, '--nonsense');
    expect(status).toBe(2);
    expect(stderr).toContain('--nonsense');
    expect(stderr).toContain(`Usage: newsroom ${name}`);
  });
});

test('a command that does not exist is named, with those that do', () => {
  const { status, stderr } = newsroom('pubish');
  expect(status).toBe(2);
  expect(stderr).toContain('There is no command "pubish"');
  expect(stderr).toContain('start');
});

test('corpus writes nowhere but into an empty folder', () => {
  expect(newsroom('corpus', '3', '--out', 'cli')).toMatchObject({ status: 2 });
  expect(newsroom('corpus', 'many', '--out', 'nowhere').stderr).toContain('N is a whole number');
  expect(newsroom('corpus', '3').stderr).toContain('--out DIR');
});

test('a wrong setting stops a command with a sentence that names it', () => {
  const { status, stderr } = spawnSync(process.execPath, ['cli/newsroom.js', 'check'], {
    encoding: 'utf8',
    env: { ...process.env, CONTENT_DIR: 'there-is-no-such-folder' },
  });
  expect(status).toBe(1);
  expect(stderr).toMatch(/There is no content folder .*there-is-no-such-folder\. Set CONTENT_DIR/);
});
