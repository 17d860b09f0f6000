import path from 'node:path';
import { expect, test } from 'vitest';
import { githubLog } from './github.ts';

const problem = {
  file: 'content/stories/2026/11/a,b.mdx',
  line: 5,
  column: 7,
  field: 'kind',
  what: 'can’t be "a:b, 100%"',
  mend: 'choose:\r\nnews, 100%',
};

test('a problem is an error at its line, with nothing in it that ends the command', () => {
  expect(githubLog([problem], process.cwd())).toBe(
    '::error file=content/stories/2026/11/a%2Cb.mdx,line=5,col=7,title=kind can’t be "a%3Ab%2C 100%25"::choose:%0D%0Anews, 100%25',
  );
});

test('files are named from the repository’s folder, wherever the command runs', () => {
  expect(githubLog([problem], path.dirname(process.cwd()))).toContain(
    `file=${path.basename(process.cwd())}/content/stories`,
  );
});

test('what GitHub doesn’t show at lines stands in the log, and can’t be a command', () => {
  const hostile = { ...problem, what: 'can’t be "x\n::stop-commands::y"' };
  const lines = githubLog(new Array(12).fill(hostile), process.cwd()).split('\n');
  expect(lines.filter((line) => line.startsWith('::error '))).toHaveLength(10);
  expect(lines[10]).toBe('GitHub shows 10 errors at their lines; 2 more stand only here:');
  expect(lines.slice(11).filter((line) => line.trimStart().startsWith('::'))).toEqual([]);
  expect(lines.slice(11)).toHaveLength(4);
});
