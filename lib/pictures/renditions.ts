/** Which sizes and crops of a picture exist, and their addresses. Pure: the press makes exactly these. */
import type { FocalPoint, Picture } from '#lib/edition/model.ts';
import { hashOf } from '#lib/edition/objects.ts';

export const pictureFormats = ['avif', 'webp', 'jpg'] as const;
export type PictureFormat = (typeof pictureFormats)[number];
export const pictureTypes: Readonly<Record<PictureFormat, string>> = {
  avif: 'image/avif',
  webp: 'image/webp',
  jpg: 'image/jpeg',
};

/** One crop of a picture in several widths. `width` and `height` are of the largest. */
export type Rendition = Readonly<{
  hash: string;
  picture: Picture;
  focus: FocalPoint;
  /** Width divided by height. */
  ratio: number;
  width: number;
  height: number;
  widths: readonly number[];
}>;

type Use = 'lead' | 'teaser' | 'body';
/** Widths in CSS pixels times device pixels that the layouts ask for. */
const uses: Record<Use, { widths: readonly number[]; ratio?: number }> = {
  lead: { widths: [480, 800, 1200, 1600] },
  body: { widths: [480, 800, 1200] },
  teaser: { widths: [240, 480, 800, 1200], ratio: 3 / 2 },
};

/** The rendition of a picture for a use, cropped around its focal point where the use has a fixed shape. */
export function rendition(picture: Picture, focus: FocalPoint, use: Use): Rendition {
  const natural = picture.width / picture.height;
  const ratio = uses[use].ratio ?? natural;
  const largest = widestCrop(picture, ratio);
  const fitting = uses[use].widths.filter((width) => width <= largest);
  const widths = fitting.length > 0 ? fitting : [largest];
  const width = widths[widths.length - 1] ?? largest;
  const crop = uses[use].ratio ? [ratio.toFixed(4), focus.x, focus.y] : [];
  return {
    hash: hashOf(JSON.stringify([picture.hash, ...crop])).slice(0, 16),
    picture,
    focus,
    ratio,
    width,
    height: Math.round(width / ratio),
    widths,
  };
}

/** Width of the largest area of a shape in a picture; of the picture's own shape, all of it. */
export function widestCrop({ width, height }: Pick<Picture, 'width' | 'height'>, ratio: number): number {
  const nearlyWhole = 1e-6; // 1200 / 700 * 700 is a little less than 1200.
  return Math.max(1, Math.min(width, Math.floor(height * ratio + nearlyWhole)));
}

/** `/media/<hash>/<width>.<format>` */
export function pictureAddress({ hash }: Rendition, width: number, format: PictureFormat): string {
  return `/media/${hash}/${width}.${format}`;
}

export function srcset(of: Rendition, format: PictureFormat): string {
  return of.widths.map((width) => `${pictureAddress(of, width, format)} ${width}w`).join(', ');
}

/** Every address of a rendition, with the type of what stands there. */
export function pictureAddresses(of: Rendition): { address: string; type: string }[] {
  return of.widths.flatMap((width) =>
    pictureFormats.map((format) => ({
      address: pictureAddress(of, width, format),
      type: pictureTypes[format],
    })),
  );
}
