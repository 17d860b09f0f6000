/** Draws a card: the picture by sharp, type over it by @vercel/og, one JPEG. Never blank: see the ladder. */
import sharp, { type OverlayOptions } from 'sharp';
import { type Card, cardSizes } from './card.ts';
import { colours, rgb } from './colours.ts';
import { type Pixels, scrimFor, veil } from './contrast.ts';
import { canDraw } from './letters.ts';
import { photo } from './photo.ts';
import { drawType } from './sheet.tsx';
import { brandSheet } from './sheet-brand.tsx';
import { labelSheet } from './sheet-label.tsx';
import { titlePhotoWidth, titleSheet } from './sheet-title.tsx';

/** WhatsApp's safe line; see the clients' table in the documentation of sharing. */
export const largestCard = 300_000;

/** How much of a card could be drawn: all of it, all but its picture, or the newspaper's name alone. */
export type Rung = 'whole' | 'without picture' | 'brand';
export type Drawn = Readonly<{ bytes: Buffer; rung: Rung; faults: readonly Error[] }>;

/** Draws as much of a card as can be drawn; the faults say why it isn't all. Throws if not even the brand can be. */
export async function drawCard(contentDir: string, card: Card): Promise<Drawn> {
  const faults: Error[] = [];
  const ladder: (readonly [Rung, Card])[] = [
    ['whole', card],
    ...(card.picture ? ([['without picture', { ...card, picture: undefined }]] as const) : []),
    ['brand', { kind: card.kind, lang: card.lang, site: card.site, labels: [] }],
  ];
  for (const [rung, drawable] of ladder) {
    try {
      return { bytes: await draw(contentDir, drawable), rung, faults };
    } catch (error) {
      faults.push(error instanceof Error ? error : new Error(String(error)));
    }
  }
  throw faults.at(-1) ?? new Error('nothing could be drawn');
}

async function draw(contentDir: string, card: Card): Promise<Buffer> {
  const size = cardSizes[card.kind];
  const picture = (area: { width: number; height: number } = size) =>
    card.picture && photo(contentDir, card.picture, area, colours.paper);
  if (card.kind.startsWith('crop-')) {
    const pixels = await picture();
    return jpeg(pixels ?? plain(size, colours.brand));
  }
  const canSayIt = card.headline !== undefined && canDraw(card.headline, card.lang);
  if (card.kind === 'title' && canSayIt)
    return drawTitle(card, await picture({ ...size, width: titlePhotoWidth }));
  const pixels = await picture();
  return pixels ? drawLabelled(card, pixels) : drawBrand(card);
}

/** Headline on paper, the picture at its right. */
async function drawTitle(card: Card, pixels: Pixels | undefined): Promise<Buffer> {
  const size = cardSizes[card.kind];
  const sheet = titleSheet(card, pixels !== undefined);
  if (!sheet) throw new Error('the headline could not be set');
  const type = await drawType(sheet, size);
  const left = size.width - titlePhotoWidth;
  const layers = pixels ? [{ input: pixels.data, raw: raw(pixels), left, top: 0 }] : [];
  return jpeg(plain(size, colours.paper), [...layers, { input: type, left: 0, top: 0 }]);
}

/** The picture with a small label, on a veil no stronger than it must be. */
async function drawLabelled(card: Card, pixels: Pixels): Promise<Buffer> {
  const plan = labelSheet(card);
  let ink: string = colours.paper;
  if (plan.overline) {
    const scrim = scrimFor(pixels, plan.overline, rgb(colours.ink), rgb(colours.paper));
    const top = plan.overline.top;
    if (scrim.opacity > 0) veil(pixels, scrim, top, Math.round(plan.overline.height * 1.5));
    ink = scrim.ink[0] > 127 ? colours.paper : colours.ink;
  }
  const type = await drawType(plan.sheet(ink), cardSizes[card.kind]);
  return jpeg(pixels, [{ input: type, left: 0, top: 0 }]);
}

async function drawBrand(card: Card): Promise<Buffer> {
  const size = cardSizes[card.kind];
  const sheet = brandSheet(card);
  const layers = sheet ? [{ input: await drawType(sheet, size), left: 0, top: 0 }] : [];
  return jpeg(plain(size, colours.brand), layers);
}

function plain({ width, height }: { width: number; height: number }, colour: string): Pixels {
  const [red, green, blue] = rgb(colour);
  const data = Buffer.alloc(width * height * 3);
  for (let at = 0; at < data.length; at += 3) {
    data[at] = red;
    data[at + 1] = green;
    data[at + 2] = blue;
  }
  return { data, width, height };
}

const raw = ({ width, height }: Pixels) => ({ width, height, channels: 3 as const });

/** The best JPEG within the limit. */
async function jpeg(pixels: Pixels, layers: OverlayOptions[] = []): Promise<Buffer> {
  const whole =
    layers.length > 0
      ? await sharp(pixels.data, { raw: raw(pixels) })
          .composite(layers)
          .removeAlpha()
          .raw()
          .toBuffer()
      : pixels.data;
  for (const quality of [80, 68, 54, 40, 25]) {
    const bytes = await sharp(whole, { raw: raw(pixels) })
      .jpeg({ quality, mozjpeg: true })
      .toBuffer();
    if (bytes.length <= largestCard) return bytes;
  }
  throw new Error(`the card does not fit into ${largestCard} bytes`);
}
