import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { codeHash } from './code.ts';

let project: string;
beforeAll(() => {
  project = mkdtempSync(path.join(tmpdir(), 'code-'));
  for (const part of ['app', 'lib', 'components', 'public', 'package-lock.json'])
    cpSync(part, path.join(project, part), { recursive: true });
});
afterAll(() => rmSync(project, { recursive: true }));

/** Whether a file in the project, written anew, means that pages have to be rendered again. */
function rendersAgain(file: string): boolean {
  const before = codeHash(project);
  writeFileSync(path.join(project, file), `${Math.random()}`);
  return codeHash(project) !== before;
}

test.each([
  'components/site/tokens.css',
  'lib/dates/format.ts',
  'app/new.tsx',
  'public/new.png',
  'package-lock.json',
])('a change of %s renders pages again', (file) => expect(rendersAgain(file)).toBe(true));

test.each([
  'lib/dates/format.test.ts',
  'lib/content/check.test.bodies.ts',
  'lib/content/broken/new.mdx',
  'README.md',
])('a change of %s does not', (file) => expect(rendersAgain(file)).toBe(false));
