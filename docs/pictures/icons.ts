/**
 * Draws the icons of the installed site from the newspaper's mark: `node --import tsx docs/pictures/icons.ts`
 * Each in the shape that its system wants: as it is, without corners for systems that cut their own, or with room
 * around the mark for those that cut a circle.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import sharp from 'sharp';

const mark = readFileSync(path.join('public', 'icon.svg'), 'utf8');
const square = mark.replace(' rx="10"', '');
/** Within the circle of 80 % of the width that no system cuts (Web App Manifest, safe zone). */
const roomy = square.replace('<path ', '<path transform="translate(32 32) scale(.85) translate(-32 -32)" ');

async function draw(svg: string, width: number, name: string): Promise<void> {
  const density = (72 * width) / 64; // The mark is drawn on 64 units, a pixel each at 72 dots an inch.
  const { size } = await sharp(Buffer.from(svg), { density })
    .resize(width, width)
    .png({ compressionLevel: 9, palette: true })
    .toFile(path.join('public', `${name}.png`));
  process.stdout.write(`${name}.png ${size} bytes\n`);
}

await draw(mark, 192, 'icon-192');
await draw(mark, 512, 'icon-512');
await draw(square, 180, 'icon-180');
await draw(roomy, 192, 'icon-maskable-192');
await draw(roomy, 512, 'icon-maskable-512');
