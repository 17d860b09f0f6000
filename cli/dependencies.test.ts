import { readdirSync, readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import path from 'node:path';
import { expect, test } from 'vitest';
import { billOf } from './sbom.ts';

type Manifest = Readonly<Record<'dependencies' | 'devDependencies', Record<string, string>>> &
  Readonly<{ allowScripts: Record<string, boolean> }>;
type Locked = Readonly<{ version: string; dev?: boolean; hasInstallScript?: boolean; integrity?: string }>;

const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as Manifest;
const lockFile = readFileSync('package-lock.json', 'utf8');
const { packages } = JSON.parse(lockFile) as { packages: Record<string, Locked> };
const page = readFileSync('docs/dependencies.md', 'utf8');

/** Rows of a section's table: the package, and what is said of it. */
const rowsOf = (heading: string) =>
  [
    ...(page.split(`## ${heading}\n`)[1]?.split('\n## ')[0] ?? '').matchAll(/^\| `([^`]+)`[^|]*\|(.*)\|$/gm),
  ].map(([, name = '', said = '']) => [name, said.split('|').map((cell) => cell.trim())] as const);

test.each([
  ['dependencies', 'On a server'],
  ['devDependencies', 'For development and tests'],
] as const)(
  'each of the %s stands in docs/dependencies.md with its licence and reason, and nothing else does',
  (kind, heading) => {
    const rows = rowsOf(heading);
    expect(rows.map(([name]) => name)).toEqual(Object.keys(manifest[kind]).sort());
    for (const [name, [licence, reason]] of rows) {
      expect(licence, name).toMatch(/^[A-Z][A-Za-z0-9.\- ]+$/);
      expect(reason?.length, name).toBeGreaterThan(4);
    }
  },
);

test('every version is exact', () => {
  for (const [name, version] of Object.entries({ ...manifest.dependencies, ...manifest.devDependencies }))
    expect(version, name).toMatch(/^\d+\.\d+\.\d+(?:-[\w.]+)?$/);
});

test('what has an install script is known, and is told not to run it', () => {
  const scripts = Object.entries(packages)
    .filter(([, { hasInstallScript }]) => hasInstallScript)
    .map(([place]) => place.replace(/^.*node_modules\//, ''));
  expect([...new Set(scripts)].sort()).toEqual(rowsOf('Install scripts').map(([name]) => name));
  expect(Object.keys(manifest.allowScripts).sort()).toEqual([...new Set(scripts)].sort());
  expect(Object.values(manifest.allowScripts)).not.toContain(true);
});

test('what runs on a server asks for nothing that is installed for tests alone', () => {
  const files = ['app', 'components', 'lib', 'cli', 'pages', 'reader'].flatMap((folder) =>
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((found) => found.isFile() && /\.[jt]sx?$/.test(found.name) && !/\.test\./.test(found.name))
      .map((found) => path.join(found.parentPath, found.name)),
  );
  const missing = files.flatMap((file) =>
    [
      ...readFileSync(file, 'utf8').matchAll(
        /(?:^import|^export|^\} from|\bimport\()[^'"\n;]*['"]([^'"#./][^'"]*)['"]/gm,
      ),
    ]
      .map(([, specifier = '']) => (/^@[^/]+\/[^/]+|^[^/]+/.exec(specifier) ?? [''])[0])
      .filter((name) => !name.startsWith('node:') && !builtinModules.includes(name))
      .filter((name) => !Object.hasOwn(manifest.dependencies, name))
      .filter((name) => !isType(file, name))
      .map((name) => `${file}: ${name}`),
  );
  expect(files.length).toBeGreaterThan(300);
  expect(missing).toEqual([]);
});

/** Types are gone when it runs. */
const isType = (file: string, name: string) =>
  [
    ...readFileSync(file, 'utf8').matchAll(
      new RegExp(`^import (type )?[^;]*from '${name}(?:/[^']*)?';`, 'gm'),
    ),
  ].every(([, type]) => type !== undefined);

test('the bill has every package that a server installs, with its hash, and where each comes from', () => {
  const bill = JSON.parse(JSON.stringify(billOf(lockFile, false))) as ReturnType<typeof billOf>;
  const installed = Object.entries(packages).filter(([place, { dev }]) => place !== '' && !dev);
  expect(bill.components.map((component) => component['bom-ref'])).toEqual(installed.map(([place]) => place));
  for (const { purl, version, hashes } of bill.components) {
    expect(purl).toMatch(/^pkg:npm\/(?:%40[^/@]+\/)?[^/@]+@\d/);
    expect(purl.endsWith(`@${version}`)).toBe(true);
    expect(hashes?.[0]?.content, purl).toMatch(/^[0-9a-f]{128}$/);
  }
  const [root] = bill.dependencies;
  expect(root?.dependsOn).toEqual(
    expect.arrayContaining(Object.keys(manifest.dependencies).map((name) => `node_modules/${name}`)),
  );
  // Of two versions each package has the one that lies nearest.
  const og = bill.dependencies.find(({ ref }) => ref === 'node_modules/@vercel/og');
  expect(og?.dependsOn).toContain('node_modules/@vercel/og/node_modules/sharp');
  expect(bill.serialNumber).toMatch(
    /^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
  );
  expect(billOf(lockFile, true).components.length).toBeGreaterThan(bill.components.length);
});
