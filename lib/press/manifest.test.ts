import { mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { goLive, liveEdition, type Manifest } from './manifest.ts';

let dataDir: string;
beforeEach(() => {
  dataDir = mkdtempSync(path.join(tmpdir(), 'editions-'));
});
afterEach(() => rmSync(dataDir, { recursive: true }));

const manifest = (content: string): Manifest => ({
  code: 'code',
  content,
  siteUrl: 'http://localhost',
  replacements: {},
  entries: {},
});
const kept = () => readdirSync(path.join(dataDir, 'editions')).filter((name) => name.endsWith('.json'));

test('the live edition is the one that went live last', () => {
  goLive(dataDir, manifest('one'));
  const name = goLive(dataDir, manifest('two'));
  expect(liveEdition(dataDir)).toEqual({ name, manifest: manifest('two') });
});

test('the newest five editions are kept, by when they were made', () => {
  const names = Array.from({ length: 9 }, (_, index) => {
    const name = goLive(dataDir, manifest(`edition ${index}`));
    const file = path.join(dataDir, 'editions', `${name}.json`);
    utimesSync(file, 1000 + index, 1000 + index);
    return `${name}.json`;
  });
  expect(kept().sort()).toEqual(names.slice(-5).sort());
});

test('where nothing is live, or what is live can’t be read, there is no edition', () => {
  expect(liveEdition(dataDir)).toBeUndefined();
  const name = goLive(dataDir, manifest('one'));
  writeFileSync(path.join(dataDir, 'editions', `${name}.json`), '{"code":');
  expect(liveEdition(dataDir)).toBeUndefined();
});

test('equal manifests are one edition', () => {
  expect(goLive(dataDir, manifest('one'))).toBe(goLive(dataDir, manifest('one')));
  expect(kept()).toHaveLength(1);
});
