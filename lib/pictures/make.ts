/** Makes the files of a rendition with sharp and keeps them as objects. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import sharp, { type OutputInfo } from 'sharp';
import { writeWhole } from '#lib/disk/write.ts';
import type { FocalPoint } from '#lib/edition/model.ts';
import { hashOf, objectPath, writeObject } from '#lib/edition/objects.ts';
import {
  type PictureFormat,
  pictureAddress,
  pictureFormats,
  pictureTypes,
  type Rendition,
  widestCrop,
} from './renditions.ts';

export type MadePicture = Readonly<{ address: string; object: string; type: string }>;

/** Raised when the encoders' settings change, so that kept files are made anew. */
const recipe = 'avif50e3-webp78-mozjpeg78';

/** Makes every width and format of a rendition that isn't kept yet. Throws if the picture can't be read. */
export async function makePictures(
  dataDir: string,
  contentDir: string,
  of: Rendition,
): Promise<MadePicture[]> {
  const kept = keptPictures(dataDir, of);
  if (kept) return kept;
  const base = sharp(
    readFileSync(
      /* turbopackIgnore: true */ path.join(/* turbopackIgnore: true */ contentDir, of.picture.file),
    ),
    { failOn: 'error' },
  ).rotate();
  const made: MadePicture[] = [];
  for (const width of of.widths) {
    const pixels = await base
      .clone()
      .extract(crop(of))
      .resize(width, Math.round(width / of.ratio))
      .raw()
      .toBuffer({ resolveWithObject: true });
    for (const format of pictureFormats) {
      const object = writeObject(dataDir, await encode(pixels, format));
      made.push({ address: pictureAddress(of, width, format), object, type: pictureTypes[format] });
    }
  }
  writeWhole(recordOf(dataDir, of), JSON.stringify(made));
  return made;
}

/** The files of a rendition if they were made before and are still there. */
export function keptPictures(dataDir: string, of: Rendition): MadePicture[] | undefined {
  const file = recordOf(dataDir, of);
  if (!existsSync(/* turbopackIgnore: true */ file)) return undefined;
  try {
    const made = JSON.parse(readFileSync(/* turbopackIgnore: true */ file, 'utf8')) as MadePicture[];
    const isThere = ({ object }: MadePicture) =>
      existsSync(/* turbopackIgnore: true */ objectPath(dataDir, object));
    return made.every(isThere) ? made : undefined;
  } catch {
    return undefined; // A damaged record is as good as none: the pictures are made again.
  }
}

/** Where the files of a rendition are written down. */
export function recordOf(dataDir: string, { hash, widths }: Rendition): string {
  const name = `${hashOf(JSON.stringify([hash, widths, recipe]))}.json`;
  return path.join(/* turbopackIgnore: true */ dataDir, 'cache', 'media', name);
}

type Croppable = Readonly<{
  picture: Readonly<{ width: number; height: number }>;
  ratio: number;
  focus: FocalPoint;
}>;

/** The largest area of the wanted shape, as near to the focal point as the picture's edges allow. */
export function crop({ picture, ratio, focus }: Croppable) {
  const width = widestCrop(picture, ratio);
  const height = Math.max(1, Math.min(picture.height, Math.round(width / ratio)));
  const place = (length: number, size: number, at: number) =>
    Math.round(Math.min(Math.max(length * at - size / 2, 0), length - size));
  return {
    left: place(picture.width, width, focus.x),
    top: place(picture.height, height, focus.y),
    width,
    height,
  };
}

type Pixels = Readonly<{ data: Buffer; info: OutputInfo }>;

async function encode({ data, info }: Pixels, format: PictureFormat): Promise<Buffer> {
  const { width, height, channels } = info;
  const image = sharp(data, { raw: { width, height, channels } });
  if (format === 'avif') return image.avif({ quality: 50, effort: 3 }).toBuffer();
  if (format === 'webp') return image.webp({ quality: 78 }).toBuffer();
  return image.flatten({ background: '#ffffff' }).jpeg({ quality: 78, mozjpeg: true }).toBuffer();
}
