import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { differences, Entries, type Entry, type EntryChanges, writeEntries } from './entries.ts';

let dataDir: string;
beforeEach(() => {
  dataDir = mkdtempSync(path.join(tmpdir(), 'entries-'));
});
afterEach(() => rmSync(dataDir, { recursive: true }));

const entry = (inputs: string): Entry => ({ type: 'text/html', status: 200, keep: 'page', inputs });
const many = (count: number) =>
  new Map(Array.from({ length: count }, (_, n) => [`/articles/${n}`, entry(String(n))]));
const objects = () => readdirSync(path.join(dataDir, 'objects'), { recursive: true }).length;

const someEntries = fc
  .dictionary(fc.stringMatching(/^\/[a-z_]{0,12}$/), fc.string())
  .map((all) => new Map(Object.entries(all).map(([address, inputs]) => [address, entry(inputs)])));
const someChanges = fc
  .array(fc.tuple(fc.stringMatching(/^\/[a-z_]{0,12}$/), fc.option(fc.string())))
  .map(
    (list) =>
      new Map(list.map(([address, inputs]) => [address, inputs === null ? undefined : entry(inputs)])),
  );

test('what was written is read; what was changed is read as it is then', async () => {
  await fc.assert(
    fc.asyncProperty(someEntries, someChanges, async (entries, changes) => {
      const kept = new Entries(dataDir, await writeEntries(dataDir, entries));
      expect(new Map(kept.all())).toEqual(entries);
      const expected = new Map<string, Entry>(entries);
      for (const [address, changed] of changes as EntryChanges) {
        if (changed) expected.set(address, changed);
        else expected.delete(address);
      }
      kept.follow(await kept.write(changes));
      expect(new Map(kept.all())).toEqual(expected);
      for (const address of [...entries.keys(), ...changes.keys(), '/never', 'constructor'])
        expect(kept.get(address)).toEqual(expected.get(address));
    }),
    { numRuns: 100 },
  );
});

test('a change to one of ten thousand writes one small object', async () => {
  const kept = new Entries(dataDir, await writeEntries(dataDir, many(10_000)));
  const before = objects();
  const shards = await kept.write(new Map([['/articles/7', entry('another')]]));
  expect(objects() - before).toBeLessThanOrEqual(2); // The object, and perhaps its folder.
  const read = new Entries(dataDir, shards);
  expect(read.get('/articles/7')?.inputs).toBe('another');
  expect(read.get('/articles/8')?.inputs).toBe('8');
});

test('an archive that grows a hundredfold is divided again', async () => {
  const kept = new Entries(dataDir, await writeEntries(dataDir, many(20)));
  const shards = await kept.write(many(2_000));
  expect(shards.length).toBeGreaterThan(20);
  expect(new Map(new Entries(dataDir, shards).all()).size).toBe(2_000);
});

test('equal entries are equal shards, in whatever order they came', async () => {
  const backwards = new Map([...many(300)].reverse());
  expect(await writeEntries(dataDir, backwards)).toEqual(await writeEntries(dataDir, many(300)));
});

test('two editions differ where an entry was changed, added or taken away', async () => {
  await fc.assert(
    fc.asyncProperty(someEntries, someChanges, async (entries, changes) => {
      const kept = new Entries(dataDir, await writeEntries(dataDir, entries));
      const before = await writeEntries(dataDir, entries);
      const after = await kept.write(changes);
      const expected = [...changes].filter(
        ([address, entry]) => JSON.stringify(entry) !== JSON.stringify(entries.get(address)),
      );
      const addresses = expected.map(([address]) => address).sort();
      expect(differences(dataDir, before, after).sort()).toEqual(addresses);
    }),
    { numRuns: 50 },
  );
});

test('where nothing is live nothing stands anywhere', () => {
  expect(new Entries(dataDir).get('/')).toBeUndefined();
});
