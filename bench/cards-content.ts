/** Synthetic content for the bench of cards: a corpus whose pictures are as hard to draw and encode as photographs. */
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import sharp from 'sharp';
import { writeCorpus } from '#lib/corpus/corpus.ts';
import { type Random, randomFrom } from '#lib/corpus/random.ts';

const size = { width: 1600, height: 1067 };

/** Writes a content folder with `count` stories, four of five with a lead; the same bytes each time. */
export async function writeContent(folder: string, count: number): Promise<void> {
  await writeCorpus({ folder, count, seed: 1 });
  const random = randomFrom(1);
  const pictures = path.join(folder, 'pictures');
  // The corpus has PNGs of two colours: an encoder is done with those in no time.
  for (const name of readdirSync(pictures)) {
    writeFileSync(path.join(pictures, name.replace('.png', '.jpg')), await likeAPhotograph(random));
    rmSync(path.join(pictures, name));
  }
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    if (!name.endsWith('.mdx')) continue;
    const file = path.join(folder, name);
    writeFileSync(file, readFileSync(file, 'utf8').replaceAll('.png', '.jpg'));
  }
}

/** Soft fields of colour with shapes in them and grain over all: a JPEG of about half a megabyte. */
async function likeAPhotograph(random: Random): Promise<Buffer> {
  const shapes = await noise(random, { width: 200, height: 133, channels: 1, strength: 200 });
  const grain = await noise(random, { ...size, channels: 1, strength: 40 });
  const fields = await noise(random, { width: 10, height: 7, channels: 3, strength: 256 });
  return sharp(fields)
    .composite([
      { input: shapes, blend: 'soft-light' },
      { input: grain, blend: 'soft-light' },
    ])
    .jpeg({ quality: 88 })
    .toBuffer();
}

type Noise = Readonly<{ width: number; height: number; channels: 1 | 3; strength: number }>;

/** Chance in so many cells, scaled up to the whole picture. `strength`: how far values differ at most, of 256. */
function noise(random: Random, { width, height, channels, strength }: Noise): Promise<Buffer> {
  const least = (256 - strength) / 2;
  const cells = Buffer.alloc(width * height * channels);
  for (let at = 0; at < cells.length; at++) cells[at] = least + random.below(strength);
  return sharp(cells, { raw: { width, height, channels } })
    .resize({ ...size, fit: 'fill', kernel: 'cubic' })
    .toColourspace('srgb')
    .png()
    .toBuffer();
}
