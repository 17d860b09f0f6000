import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { colours, rgb } from './colours.ts';
import { contrast, leastContrast, luminanceOf, type Rgb, scrimFor, veil } from './contrast.ts';

const dark: Rgb = [26, 24, 22];
const light: Rgb = [255, 253, 249];
const pixelsOf = (data: ArrayLike<number>) => ({ data: Buffer.from(Array.from(data)), width: 10, height: 6 });
const none = { veil: dark, opacity: 0 };

describe('type on a picture', () => {
  test('contrast is WCAG’s: 21 for black on white, 4.54 for #767676', () => {
    expect(contrast(luminanceOf([0, 0, 0]), luminanceOf([255, 255, 255]))).toBeCloseTo(21, 5);
    expect(contrast(luminanceOf([0x76, 0x76, 0x76]), 1)).toBeCloseTo(4.54, 2);
  });

  test('whatever the picture, its scrim gives every pixel behind the type 4.5:1', () => {
    const picture = fc.oneof(
      fc.uint8Array({ minLength: 180, maxLength: 180 }),
      // Black beside white: no colour of type would do without a veil.
      fc.array(fc.constantFrom(0, 255), { minLength: 180, maxLength: 180 }),
    );
    fc.assert(
      fc.property(picture, (data) => {
        const pixels = pixelsOf(data);
        const scrim = scrimFor(pixels, dark, light);
        const laid = veil(scrim, pixels.width, pixels.height, 0);
        for (let at = 0; at < pixels.data.length; at++) {
          const [pixel, channel] = [Math.floor(at / 3) * 4, at % 3];
          const share = (laid[pixel + 3] ?? 0) / 255;
          const under = pixels.data[at] ?? 0;
          pixels.data[at] = Math.round(under * (1 - share) + (laid[pixel + channel] ?? 0) * share);
        }
        expect(leastContrast(pixels, { ...none, ink: scrim.ink })).toBeGreaterThanOrEqual(4.5);
      }),
    );
  });

  test('a calm picture needs no veil: dark type on paper, light type on ink', () => {
    expect(scrimFor(pixelsOf(Array(60).fill(light).flat()), dark, light)).toMatchObject({
      ink: dark,
      opacity: 0,
    });
    expect(scrimFor(pixelsOf(Array(60).fill(dark).flat()), dark, light)).toMatchObject({
      ink: light,
      opacity: 0,
    });
  });

  test('type on the colours of cards themselves has 4.5:1 too', () => {
    const pairs = [
      [colours.ink, colours.paper],
      [colours.inkSoft, colours.paper],
      [colours.brand, colours.paper],
      [colours.paper, colours.ink],
      [colours.paper, colours.brand],
    ] as const;
    for (const [type, ground] of pairs)
      expect(
        contrast(luminanceOf(rgb(type)), luminanceOf(rgb(ground))),
        `${type} on ${ground}`,
      ).toBeGreaterThanOrEqual(4.5);
  });

  test('a veil comes in by and by, then is even', () => {
    const laid = veil({ ink: light, veil: dark, opacity: 0.6 }, 2, 6, 3);
    expect([0, 1, 2, 3, 4, 5].map((row) => laid[row * 8 + 3])).toEqual([0, 51, 102, 153, 153, 153]);
    expect([...laid.subarray(40, 43)]).toEqual([...dark]);
  });
});
