/** Disks that fail under a newsstand: reading goes on. `lib/press/failures.test.ts` has what publishing does then. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Entry } from '#lib/edition/entries.ts';
import { manifestOf } from '#lib/edition/manifest.test.blank.ts';
import { goLive } from '#lib/edition/manifest.ts';
import { writeObject } from '#lib/edition/objects.ts';
import { type FailingDisk, failingDisk } from '#lib/press/disk.test.failing.ts';
import { finishLatePage } from '#lib/press/finish.ts';
import { Shelf } from './shelf.ts';

const type = 'text/html; charset=utf-8';
const html =
  '<!DOCTYPE html><html lang="en"><head><title>A</title><link rel="stylesheet" href="/_next/static/a.css"></head><body>late</body></html>';
let dataDir: string;
let disk: FailingDisk | undefined;
let finished: number;

beforeEach(() => {
  dataDir = mkdtempSync(path.join(tmpdir(), 'faults-'));
  finished = 0;
});
afterEach(() => {
  disk?.mend();
  rmSync(dataDir, { recursive: true });
});

const late: Entry = { type, status: 200, keep: 'page', inputs: 'a' };

function openShelf(): Shelf {
  goLive(dataDir, manifestOf({ shards: [writeObject(dataDir, JSON.stringify({ '/late': late }))] }));
  const shelf = new Shelf(dataDir, (address) => {
    finished++;
    return finishLatePage(dataDir, { address, type, body: Buffer.from(html) }, {});
  });
  shelf.entry('/late');
  return shelf;
}

const read = async (shelf: Shelf, theme?: 'dark') => {
  const object = await shelf.objectOf('/late', late);
  const encodings = ['identity', 'gzip', 'br'] as const;
  const sizes = await Promise.all(encodings.map(async (each) => (await shelf.bytes(object, each)).length));
  return { text: (await shelf.bytes(object, 'identity', theme)).toString(), sizes };
};

test.each(['ENOSPC', 'EROFS', 'EACCES'] as const)(
  'a late page is shown while the disk takes nothing (%s), in every encoding and theme, and kept when it does again',
  async (code) => {
    const shelf = openShelf();
    disk = failingDisk(dataDir, code);
    const { text, sizes } = await read(shelf, 'dark');
    expect(disk.refused()).toBeGreaterThan(0);
    expect(text).toContain('data-theme="dark"');
    expect(Math.min(...sizes)).toBeGreaterThan(20);
    await read(shelf);
    expect(finished).toBe(2);
    disk.mend();
    expect((await read(shelf)).text).toContain('late');
    await read(shelf);
    expect(finished).toBe(3);
    await read(openShelf());
    expect(finished).toBe(3);
  },
);

test('a page that is kept, and whose note can’t be written, is not finished twice', async () => {
  const shelf = openShelf();
  // Drafts of the object and its copies, folders and the like are taken; what comes after them isn't.
  for (let keeps = 0; ; keeps++) {
    disk = failingDisk(dataDir, 'EROFS', keeps);
    await read(shelf);
    const refused = disk.refused();
    disk.mend();
    if (refused === 0) break;
    expect(keeps).toBeLessThan(40);
  }
  const before = finished;
  await read(shelf);
  expect(finished).toBe(before);
});

test('what is wrong with a page is still an error: only the disk is forgiven', async () => {
  goLive(dataDir, manifestOf({ shards: [writeObject(dataDir, JSON.stringify({ '/late': late }))] }));
  const body = Buffer.from('<!DOCTYPE html><html><body><script>alert(1)</script></body></html>');
  const shelf = new Shelf(dataDir, (address) => finishLatePage(dataDir, { address, type, body }, {}));
  shelf.entry('/late');
  await expect(shelf.objectOf('/late', late)).rejects.toThrow(/script/);
});
