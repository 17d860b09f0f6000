/** Draws a card with @vercel/og: prepared photo below, type above, one JPEG. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { ImageResponse } from '@vercel/og';
import sharp from 'sharp';
import { hashOf, objectPath, writeWhole } from '#lib/edition/objects.ts';
import { readSettings } from '#lib/settings/settings.ts';
import { type Card, cardSize } from './card.ts';
import { covers, fontsFor } from './fonts.ts';

const { width, height } = cardSize;
const paper = '#fffdf9';
const ink = '#1a1816';
const brand = '#b3141b';
/** WhatsApp's safe line; see the clients' table in the documentation of cards. */
const largestBytes = 300_000;

/** The JPEG of a card, at most 300 KB, drawn once and kept. Throws if it can't be drawn. */
export async function drawCard(card: Card): Promise<Buffer> {
  const { dataDir } = readSettings(process.env);
  const kept = objectPath(dataDir, hashOf(`card ${JSON.stringify(card)}`));
  if (existsSync(/* turbopackIgnore: true */ kept)) return readFileSync(/* turbopackIgnore: true */ kept);
  const type = await sharp(await drawType(card))
    .ensureAlpha()
    .png()
    .toBuffer();
  const base = sharp({ create: { width, height, channels: 3, background: paper } });
  const photo = card.picture && (await preparePhoto(card.picture));
  const layers = [
    ...(photo ? [{ input: photo, left: width - photoWidth, top: 0 }] : []),
    { input: type, left: 0, top: 0 },
  ];
  const whole = await base.composite(layers).png().toBuffer();
  const picture = await smallEnough(whole);
  writeWhole(kept, picture);
  return picture;
}

const photoWidth = 480;

/** The part of the lead around its focal point that stands at the right of the card. */
async function preparePhoto({ file, x, y }: NonNullable<Card['picture']>): Promise<Buffer> {
  const { contentDir } = readSettings(process.env);
  const source = readFileSync(
    /* turbopackIgnore: true */ path.join(/* turbopackIgnore: true */ contentDir, file),
  );
  const upright = await sharp(source).rotate().toBuffer({ resolveWithObject: true });
  const ratio = photoWidth / height;
  const cropWidth = Math.min(upright.info.width, Math.floor(upright.info.height * ratio));
  const cropHeight = Math.min(upright.info.height, Math.round(cropWidth / ratio));
  const place = (length: number, size: number, at: number) =>
    Math.round(Math.min(Math.max(length * at - size / 2, 0), length - size));
  return sharp(upright.data)
    .extract({
      left: place(upright.info.width, cropWidth, x),
      top: place(upright.info.height, cropHeight, y),
      width: cropWidth,
      height: cropHeight,
    })
    .resize(photoWidth, height)
    .toBuffer();
}

/** Name, section and headline on a transparent ground, as PNG. Errors of the drawing come out here, not in a stream. */
async function drawType(whole: Card): Promise<Buffer> {
  const card = withoutUncovered(whole);
  const fonts = fontsFor([card.site, card.section, card.kicker ?? '', card.headline].join(' '));
  const textWidth = card.picture ? width - photoWidth : width;
  const length = /[\u3400-\u9fff]/.test(card.headline) ? card.headline.length * 2 : card.headline.length;
  const size = length > 90 ? 46 : length > 55 ? 54 : 66;
  const response = new ImageResponse(
    <div style={{ display: 'flex', width: '100%', height: '100%' }}>
      <div
        style={{
          display: 'flex',
          flexDirection: 'column',
          justifyContent: 'space-between',
          width: textWidth,
          height: '100%',
          padding: '56px 52px 52px 60px',
          color: ink,
          fontFamily: fonts.map(({ name }) => name).join(', '),
        }}
      >
        <div style={{ display: 'flex', fontSize: 40, color: brand }}>{card.site}</div>
        <div style={{ display: 'flex', flexDirection: 'column' }}>
          <div style={{ display: 'flex', fontSize: 26, marginBottom: 18, color: '#5c564f' }}>
            {card.kicker ? `${card.section} · ${card.kicker}` : card.section}
          </div>
          <div style={{ display: 'flex', fontSize: size, lineHeight: 1.12, lineClamp: 6 }}>
            {card.headline}
          </div>
        </div>
        <div style={{ display: 'flex', width: 96, height: 6, background: brand }} />
      </div>
    </div>,
    { width, height, fonts },
  );
  return Buffer.from(await response.arrayBuffer());
}

/** A line with a character that no font here has is left out: the card shows the picture and the other lines. */
function withoutUncovered(card: Card): Card {
  const shown = (line: string) => (covers(line) ? line : '');
  return {
    ...card,
    site: shown(card.site),
    section: shown(card.section),
    kicker: card.kicker && shown(card.kicker),
    headline: shown(card.headline),
  };
}

async function smallEnough(picture: Buffer): Promise<Buffer> {
  for (const quality of [82, 72, 60, 45]) {
    const jpeg = await sharp(picture)
      .flatten({ background: paper })
      .jpeg({ quality, mozjpeg: true })
      .toBuffer();
    if (jpeg.length <= largestBytes) return jpeg;
  }
  throw new Error('The card does not fit into 300 KB');
}
