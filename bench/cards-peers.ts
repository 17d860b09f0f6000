/**
 * One title card by other renderers, in turn: bare satori, and Takumi. Run by cards.ts as a process of its
 * own that gives its tables as JSON, because what another bench leaves to be collected costs those most that make the most garbage.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { type Node, Renderer } from '@takumi-rs/core';
import type { CSSProperties, ReactElement, ReactNode } from 'react';
import satori from 'satori';
import sharp from 'sharp';
import { type Card, type CardPicture, cardSizes } from '#lib/cards/card.ts';
import { colours } from '#lib/cards/colours.ts';
import { drawCard } from '#lib/cards/draw.ts';
import type { FontFile } from '#lib/cards/fonts.ts';
import { photo, pixelsOf } from '#lib/cards/photo.ts';
import { drawType } from '#lib/cards/sheet.tsx';
import { titlePhotoWidth, titleSheet } from '#lib/cards/sheet-title.tsx';
import { crop } from '#lib/pictures/make.ts';
import { extent } from './extent.ts';
import type { Row, Table } from './figures.ts';
import { median } from './portal.ts';

const rounds = extent(25, 3);
const warmUps = 3;
const size = cardSizes.title;
const photoSize = { ...size, width: titlePhotoWidth };
const left = size.width - titlePhotoWidth;
const raw = { ...size, channels: 3 as const };
/** As our own cards begin; a card as calm as this one needs no lower quality. */
const mozjpeg = { quality: 80, mozjpeg: true };

type Job = Readonly<{ contentDir: string; card: Card; picture: CardPicture }>;
type Draw = () => Promise<unknown>;

/** Writes what each drew into a folder, so that one can see that it is the same card. */
async function whole(job: Job, folder: string): Promise<Table> {
  const takumi = takumiOf(job);
  const recoded = async (pixels: Buffer) =>
    sharp(pixels, { raw: { ...size, channels: 4 } })
      .removeAlpha()
      .jpeg(mozjpeg)
      .toBuffer();
  const renderers = {
    ours: { name: 'ours: sharp, @vercel/og, mozjpeg', draw: async () => ours(job) },
    satori: { name: 'bare satori, sharp, mozjpeg', draw: () => bySatori(job) },
    takumi: { name: 'Takumi, its own JPEG', draw: () => takumi('jpeg') },
    'takumi-mozjpeg': { name: 'Takumi, mozjpeg', draw: async () => recoded(await takumi('raw')) },
  };
  const times = await inTurn(Object.values(renderers).map(({ draw }) => draw));
  mkdirSync(folder, { recursive: true });
  const rows: Row[] = [];
  for (const [index, [file, { name, draw }]] of Object.entries(renderers).entries()) {
    const bytes = await draw();
    writeFileSync(path.join(folder, `${file}.jpg`), bytes);
    rows.push({ name, cells: [times[index], bytes.length] });
  }
  const columns = [
    { name: 'time', unit: 'ms', digits: 1 },
    { name: 'bytes', digits: 0 },
  ];
  return { caption: 'The same title card, in one process', of: 'by', columns, rows };
}

/** Where our own time goes. The parts are measured alone, so they add up to about the whole. */
async function parts(job: Job): Promise<Table> {
  const { contentDir, card, picture } = job;
  const sheet = sheetOf(card);
  const type = await drawType(sheet);
  const { data, width, height } = await pixelsOf(await photo(contentDir, picture, photoSize, colours.paper));
  const photoLayer = { input: data, raw: { width, height, channels: 3 as const }, left, top: 0 };
  const typeLayer = { input: type, left: sheet.area.left, top: sheet.area.top };
  const layers = [photoLayer, typeLayer];
  const laid = () =>
    sharp({ create: { ...raw, background: colours.paper } })
      .composite(layers)
      .removeAlpha();
  const pixels = await laid().raw().toBuffer();
  const steps: Readonly<Record<string, Draw>> = {
    'picture: read, checked, cropped (sharp)': async () =>
      pixelsOf(await photo(contentDir, picture, photoSize, colours.paper)),
    'lines: letters measured, type set': async () => sheetOf(card),
    'type: drawn as PNG (**@vercel/og**)': () => drawType(sheet),
    'picture and type laid on paper (sharp)': () => laid().raw().toBuffer(),
    'JPEG encoded (mozjpeg)': () => sharp(pixels, { raw }).jpeg(mozjpeg).toBuffer(),
  };
  const [all = 0, ...times] = await inTurn([() => ours(job), ...Object.values(steps)]);
  const row = (name: string, time = Number.NaN) => ({ name, cells: [time, (time / all) * 100] });
  const rows = [...Object.keys(steps).map((name, index) => row(name, times[index])), row('all', all)];
  const columns = [
    { name: 'time', unit: 'ms', digits: 1 },
    { name: 'share', unit: '%', digits: 0 },
  ];
  return { caption: 'Where the time of ours goes', of: 'part', columns, rows };
}

/** Throws unless all of it was drawn. */
async function ours({ contentDir, card }: Job): Promise<Buffer> {
  const { bytes, rung, faults } = await drawCard(contentDir, card);
  if (rung !== 'whole') throw new Error(`the card was drawn ${rung}: ${faults[0]?.message}`);
  return bytes;
}

/** Lines as ours are set: all renderers draw the same ones, and all pay for measuring them. */
function sheetOf(card: Card) {
  const sheet = titleSheet(card, true);
  if (!sheet) throw new Error('the headline could not be set');
  return sheet;
}

const weight = 700 as const;
const style = 'normal' as const;
const fontOf = ({ name, bytes }: FontFile) => ({ name, data: bytes, weight, style });

/** What @vercel/og is made of, by itself: satori's newest version, and sharp instead of its rasterizer. */
async function bySatori({ contentDir, card, picture }: Job): Promise<Buffer> {
  const { tree, fonts, area } = sheetOf(card);
  const { data, width, height } = await pixelsOf(await photo(contentDir, picture, photoSize, colours.paper));
  const svg = await satori(tree, { width: area.width, height: area.height, fonts: fonts.map(fontOf) });
  return sharp({ create: { ...raw, background: colours.paper } })
    .composite([
      { input: data, raw: { width, height, channels: 3 }, left, top: 0 },
      { input: Buffer.from(svg), left: area.left, top: area.top },
    ])
    .removeAlpha()
    .jpeg(mozjpeg)
    .toBuffer();
}

/** Takumi draws all of the card, the picture too. One renderer for all cards, as its documentation advises. */
function takumiOf({ contentDir, card, picture }: Job): (format: 'jpeg' | 'raw') => Promise<Buffer> {
  const renderer = new Renderer();
  const area = crop({ picture, ratio: photoSize.width / photoSize.height, focus: picture });
  // The same part of the picture as ours: its place among those that fill the same room, in percent.
  const place = (from: number, room: number) => `${room > 0 ? (from / room) * 100 : 50}%`;
  const across = place(area.left, picture.width - area.width);
  const down = place(area.top, picture.height - area.height);
  const image: Node = {
    type: 'image',
    src: 'photo',
    style: {
      ...photoSize,
      position: 'absolute',
      left,
      top: 0,
      objectFit: 'cover',
      objectPosition: `${across} ${down}`,
    },
  };
  return async (format) => {
    const { tree, fonts } = sheetOf(card);
    const paper = { ...size, display: 'flex', background: colours.paper };
    const root: Node = { type: 'container', style: paper, children: [image, ...nodesOf(tree)] };
    const data = readFileSync(path.join(contentDir, picture.file));
    return renderer.render(root, {
      ...size,
      format,
      quality: mozjpeg.quality,
      fonts: fonts.map(fontOf),
      images: [{ src: 'photo', data, cache: 'none' }], // Ours reads the picture each time too.
    });
  };
}

/** A sheet's elements as Takumi's nodes. */
function nodesOf(element: ReactNode): Node[] {
  if (Array.isArray(element)) return element.flatMap(nodesOf);
  if (!element) return [];
  const { type, props } = element as ReactElement<{ style: CSSProperties; children: ReactNode }>;
  if (typeof type !== 'string') throw new Error(`${String(type)} is not an element with a style`);
  const { style, children } = props;
  if (typeof children === 'string') return [{ type: 'text', text: children, style }];
  return [{ type: 'container', style, children: nodesOf(children) }];
}

/** Medians in milliseconds. In turn, so that a machine that slows down slows all. */
async function inTurn(jobs: readonly Draw[]): Promise<number[]> {
  const times = jobs.map((): number[] => []);
  for (let round = -warmUps; round < rounds; round++) {
    for (const [index, job] of jobs.entries()) {
      const started = performance.now();
      await job();
      if (round >= 0) times[index]?.push(performance.now() - started);
    }
  }
  return times.map(median);
}

const [contentDir = '', folder = '', asked = '{}'] = process.argv.slice(2);
const card = JSON.parse(asked) as Card;
const { picture } = card;
if (!picture) throw new Error('the card has no picture');
const job = { contentDir, card, picture };
process.stdout.write(JSON.stringify([await whole(job, folder), await parts(job)]));
