/** The picture of a card: read from the content folder, checked, upright, cropped around its focal point. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import sharp, { type Sharp } from 'sharp';
import { hashOf } from '#lib/edition/objects.ts';
import { crop } from '#lib/pictures/make.ts';
import type { CardPicture } from './card.ts';
import type { Pixels } from './contrast.ts';

/** What a picture may be. An SVG that calls itself a PNG isn't among them: it can hold a bomb. */
const formats = new Set(['jpeg', 'png', 'webp', 'heif', 'gif']);
/** The content check allows 40 megapixels; nothing larger is opened. */
const mostPixels = 40_000_000;
const longestSeconds = 10;

type Size = Readonly<{ width: number; height: number }>;

/**
 * The part of a picture that fills a size, opaque, in sRGB, not decoded yet. Pixels that only sharp sees are
 * given back at once; those that JavaScript holds wait for its collector, by the megabyte.
 * Throws if the file isn't the picture that was checked.
 */
export async function photo(
  contentDir: string,
  picture: CardPicture,
  size: Size,
  paper: string,
): Promise<Sharp> {
  const bytes = await readFile(
    /* turbopackIgnore: true */ path.join(/* turbopackIgnore: true */ contentDir, picture.file),
  );
  if (hashOf(bytes) !== picture.hash) throw new Error(`${picture.file} is not the picture that was checked`);
  const { format } = await sharp(bytes, { limitInputPixels: mostPixels }).metadata();
  if (!formats.has(format)) throw new Error(`${picture.file} is ${format.toUpperCase()}, not a picture`);
  const area = crop({ picture, ratio: size.width / size.height, focus: picture });
  return sharp(bytes, { failOn: 'error', limitInputPixels: mostPixels })
    .timeout({ seconds: longestSeconds })
    .rotate()
    .extract(area)
    .resize(size.width, size.height, { fit: 'fill' })
    .flatten({ background: paper })
    .toColourspace('srgb');
}

/** The pixels of a picture. Throws if it can't be decoded. */
export async function pixelsOf(picture: Sharp): Promise<Pixels> {
  const { data, info } = await picture
    .clone()
    .removeAlpha()
    .raw({ depth: 'uchar' })
    .toBuffer({ resolveWithObject: true });
  if (info.channels !== 3) throw new Error(`a picture has ${info.channels} channels`);
  return { data, width: info.width, height: info.height };
}
