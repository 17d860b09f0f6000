import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { checkContent } from '#lib/content/check.ts';
import { choose } from '#lib/edition/choose.ts';
import { keepContent } from '#lib/edition/keep.ts';
import { openContent } from '#lib/edition/open.ts';
import { golden } from './golden.test.queries.ts';
import { follow, found, openIndex } from './search.test.opened.ts';

/** After the last of our own stories: what is due later isn't searched here. */
const at = Date.parse('2026-12-31T00:00:00Z');

test('readers who look for one of our stories find it among the first three, in at least 95 of 100 cases', {
  timeout: 120_000,
}, async () => {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'china-topix-golden-'));
  const { content, problems } = await checkContent({ contentDir: 'content', dataDir, at });
  if (!content) throw new Error(`our own content has faults: ${JSON.stringify(problems)}`);
  const edition = openContent(dataDir, keepContent(dataDir, choose(content, at)));
  const { index } = openIndex();
  follow(index, edition);
  expect(golden.length).toBeGreaterThanOrEqual(40);
  const missed = golden.filter(([text, ...slugs]) => {
    const first = found(index, edition, text).slice(0, 3);
    return !slugs.some((slug) => first.includes(slug));
  });
  const tolerated = Math.floor(golden.length * 0.05);
  expect(missed.length, missed.map(([text]) => text).join('; ')).toBeLessThanOrEqual(tolerated);
  rmSync(dataDir, { recursive: true });
});
