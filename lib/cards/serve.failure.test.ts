import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { contentOf, editionOf, story } from '#lib/edition/edition.test.stories.ts';
import { findCard } from './card.ts';
import { answerCard } from './serve.ts';

const broken = vi.hoisted(() => ({ draws: false }));
vi.mock('./draw.ts', () => ({
  drawCard: async () => {
    if (!broken.draws) throw new Error('the renderer is broken');
    return { bytes: Buffer.from('a card'), rung: 'whole', faults: [] };
  },
}));

const folder = mkdtempSync(path.join(tmpdir(), 'card-failure-'));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('if not even the brand can be drawn: 503 that nobody keeps, said in the log; and a card as soon as it can', async () => {
  const edition = editionOf(contentOf([story('one')]));
  const file = findCard(edition, 'story', 'id-one', 'title')?.address.split('/').at(-1) ?? '';
  const lines: string[] = [];
  const report = (line: string) => void lines.push(line);
  const ask = () =>
    answerCard(
      { edition, contentDir: folder, dataDir: folder, report },
      { method: 'GET', subject: 'story', id: 'id-one', file },
    );
  const answer = await ask();
  expect(answer.status).toBe(503);
  expect(answer.headers).toMatchObject({ 'cache-control': 'no-store', 'retry-after': '30' });
  expect(answer.headers).not.toHaveProperty('etag');
  expect(lines).toEqual([
    'card title of one: the renderer is broken',
    'brand card title: the renderer is broken',
  ]);
  broken.draws = true;
  expect(await ask()).toMatchObject({
    status: 200,
    headers: { 'cache-control': 'public, max-age=31536000, immutable' },
    body: Buffer.from('a card'),
  });
});
