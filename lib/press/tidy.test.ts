import { existsSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { writeWhole } from '#lib/disk/write.ts';
import { choose } from '#lib/edition/choose.ts';
import { contentOf, noon, story } from '#lib/edition/edition.test.stories.ts';
import { type Entry, lateRecord, writeEntries } from '#lib/edition/entries.ts';
import { keepContent } from '#lib/edition/keep.ts';
import { manifestOf } from '#lib/edition/manifest.test.blank.ts';
import { goLive, keepEdition, type Manifest } from '#lib/edition/manifest.ts';
import { objectPath } from '#lib/edition/objects.ts';
import { openContent } from '#lib/edition/open.ts';
import { readSources, writeSources } from '#lib/edition/sources.ts';
import { keepFile } from './finish.ts';
import { neededBy, tidy } from './tidy.ts';

let dataDir: string;
beforeEach(() => {
  dataDir = mkdtempSync(path.join(tmpdir(), 'tidy-'));
});
afterEach(() => rmSync(dataDir, { recursive: true }));

const type = 'text/html; charset=utf-8';
const page = (more: Partial<Entry>): Entry => ({ type, status: 200, keep: 'page', ...more });
const isKept = (object: string) => existsSync(objectPath(dataDir, object));

/** An edition with a finished page and a late one that somebody has asked for. */
async function editionOf(slug: string): Promise<Manifest & { page: string; late: string }> {
  const content = keepContent(dataDir, choose(contentOf([story(slug)]), noon));
  const finished = await keepFile(dataDir, Buffer.from(`<p>${slug}</p>`), type);
  const late = await keepFile(dataDir, Buffer.from(`<p>late ${slug}</p>`), type);
  const entry = page({ inputs: slug });
  writeWhole(path.join(dataDir, 'late', lateRecord('code', '/late', entry)), late);
  const entries = new Map([
    ['/page', page({ object: finished })],
    ['/late', entry],
  ]);
  const sources = writeSources(dataDir, new Map([[`stories/${slug}.mdx`, `key-of-${slug}`]]));
  writeWhole(path.join(dataDir, 'checked', `key-of-${slug}.json`), '{}');
  const shards = await writeEntries(dataDir, entries);
  return { ...manifestOf({ at: noon, content, shards, sources }), page: finished, late };
}

function age(): void {
  const long = new Date(Date.now() - 2 * 3_600_000);
  for (const entry of readdirSync(dataDir, { recursive: true, withFileTypes: true }))
    if (entry.isFile()) utimesSync(path.join(entry.parentPath, entry.name), long, long);
}
const tidyUp = async () => tidy(dataDir, await neededBy(dataDir), Date.now());

test('what the live edition, an earlier and a waiting one are made of stays; the rest goes', async () => {
  const kept = [await editionOf('earlier'), await editionOf('live'), await editionOf('waiting')];
  const lost = await editionOf('lost');
  const [earlier, live, waiting] = kept.map(({ page: _, late: __, ...manifest }) => manifest);
  if (earlier) goLive(dataDir, earlier);
  if (live) goLive(dataDir, live);
  if (waiting) keepEdition(dataDir, waiting);
  writeFileSync(path.join(dataDir, 'objects', 'half-written.tmp'), '');
  age();
  expect(await tidyUp()).toBeGreaterThan(8);
  for (const { page, late, content, sources } of kept) {
    expect([isKept(page), isKept(late)]).toEqual([true, true]);
    expect(existsSync(`${objectPath(dataDir, page)}.br`)).toBe(true);
    const [only] = openContent(dataDir, content).stories;
    expect(openContent(dataDir, content).story(only?.slug ?? '')?.slug).toBe(only?.slug);
    expect(readSources(dataDir, sources).size).toBe(1);
  }
  expect([isKept(lost.page), isKept(lost.late)]).toEqual([false, false]);
  expect(existsSync(`${objectPath(dataDir, lost.page)}.gz`)).toBe(false);
  expect(readdirSync(path.join(dataDir, 'late'))).toHaveLength(3);
  expect(readdirSync(path.join(dataDir, 'checked')).sort()).toEqual(
    ['earlier', 'live', 'waiting'].map((slug) => `key-of-${slug}.json`),
  );
  expect(existsSync(path.join(dataDir, 'objects', 'half-written.tmp'))).toBe(false);
  expect(await tidyUp()).toBe(0);
});

test('what is young stays: an edition that is just being made names it in a moment', async () => {
  const { page } = await editionOf('new');
  expect(await tidyUp()).toBe(0);
  age();
  await keepFile(dataDir, Buffer.from('<p>new</p>'), type); // Wanted again: young again.
  await tidyUp();
  expect(isKept(page)).toBe(true);
});

test('an empty data folder is tidy', async () => {
  expect(await tidyUp()).toBe(0);
});
