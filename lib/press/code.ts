/** The state of the code that renders pages: a hash that changes when a page could look different. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { hashOf } from '#lib/edition/objects.ts';

const parts = [
  'app',
  'components',
  'lib',
  'pages',
  'public',
  'reader',
  'next.config.js',
  'package-lock.json',
  'proxy.ts',
  'tsconfig.json',
];
const ignored = /\.test\.|\/broken\/|^public\/assets\//;

/** Hash of every file that goes into the build. */
export function codeHash(projectDir: string): string {
  const hashes = parts.flatMap((part) => filesOf(projectDir, part)).filter((file) => !ignored.test(file));
  const lines = hashes.map((file) => `${file} ${hashOf(readFileSync(path.join(projectDir, file)))}`);
  return hashOf(lines.join('\n'));
}

function filesOf(root: string, part: string): string[] {
  const stat = statSync(path.join(root, part), { throwIfNoEntry: false });
  if (!stat) return [];
  if (stat.isFile()) return [part];
  return readdirSync(path.join(root, part))
    .sort()
    .flatMap((name) => filesOf(root, `${part}/${name}`));
}
