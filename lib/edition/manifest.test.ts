import { mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { manifestOf } from './manifest.test.blank.ts';
import { earlierEditions, goLive, keepEdition, liveEdition, switchTo } from './manifest.ts';

let dataDir: string;
beforeEach(() => {
  dataDir = mkdtempSync(path.join(tmpdir(), 'editions-'));
});
afterEach(() => rmSync(dataDir, { recursive: true }));

const manifest = (content: string) => manifestOf({ content });
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
  // As an older version of the portal wrote it.
  const { shards: _, ...old } = manifest('one');
  writeFileSync(path.join(dataDir, 'editions', `${name}.json`), JSON.stringify({ ...old, entries: {} }));
  expect(liveEdition(dataDir)).toBeUndefined();
});

test('one that waits is neither live nor an earlier one, and goes when another goes live', () => {
  const waiting = keepEdition(dataDir, manifest('waiting'));
  expect(liveEdition(dataDir)).toBeUndefined();
  expect(earlierEditions(dataDir)).toEqual([]);
  goLive(dataDir, manifest('another'));
  expect(kept()).not.toContain(`${waiting}.json`);
  const next = keepEdition(dataDir, manifest('next'));
  switchTo(dataDir, next);
  expect(liveEdition(dataDir)?.manifest.content).toBe('next');
  expect(earlierEditions(dataDir).map((edition) => edition.manifest.content)).toEqual(['another']);
});

test('the edition to go back to is the one that was live last, whenever it was made', async () => {
  const live: string[] = [];
  const next = async (name: string) => {
    live.push(name);
    await new Promise((resolve) => setTimeout(resolve, 5));
  };
  for (const content of ['one', 'two', 'three']) await next(goLive(dataDir, manifest(content)));
  const [one = '', two = ''] = live;
  switchTo(dataDir, one);
  expect(earlierEditions(dataDir)[0]?.manifest.content).toBe('three');
  await next(one);
  switchTo(dataDir, two);
  expect(earlierEditions(dataDir).map(({ manifest }) => manifest.content)).toEqual(['one', 'three']);
});

test('a clock that is set back puts the editions in no other order, and none of the last five is dropped', () => {
  const hours = (hour: number) => vi.setSystemTime(Date.parse('2026-11-25T12:00:00Z') + hour * 3_600_000);
  try {
    const contents = Array.from({ length: 8 }, (_, index) => `edition ${index}`);
    for (const [index, content] of contents.entries()) {
      hours(index < 4 ? index : index - 24);
      goLive(dataDir, manifest(content));
    }
    expect(liveEdition(dataDir)?.manifest.content).toBe('edition 7');
    expect(earlierEditions(dataDir).map((edition) => edition.manifest.content)).toEqual(
      contents.slice(3, 7).reverse(),
    );
  } finally {
    vi.useRealTimers();
  }
});

test('an edition that can’t be read doesn’t go live', () => {
  const name = goLive(dataDir, manifest('one'));
  expect(() => switchTo(dataDir, 'never-made')).toThrow();
  expect(liveEdition(dataDir)?.name).toBe(name);
});

test('equal manifests are one edition', () => {
  expect(goLive(dataDir, manifest('one'))).toBe(goLive(dataDir, manifest('one')));
  expect(kept()).toHaveLength(1);
});
