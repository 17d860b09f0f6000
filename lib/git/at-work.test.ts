import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { gitAtWork } from './at-work.ts';

let root: string;
beforeEach(() => {
  root = realpathSync(mkdtempSync(path.join(tmpdir(), 'git-')));
});
afterEach(() => rmSync(root, { recursive: true }));

function git(...argv: string[]): void {
  const who = ['-c', 'user.name=Test', '-c', 'user.email=test@localhost', '-c', 'init.defaultBranch=main'];
  execFileSync('git', [...who, ...argv], { cwd: root, stdio: 'ignore' });
}

/** Two branches that say different things in the same file. */
function disagree(): string {
  const content = path.join(root, 'content');
  mkdirSync(content);
  const save = (text: string) => writeFileSync(path.join(content, 'story.mdx'), text);
  git('init');
  save('one\n');
  git('add', '-A');
  git('commit', '-m', 'one');
  git('checkout', '-b', 'other');
  save('other\n');
  git('commit', '-am', 'other');
  git('checkout', 'main');
  save('two\n');
  git('commit', '-am', 'two');
  return content;
}

test('a folder that isn’t under git, and one in which git rests', () => {
  expect(gitAtWork(root)).toBeUndefined();
  expect(gitAtWork(disagree())).toBeUndefined();
});

test('a rebase and a merge that stopped at a conflict, until they are over', () => {
  const content = disagree();
  expect(() => git('rebase', 'other')).toThrow();
  expect(gitAtWork(content)).toBe('in the middle of a rebase');
  git('rebase', '--abort');
  expect(gitAtWork(content)).toBeUndefined();
  expect(() => git('merge', 'other')).toThrow();
  expect(gitAtWork(content)).toBe('in the middle of a merge');
});

test('a command that is writing; in a linked work tree too', () => {
  const content = disagree();
  writeFileSync(path.join(root, '.git', 'index.lock'), '');
  expect(gitAtWork(content)).toBe('writing');
  rmSync(path.join(root, '.git', 'index.lock'));
  git('worktree', 'add', path.join(root, 'linked'), 'other');
  const linked = path.join(root, 'linked', 'content');
  expect(gitAtWork(linked)).toBeUndefined();
  writeFileSync(path.join(root, '.git', 'worktrees', 'linked', 'index.lock'), '');
  expect(gitAtWork(linked)).toBe('writing');
});
