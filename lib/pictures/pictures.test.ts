import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Picture } from '#lib/edition/model.ts';
import { readObject } from '#lib/edition/objects.ts';
import { crop, makePictures } from './make.ts';
import { rendition, srcset } from './renditions.ts';

const side = fc.integer({ min: 1, max: 6000 });
const fraction = fc.integer({ min: 0, max: 100 }).map((percent) => percent / 100);
const picture = (width: number, height: number): Picture => ({
  hash: `${width}x${height}`,
  width,
  height,
  format: 'jpeg',
  file: 'a.jpg',
});
const middle = { x: 0.5, y: 0.5 };

describe('the crop of a picture', () => {
  const someUse = fc.constantFrom('lead' as const, 'teaser' as const, 'body' as const);

  test('stays inside the picture and holds the focal point', () => {
    fc.assert(
      fc.property(side, side, fraction, fraction, someUse, (width, height, x, y, use) => {
        const area = crop(rendition(picture(width, height), { x, y }, use));
        expect(area.left).toBeGreaterThanOrEqual(0);
        expect(area.top).toBeGreaterThanOrEqual(0);
        expect(area.width).toBeGreaterThan(0);
        expect(area.height).toBeGreaterThan(0);
        expect(area.left + area.width).toBeLessThanOrEqual(width);
        expect(area.top + area.height).toBeLessThanOrEqual(height);
        // To the pixel: an area begins on a whole one.
        expect(Math.abs(area.left + area.width / 2 - width * x)).toBeLessThanOrEqual(
          Math.max(area.width / 2, width - area.width) + 1,
        );
        expect(width * x).toBeGreaterThanOrEqual(area.left - 1);
        expect(width * x).toBeLessThanOrEqual(area.left + area.width + 1);
        expect(height * y).toBeGreaterThanOrEqual(area.top - 1);
        expect(height * y).toBeLessThanOrEqual(area.top + area.height + 1);
      }),
      { numRuns: 1000 },
    );
  });

  test('of its own shape is the whole picture, whatever the sides', () => {
    fc.assert(
      fc.property(side, side, (width, height) => {
        expect(crop(rendition(picture(width, height), middle, 'body'))).toEqual({
          left: 0,
          top: 0,
          width,
          height,
        });
      }),
      { numRuns: 1000 },
    );
  });

  test('of a teaser is three to two around what matters', () => {
    const right = crop(rendition(picture(3000, 1000), { x: 0.9, y: 0.5 }, 'teaser'));
    expect(right).toEqual({ left: 1500, top: 0, width: 1500, height: 1000 });
    const head = crop(rendition(picture(900, 1500), { x: 0.5, y: 0.2 }, 'teaser'));
    expect(head).toEqual({ left: 0, top: 0, width: 900, height: 600 });
  });
});

describe('the widths of a picture', () => {
  test('are never more than it has, and at least one', () => {
    fc.assert(
      fc.property(side, side, (width, height) => {
        const { widths, ...largest } = rendition(picture(width, height), middle, 'teaser');
        expect(widths.length).toBeGreaterThan(0);
        expect(Math.max(...widths)).toBe(largest.width);
        expect(largest.width).toBeLessThanOrEqual(width);
      }),
    );
  });

  test('reach 1200 for a picture that is exactly that wide, whatever its height', () => {
    for (let height = 1; height <= 2000; height++)
      expect(rendition(picture(1200, height), middle, 'lead').widths).toEqual([480, 800, 1200]);
  });

  test('another focal point is another address for a teaser, and the same for the whole picture', () => {
    const of = (x: number, use: 'teaser' | 'lead') => rendition(picture(1600, 1600), { x, y: 0.5 }, use).hash;
    expect(of(0.2, 'teaser')).not.toBe(of(0.8, 'teaser'));
    expect(of(0.2, 'lead')).toBe(of(0.8, 'lead'));
  });

  test('are named in srcset', () => {
    const of = rendition(picture(900, 600), middle, 'body');
    expect(srcset(of, 'webp')).toBe(`/media/${of.hash}/480.webp 480w, /media/${of.hash}/800.webp 800w`);
  });
});

describe('the files of a picture', () => {
  let folder: string;
  const lying = (width: number, height: number) => ({ ...picture(height, width), file: 'lying.jpg' });
  beforeAll(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'china-topix-pictures-'));
    // As a telephone saves it: on its side, with a note which way is up. Red is to be on top.
    const red = {
      input: { create: { width: 400, height: 600, channels: 3 as const, background: '#f00' } },
      left: 0,
      top: 0,
    };
    const bytes = await sharp({ create: { width: 900, height: 600, channels: 3, background: '#00f' } })
      .composite([red])
      .withMetadata({ orientation: 6 })
      .jpeg()
      .toBuffer();
    writeFileSync(path.join(folder, 'lying.jpg'), bytes);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test('are in three formats and every width, upright, and made once', async () => {
    const of = rendition(lying(900, 600), { x: 0.5, y: 0 }, 'teaser');
    const made = await makePictures(folder, folder, of);
    expect(made.map(({ type }) => type)).toEqual(
      ['image/avif', 'image/webp', 'image/jpeg', 'image/avif', 'image/webp', 'image/jpeg'].slice(
        0,
        of.widths.length * 3,
      ),
    );
    for (const { object, address } of made) {
      const bytes = readObject(folder, object);
      const { width, height } = await sharp(bytes).metadata();
      expect([width, height]).toEqual([
        Number(/(\d+)\.\w+$/.exec(address)?.[1]),
        Math.round((width ?? 0) / 1.5),
      ]);
      // The upper part is red from edge to edge; lying, it would be blue on the right.
      const { channels } = await sharp(bytes).stats();
      expect(channels[0]?.mean).toBeGreaterThan(240);
      expect(channels[2]?.mean).toBeLessThan(15);
    }
    rmSync(path.join(folder, 'lying.jpg'));
    expect(await makePictures(folder, folder, of)).toEqual(made);
  });
});
