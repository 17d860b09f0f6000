import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import sharp from 'sharp';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { hashOf } from '#lib/edition/objects.ts';
import { makePictures } from '#lib/pictures/make.ts';
import { rendition } from '#lib/pictures/renditions.ts';
import { drawable, emoji, undrawable } from './card.test.corpus.ts';
import { type Card, type CardKind, type CardPicture, cardKinds, cardSizes } from './card.ts';
import { colours, rgb } from './colours.ts';
import { leastContrast } from './contrast.ts';
import { drawCard, largestCard } from './draw.ts';
import { lettersOf } from './letters.ts';
import { drawType } from './sheet.tsx';
import { titleSheet } from './sheet-title.tsx';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'cards-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const card = (fields: Partial<Card> = {}): Card => ({
  kind: 'title',
  lang: 'en',
  site: 'Test Post',
  overline: 'World · Time',
  headline: 'Why all of China keeps one clock',
  byline: 'By the data desk',
  date: '24 November 2026',
  labels: [],
  ...fields,
});

/** Puts a picture into the content folder. Without a size: that of the file. */
async function picture(
  file: string,
  bytes: Buffer,
  size?: { width: number; height: number },
): Promise<CardPicture> {
  writeFileSync(path.join(folder, file), bytes);
  const { width, height } = size ?? (await sharp(bytes).metadata());
  return { file, hash: hashOf(bytes), width, height, x: 0.5, y: 0.5 };
}

const field = (width: number, height: number, background = '#3a7') =>
  sharp({ create: { width, height, channels: 3, background } });
/** Nothing but noise: the worst a JPEG can meet. */
const noise = (width: number, height: number) =>
  sharp({
    create: {
      width,
      height,
      channels: 3,
      background: '#000',
      noise: { type: 'gaussian', mean: 128, sigma: 90 },
    },
  });

describe('every kind of card', () => {
  test.each(cardKinds)(
    '%s is a JPEG of its size within the limit, even of the noisiest picture',
    async (kind) => {
      const noisy = await picture('noise.png', await noise(1600, 1200).png().toBuffer());
      const { bytes, rung } = await drawCard(
        folder,
        card({ kind, picture: noisy, labels: ['Opinion', 'Corrected'] }),
      );
      expect(rung).toBe('whole');
      expect(await sharp(bytes).metadata()).toMatchObject({ format: 'jpeg', ...cardSizes[kind] });
      expect(bytes.length).toBeLessThanOrEqual(largestCard);
    },
  );

  test('a crop has no word on it: the same picture whatever the headline', async () => {
    const calm = await picture('calm.png', await field(1600, 1200).png().toBuffer());
    const [one, other] = await Promise.all(
      ['One', 'Other'].map((headline) =>
        drawCard(folder, card({ kind: 'crop-4x3', picture: calm, headline })),
      ),
    );
    expect(one?.bytes.equals(other?.bytes ?? Buffer.alloc(0))).toBe(true);
    const { channels } = await sharp(one?.bytes).stats();
    expect(channels.every(({ stdev }) => stdev < 1)).toBe(true);
  });
});

describe('offline', () => {
  const calls: unknown[] = [];
  beforeAll(() => {
    vi.spyOn(Socket.prototype, 'connect').mockImplementation(function (this: Socket, ...where: unknown[]) {
      calls.push(where);
      throw new Error('a drawing opened a connection');
    } as never);
  });
  afterEach(() => void calls.splice(0));
  afterAll(() => void vi.restoreAllMocks());

  test('the guard would notice a call', async () => {
    await expect(fetch('http://198.51.100.1/')).rejects.toThrow();
    expect(calls).toHaveLength(1);
  });

  test(`${drawable.length} languages and emoji are drawn whole without a connection`, async () => {
    for (const [lang, headline] of [...drawable, ['en', `Signs ${emoji.join(' ')}`] as const]) {
      const { rung, faults } = await drawCard(folder, card({ lang, headline }));
      expect(faults, headline).toEqual([]);
      expect(rung, headline).toBe('whole');
    }
    expect(calls).toEqual([]);
  });

  test('what can’t be drawn is found before: the picture card without its text, and no connection', async () => {
    const calm = await picture('calm.png', await field(1600, 1200).png().toBuffer());
    const labelled = await drawCard(folder, card({ kind: 'picture', picture: calm, labels: [] }));
    const brand = await drawCard(folder, card({ headline: undefined }));
    for (const [lang, headline] of undrawable) {
      const withPicture = await drawCard(folder, card({ lang, headline, picture: calm }));
      expect(withPicture.bytes.equals(labelled.bytes), headline).toBe(true);
      expect(withPicture.rung).toBe('whole');
      const without = await drawCard(folder, card({ lang, headline }));
      expect(without.bytes.equals(brand.bytes), headline).toBe(true);
    }
    expect(calls).toEqual([]);
  });

  test('lines that can’t be drawn are left off, the others stay', async () => {
    const lines = { overline: 'समाचार', byline: 'ผู้สื่อข่าว', labels: ['רעיון'], site: 'خبر' };
    const { rung, faults } = await drawCard(folder, card(lines));
    expect([rung, faults]).toEqual(['whole', []]);
    expect(calls).toEqual([]);
  });
});

test('no card is blank, even if neither name, headline nor picture can be drawn', async () => {
  const broken = { file: 'none.png', hash: 'x', width: 1600, height: 900, x: 0.5, y: 0.5 };
  for (const kind of cardKinds)
    for (const site of ['Test Post', 'خبر']) {
      const { bytes } = await drawCard(folder, card({ kind, site, headline: 'خبر', picture: broken }));
      const { channels } = await sharp(bytes).stats();
      expect(Math.max(...channels.map(({ stdev }) => stdev)), `${kind} ${site}`).toBeGreaterThan(10);
    }
});

test('a short headline stands in for one that can’t be drawn', async () => {
  const short = await drawCard(folder, card({ headline: 'خبر', shortHeadline: 'One clock' }));
  const own = await drawCard(folder, card({ headline: 'One clock' }));
  expect(short.bytes.equals(own.bytes)).toBe(true);
});

test('type on a finished picture card keeps 4.5:1, even on a chequerboard', async () => {
  const side = 7;
  const chequered = Buffer.alloc(1200 * 630 * 3);
  for (let y = 0; y < 630; y++)
    for (let x = 0; x < 1200; x++)
      chequered.fill(
        (Math.floor(x / side) + Math.floor(y / side)) % 2 ? 255 : 0,
        (y * 1200 + x) * 3,
        (y * 1200 + x) * 3 + 3,
      );
  const png = await sharp(chequered, { raw: { width: 1200, height: 630, channels: 3 } })
    .png()
    .toBuffer();
  const { bytes } = await drawCard(
    folder,
    card({ kind: 'picture', overline: 'A', picture: await picture('chequered.png', png) }),
  );
  // To the right of the one letter, at its height: nothing but the veiled picture.
  const area = { left: 420, top: 630 - 44 - 60, width: 500, height: 56 };
  const { data } = await sharp(bytes).extract(area).raw().toBuffer({ resolveWithObject: true });
  const pixels = { data, width: area.width, height: area.height };
  const inks = [colours.ink, colours.paper].map((ink) =>
    leastContrast(pixels, { ink: rgb(ink), veil: rgb(ink), opacity: 0 }),
  );
  expect(Math.max(...inks)).toBeGreaterThanOrEqual(4.5);
});

describe('letters', () => {
  test('each is drawn as itself: no two look the same, as boxes for missing ones would', async () => {
    const pictureOf = async (headline: string, lang: string) => {
      const sheet = titleSheet(
        card({ headline, lang, overline: undefined, byline: undefined, date: undefined }),
        false,
      );
      if (!sheet) throw new Error(`${headline} can’t be drawn`);
      return createHash('sha256')
        .update(await drawType(sheet))
        .digest('hex');
    };
    const samples = drawable.map(([lang, headline]): [string, string[]] => {
      const letters = (lettersOf(headline, lang) ?? []).map(({ text }) => text);
      // The last letters of the alphabet are those a font is likelier to lack.
      return [lang, [...new Set(letters)].sort((a, b) => (a < b ? 1 : -1)).slice(0, 3)];
    });
    for (const [lang, letters] of [...samples, ['en', emoji.slice(0, 4)] as const]) {
      const drawn = new Set<string>();
      for (const letter of letters) drawn.add(await pictureOf(letter, lang));
      expect(drawn.size, `${lang}: ${letters.join(' ')}`).toBe(letters.length);
    }
  }, 30_000);
});

describe('the ladder', () => {
  const bomb = Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="30000" height="30000"><defs><g id="a">${'<rect width="9" height="9"/>'.repeat(9)}</g></defs>${'<use href="#a"/>'.repeat(99)}</svg>`,
  );
  const size = { width: 1600, height: 1000 };
  const wrong: Record<string, () => Promise<CardPicture>> = {
    missing: async () => ({ file: 'there-is-none.jpg', hash: 'x', x: 0.5, y: 0.5, ...size }),
    truncated: async () =>
      picture('truncated.jpg', (await noise(1600, 1000).jpeg().toBuffer()).subarray(0, 90_000), size),
    'zero bytes': async () => picture('zero.jpg', Buffer.alloc(0), size),
    'an SVG bomb that calls itself a PNG': async () => picture('bomb.png', bomb, size),
    'another file than was checked': async () => ({
      ...(await picture('swapped.png', await field(1600, 1000).png().toBuffer())),
      hash: 'that-of-another-file',
    }),
    'beyond 40 megapixels': async () => picture('huge.png', await field(8001, 5001).png().toBuffer()),
  };

  test.each(Object.keys(wrong))(
    'a picture that is %s: the card without it, and the reason',
    async (fault) => {
      const broken = await wrong[fault]?.();
      for (const kind of ['title', 'picture', 'crop-16x9'] satisfies CardKind[]) {
        const { bytes, rung, faults } = await drawCard(folder, card({ kind, picture: broken }));
        expect(rung).toBe('without picture');
        expect(faults).toHaveLength(1);
        expect(await sharp(bytes).metadata()).toMatchObject({ format: 'jpeg', ...cardSizes[kind] });
      }
    },
  );

  const odd: Record<string, () => Promise<CardPicture>> = {
    'in CMYK': async () =>
      picture('cmyk.jpg', await field(1600, 1000).toColourspace('cmyk').jpeg().toBuffer()),
    '16 bits deep': async () =>
      picture('deep.png', await field(1600, 1000).toColourspace('rgb16').png().toBuffer()),
    grey: async () => picture('grey.png', await field(1600, 1000).greyscale().png().toBuffer()),
    transparent: async () => picture('clear.png', await field(1600, 1000).ensureAlpha(0.5).png().toBuffer()),
    '40 megapixels large': async () => picture('large.jpg', await field(8000, 5000).jpeg().toBuffer()),
    'a WebP': async () => picture('still.webp', await field(1600, 1000).webp().toBuffer()),
  };

  test.each(Object.keys(odd))('a picture that is %s is drawn', async (name) => {
    const { rung, faults } = await drawCard(folder, card({ kind: 'picture', picture: await odd[name]?.() }));
    expect(faults).toEqual([]);
    expect(rung).toBe('whole');
  });

  test('of an animated picture the first frame is drawn', async () => {
    const frames = await Promise.all(
      ['#ff0000', '#0000ff'].map((colour) => field(1200, 800, colour).png().toBuffer()),
    );
    const moving = await sharp(frames, { join: { animated: true } })
      .gif()
      .toBuffer();
    const { bytes, rung } = await drawCard(
      folder,
      card({ kind: 'crop-1x1', picture: await picture('moving.gif', moving, { width: 1200, height: 800 }) }),
    );
    expect(rung).toBe('whole');
    const { channels } = await sharp(bytes).stats();
    expect(channels[0]?.mean).toBeGreaterThan(240);
    expect(channels[2]?.mean).toBeLessThan(15);
  });

  test('a picture that lies on its side is drawn upright, around its focal point', async () => {
    // Red is on top once it stands upright.
    const red = {
      input: { create: { width: 400, height: 600, channels: 3 as const, background: '#f00' } },
      left: 0,
      top: 0,
    };
    const lying = await sharp({ create: { width: 1600, height: 600, channels: 3, background: '#00f' } })
      .composite([red])
      .withMetadata({ orientation: 6 })
      .jpeg()
      .toBuffer();
    const upright = await picture('lying.jpg', lying, { width: 600, height: 1600 });
    const meanRed = async (y: number) => {
      const { bytes } = await drawCard(folder, card({ kind: 'crop-16x9', picture: { ...upright, y } }));
      return (await sharp(bytes).stats()).channels[0]?.mean ?? 0;
    };
    expect(await meanRed(0)).toBeGreaterThan(240);
    expect(await meanRed(1)).toBeLessThan(15);
  });

  test('after a picture of a page was made in the same process, a new card is still drawn', async () => {
    const made = await picture('page.png', await noise(1600, 1000).png().toBuffer());
    const { width, height, file, hash } = made;
    await makePictures(
      folder,
      folder,
      rendition({ width, height, file, hash, format: 'png' }, { x: 0.5, y: 0.5 }, 'lead'),
    );
    const headline = 'Signs 🇨🇳 after a picture';
    const { rung, faults } = await drawCard(folder, card({ headline, picture: made }));
    expect([rung, faults]).toEqual(['whole', []]);
  });
});
