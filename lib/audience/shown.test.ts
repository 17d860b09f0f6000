import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { contentOf, editionOf, story } from '#lib/edition/edition.test.stories.ts';
import type { MostRead } from './shapes.ts';
import { keepMostRead, mostReadShown } from './shown.ts';

let dataDir: string;
beforeEach(() => {
  dataDir = mkdtempSync(path.join(tmpdir(), 'shown-'));
  vi.stubEnv('DATA_DIR', dataDir);
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(dataDir, { recursive: true });
});

const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];
const edition = editionOf(
  contentOf(names.map((name, hour) => story(name, { publishedAt: `2026-11-24T0${hour}:00:00Z` }))),
);
const entries = (...slugs: string[]) =>
  slugs.map((slug) => ({ address: `/articles/${slug}`, headline: slug, count: 9 }));
const keep = (list: Partial<MostRead>) => keepMostRead(dataDir, { now: [], today: [], week: [], ...list });
const shown = () => {
  const { span, stories } = mostReadShown(edition);
  return [span, stories.map(({ slug }) => slug).join('')];
};

test('before anybody was counted the newest stories stand there, and are called so', () => {
  expect(shown()).toEqual(['newest', 'gfedc']);
});

test('today’s list if it says something, else the week’s, else the newest', () => {
  keep({ today: entries('a', 'b'), week: entries('c', 'b', 'a', 'd') });
  expect(shown()).toEqual(['week', 'cbad']);
  keep({ today: entries('a', 'b', 'f'), week: entries('c', 'b', 'a') });
  expect(shown()).toEqual(['today', 'abf']);
});

test('a story that was taken down or isn’t public is not in it', () => {
  keep({ today: entries('gone', 'a', 'b') });
  expect(shown()).toEqual(['newest', 'gfedc']);
});
