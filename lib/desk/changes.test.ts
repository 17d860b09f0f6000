import {
  chmodSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { folderOf } from '#lib/content/check.test.folder.ts';
import { writeAll } from './changes.ts';

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});
function folder(): string {
  const made = folderOf({ 'a.mdx': 'one', 'b.mdx': 'two' });
  folders.push(made);
  return made;
}
const held = (root: string) =>
  Object.fromEntries(
    (readdirSync(root, { recursive: true }) as string[])
      .filter((name) => statSync(path.join(root, name)).isFile())
      .map((name) => [name, readFileSync(path.join(root, name), 'utf8')]),
  );

test('files are changed, moved and made, each with the mode it had', () => {
  const root = folder();
  chmodSync(path.join(root, 'a.mdx'), 0o664);
  writeAll(
    [
      { file: 'a.mdx', before: 'one', after: 'ONE', to: 'c.mdx' },
      { file: 'b.mdx', before: 'two', after: 'TWO' },
      { file: 'new/d.mdx', after: 'four' },
    ],
    root,
  );
  expect(held(root)).toEqual({ 'c.mdx': 'ONE', 'b.mdx': 'TWO', 'new/d.mdx': 'four' });
  expect(statSync(path.join(root, 'c.mdx')).mode & 0o777).toBe(0o664);
});

test('if one can’t be written, all are as they were', () => {
  const root = folder();
  const before = held(root);
  const changes = [
    { file: 'a.mdx', before: 'one', after: 'ONE', to: 'c.mdx' },
    { file: 'b.mdx', before: 'two', after: 'TWO' },
    { file: 'd.mdx', after: 'four' },
    { file: 'b.mdx/under-a-file.mdx', after: 'five' },
  ];
  expect(() => writeAll(changes, root)).toThrow('what had been written was put back');
  expect(held(root)).toEqual(before);
});

test('nothing is written over what somebody else has written meanwhile', () => {
  const root = folder();
  const before = held(root);
  const one = { file: 'a.mdx', before: 'one', after: 'ONE' };
  expect(() => writeAll([one, { file: 'b.mdx', before: 'three', after: 'X' }], root)).toThrow(
    'b.mdx was changed by somebody else',
  );
  expect(() => writeAll([one, { file: 'b.mdx', after: 'X' }], root)).toThrow('b.mdx is there already');
  expect(() => writeAll([{ ...one, to: 'b.mdx' }], root)).toThrow('b.mdx is there already');
  expect(held(root)).toEqual(before);
});

test('a link stays a link; what it leads to is changed', () => {
  const root = folder();
  mkdirSync(path.join(root, 'far'));
  writeFileSync(path.join(root, 'far/real.mdx'), 'x');
  symlinkSync('far/real.mdx', path.join(root, 'link.mdx'));
  writeAll([{ file: 'link.mdx', before: 'x', after: 'y' }], root);
  expect(held(root)).toMatchObject({ 'link.mdx': 'y', 'far/real.mdx': 'y' });
});
