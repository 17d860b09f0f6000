import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { type Card, design } from './card.ts';
import { drawType } from './sheet.tsx';
import { labelSheet } from './sheet-label.tsx';
import { titleSheet } from './sheet-title.tsx';

/**
 * What the type of two cards comes to, by hash of the pixels' file. If this fails because the drawing was
 * meant to change, raise `design` in card.ts, so that addresses change with it, and write the new hashes here.
 */
const drawn = {
  design: 2,
  title: 'e7df89145680026a',
  label: '8f9e082ef2430d57',
};

const card: Card = {
  kind: 'title',
  lang: 'en',
  site: 'Test Post',
  overline: 'World · 时间',
  headline: 'Why all of China keeps one clock 🇨🇳',
  byline: 'By the data desk',
  date: '24 November 2026',
  labels: ['Opinion', 'From September 2014'],
};
const hash = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex').slice(0, 16);

test('cards are drawn as their design says', async () => {
  const title = titleSheet(card, true);
  const label = labelSheet({ ...card, kind: 'picture' }).sheet('#1a1816');
  if (!title) throw new Error('the headline can’t be drawn');
  expect({
    design,
    title: hash(await drawType(title)),
    label: hash(await drawType(label)),
  }).toEqual(drawn);
});
