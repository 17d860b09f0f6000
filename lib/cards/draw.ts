/** Draws a card: the picture by sharp, type over it by @vercel/og, one JPEG. Never blank: see the ladder. */
import sharp, { type OverlayOptions, type Sharp } from 'sharp';
import { type Card, cardSizes } from './card.ts';
import { colours, rgb } from './colours.ts';
import { type Area, type Scrim, scrimFor, veil } from './contrast.ts';
import { canDraw } from './letters.ts';
import { photo, pixelsOf } from './photo.ts';
import { drawType, type Sheet } from './sheet.tsx';
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
    const alone = await picture();
    return alone ? jpeg(() => alone.clone()) : drawBrand(card);
  }
  const canSayIt = [card.headline, card.shortHeadline].some(
    (line) => line !== undefined && canDraw(line, card.lang),
  );
  if (card.kind === 'title' && canSayIt)
    return drawTitle(card, await picture({ ...size, width: titlePhotoWidth }));
  const under = await picture();
  return under ? drawLabelled(card, under) : drawBrand(card);
}

/** Headline on paper, the picture at its right. */
async function drawTitle(card: Card, picture: Sharp | undefined): Promise<Buffer> {
  const size = cardSizes[card.kind];
  const sheet = titleSheet(card, picture !== undefined);
  if (!sheet) throw new Error('the headline could not be set');
  const layers = [await layer(sheet)];
  if (picture) {
    const { data, width, height } = await pixelsOf(picture);
    layers.unshift({ input: data, raw: { width, height, channels: 3 }, left: size.width - width, top: 0 });
  }
  return jpeg(plain(size, colours.paper), layers);
}

/** The picture with a small label, on a veil no stronger than it must be. */
async function drawLabelled(card: Card, picture: Sharp): Promise<Buffer> {
  const plan = labelSheet(card);
  const layers: OverlayOptions[] = [];
  let ink: string = colours.paper;
  if (plan.overline) {
    const behind = await pixelsOf(picture.clone().extract(plan.overline));
    const scrim = scrimFor(behind, rgb(colours.ink), rgb(colours.paper));
    if (scrim.opacity > 0) layers.push(veilLayer(scrim, plan.overline, cardSizes[card.kind]));
    ink = scrim.ink[0] > 127 ? colours.paper : colours.ink;
  }
  return jpeg(() => picture.clone(), [...layers, await layer(plan.sheet(ink))]);
}

/** A scrim from the top of an area to the foot of the card; above that it fades out. */
function veilLayer(
  scrim: Scrim,
  area: Area,
  size: Readonly<{ width: number; height: number }>,
): OverlayOptions {
  const fade = Math.round(area.height * 1.5);
  const top = area.top - fade;
  const { width } = size;
  const height = size.height - top;
  return { input: veil(scrim, width, height, fade), raw: { width, height, channels: 4 }, left: 0, top };
}

async function drawBrand(card: Card): Promise<Buffer> {
  return jpeg(plain(cardSizes[card.kind], colours.brand), [await layer(brandSheet(card))]);
}

async function layer(sheet: Sheet): Promise<OverlayOptions> {
  const { left, top } = sheet.area;
  return { input: await drawType(sheet), left, top };
}

/** What lies under the type, made anew for each attempt at encoding it. */
type Ground = () => Sharp;

const plain = (size: { width: number; height: number }, background: string): Ground => {
  return () => sharp({ create: { ...size, channels: 3, background } });
};

/** The best JPEG within the limit. */
async function jpeg(under: Ground, layers: OverlayOptions[] = []): Promise<Buffer> {
  for (const quality of [80, 68, 54, 40, 25]) {
    const bytes = await under().composite(layers).removeAlpha().jpeg({ quality, mozjpeg: true }).toBuffer();
    if (bytes.length <= largestCard) return bytes;
  }
  throw new Error(`the card does not fit into ${largestCard} bytes`);
}
