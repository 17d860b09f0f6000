import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { risingOf, usualByAge } from './rising.ts';
import { saltRows } from './salts.ts';
import { openLibsql } from './store/libsql.ts';
import { Store } from './store/store.ts';
import { Stories } from './stories.ts';

const noon = Date.parse('2026-11-25T12:00:00Z') / 1000;
const hour = 3600;

let folder: string;
let store: Store;
beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'rising-'));
  const database = await openLibsql(path.join(folder, 'audience.db'), () => {});
  store = await Store.open({
    database,
    salts: saltRows(database.db),
    timeZone: 'UTC',
    keepDays: 30,
    instance: '',
  });
});
afterEach(async () => {
  await store.close();
  rmSync(folder, { recursive: true });
});

let ids = 1;
const page = (name: string) => ({ key: `story:${name}`, address: `/articles/${name}`, title: name });
/** So many views of a story at an instant. */
const read = (name: string, at: number, views: number) =>
  store.record(
    Array.from({ length: views }, () => ({
      kind: 'view' as const,
      id: ids++,
      at,
      page: page(name),
      source: 'direct:Direct',
      device: 'phone' as const,
    })),
  );

test('the usual is the median hour of stories of that age, quiet hours among them', async () => {
  const published = { a: noon - 6 * hour, b: noon - 8 * hour, c: noon - 3 * 24 * hour };
  const stories = new Stories();
  const followed = Object.entries(published).map(([name, at]) => ({
    ...page(name),
    published: at,
    corrections: [],
  }));
  await stories.follow(store.db, followed, noon);
  await read('a', published.a + 60, 40);
  await read('b', published.b + 60, 30);
  await read('c', published.c + 60, 2);
  await read('a', published.a + hour + 60, 12);
  // Half of the hours of the third day had one view, the other half none.
  await read('c', noon - 20 * hour, 1);
  const usual = await usualByAge(store.db, stories.all().values(), noon);
  expect(usual.get(0)).toBe(30);
  expect(usual.get(1)).toBe(0);
  expect(usual.get(5)).toBe(0);
  expect(risingOf(usual, { views: 90, age: 600 })).toBe(3);
  expect(risingOf(usual, { views: 10, age: 2 * 24 * hour })).toBe(5);
  expect(risingOf(usual, { views: 4, age: 2 * 24 * hour })).toBeUndefined();
  expect(risingOf(usual, { views: 90, age: 30 * 24 * hour })).toBeUndefined();
});
