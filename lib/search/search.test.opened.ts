/** Searches in an edition of a test's stories, through an index of its own. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import type { Edition } from '#lib/edition/open.ts';
import { questionOf } from './question.ts';
import { SearchIndex } from './search-index.ts';
import { searchView } from './view.ts';

export function openIndex(
  folder = mkdtempSync(path.join(tmpdir(), 'china-topix-search-')),
): Readonly<{ index: SearchIndex; folder: string }> {
  const index = SearchIndex.open(folder, 'live');
  onTestFinished(() => {
    index.close();
    rmSync(folder, { recursive: true, force: true });
  });
  return { index, folder };
}

export function follow(index: SearchIndex, edition: Edition, atMost?: number): void {
  for (const _ of index.follow(edition, atMost));
}

export const asked = (index: SearchIndex, edition: Edition, query: string) =>
  searchView(edition, index, questionOf(new URLSearchParams(query)));

/** The slugs of what is found on the first page. */
export const found = (index: SearchIndex, edition: Edition, text: string) =>
  asked(index, edition, new URLSearchParams({ q: text }).toString()).results.map(({ story }) => story.slug);
