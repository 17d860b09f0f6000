import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Card } from './card.ts';
import { drawCard } from './draw.tsx';

let dataDir: string;
beforeAll(() => {
  dataDir = mkdtempSync(path.join(tmpdir(), 'cards-'));
  process.env.DATA_DIR = dataDir;
});
afterAll(() => {
  delete process.env.DATA_DIR;
  rmSync(dataDir, { recursive: true });
});

const card = (headline: string): Card => ({
  design: 0,
  site: 'CT',
  section: 'World',
  headline,
  lang: 'zh-Hans',
});
/** The grey pixels of a drawn card. */
const pixels = async (headline: string) =>
  sharp(await drawCard(card(headline)))
    .greyscale()
    .raw()
    .toBuffer();

test('a card is a JPEG of 1200 × 630 under 300 KB', async () => {
  const bytes = await drawCard(card('Why all of China keeps one clock'));
  expect(await sharp(bytes).metadata()).toMatchObject({ format: 'jpeg', width: 1200, height: 630 });
  expect(bytes.length).toBeLessThanOrEqual(300_000);
});

test('every Chinese character is drawn as itself, whichever font file it lies in: none as the box for a missing one', async () => {
  const characters = [...'为什么全中国用同一个钟'];
  const drawn = await Promise.all(characters.map(pixels));
  const different = new Set(drawn.map((picture) => picture.toString('base64')));
  expect(different.size).toBe(characters.length);
});

test('a headline with a character that no font here has is left off its card, and nothing is asked for elsewhere', async () => {
  const plain = await drawCard(card(''));
  for (const headline of ['Face \u{1F600}', 'خبر عاجل', 'समाचार'])
    expect((await drawCard(card(headline))).equals(plain), headline).toBe(true);
});
