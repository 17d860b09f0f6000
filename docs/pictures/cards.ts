/**
 * Draws the ten difficult cards of docs/sharing.md: `node --import tsx docs/pictures/cards.ts`
 * The pictures on them are our own stories' drawings, or plain noise.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import sharp from 'sharp';
import type { Card, CardPicture } from '#lib/cards/card.ts';
import { drawCard } from '#lib/cards/draw.ts';
import { hashOf } from '#lib/edition/objects.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'cards-'));
const target = path.join('docs', 'pictures', 'cards');
const stories = path.join('content', 'stories', '2026', '11');

async function picture(bytes: Buffer): Promise<CardPicture> {
  const file = `${hashOf(bytes)}.png`;
  writeFileSync(path.join(folder, file), bytes);
  const { width, height } = await sharp(bytes).metadata();
  return { file, hash: hashOf(bytes), width, height, x: 0.5, y: 0.5 };
}

const drawing = (name: string) => picture(readFileSync(path.join(stories, `${name}-unlabelled.png`)));
const map = await drawing('one-clock-for-all-of-china');
const dark = await picture(
  await sharp({
    create: {
      width: 1600,
      height: 900,
      channels: 3,
      background: '#000',
      noise: { type: 'gaussian', mean: 90, sigma: 70 },
    },
  })
    .blur(3)
    .png()
    .toBuffer(),
);
const gone: CardPicture = { ...map, file: 'gone.png' };
const base = { kind: 'title', lang: 'en', site: 'China Topix', labels: [] } as const;
const desk = { byline: 'By China Topix Data Desk', date: '24 November 2026' };

const cards: Record<string, Card> = {
  'longest-headline': {
    ...base,
    ...desk,
    overline: 'Science · Geography',
    headline:
      'Two places in Xinjiang all but tie for the farthest point from any sea, and a third one nearly makes it three',
    picture: await drawing('how-far-is-the-sea'),
  },
  'longest-word': {
    ...base,
    ...desk,
    lang: 'de',
    overline: 'World · Zeit',
    headline: 'Straßenbahnhaltestellenverzeichnis',
    picture: map,
  },
  chinese: {
    ...base,
    lang: 'zh-Hans',
    overline: 'China · 时间',
    headline: '为什么全中国用同一个钟？“北京时间”与五个时区',
    byline: '文 China Topix Data Desk',
    date: '2026年11月24日',
    picture: map,
  },
  vietnamese: {
    ...base,
    lang: 'vi',
    overline: 'China · Giờ',
    headline: 'Một chiếc đồng hồ cho cả nước: giờ Bắc Kinh ở khắp nơi',
  },
  japanese: { ...base, lang: 'ja', overline: 'China · 時間', headline: 'なぜ中国全土で一つの時計を使うのか' },
  emoji: {
    ...base,
    ...desk,
    overline: 'Technology · Writing',
    headline: 'How flags 🇨🇳🏴‍☠️, people 👩‍🚀👍🏽 and keys 1️⃣ are stored',
  },
  arabic: {
    ...base,
    ...desk,
    lang: 'ar',
    overline: 'China · Time',
    headline: 'ساعة واحدة لبلد بأكمله',
    picture: map,
  },
  'every-label': {
    ...base,
    ...desk,
    overline: 'World · Archive',
    headline: 'What a reader has to know comes first',
    labels: ['Opinion', 'Corrected', 'From September 2014'],
    picture: map,
  },
  'noisy-picture': {
    ...base,
    kind: 'picture',
    overline: 'World · On a picture without a calm place',
    labels: ['Analysis'],
    picture: dark,
  },
  'missing-picture': {
    ...base,
    ...desk,
    overline: 'China · Time',
    headline: 'Why all of China keeps one clock',
    picture: gone,
  },
};

for (const [name, card] of Object.entries(cards)) {
  const { bytes, rung } = await drawCard(folder, card);
  const small = await sharp(bytes).resize(600).jpeg({ quality: 82, mozjpeg: true }).toBuffer();
  writeFileSync(path.join(target, `${name}.jpg`), small);
  console.log(`${name}: ${bytes.length} bytes, ${rung}`);
}
rmSync(folder, { recursive: true });
