import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { crc32, deflateSync } from 'node:zlib';
import { afterAll, expect, test } from 'vitest';
import { put } from './check.test.folder.ts';
import type { CheckedFile } from './file.ts';
import { PictureDesk } from './pictures.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'bombs-'));
afterAll(() => rmSync(folder, { recursive: true }));

function chunk(type: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, sum]);
}

/** A PNG that says it is so large, in one bit a pixel, with so many megabytes of zeros in it and whatever else. */
function png(width: number, height: number, megabytes: number, more: readonly Buffer[] = []): Buffer {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head[8] = 1;
  const data = deflateSync(Buffer.alloc(megabytes * 2 ** 20));
  const parts = [chunk('IHDR', head), ...more, chunk('IDAT', data), chunk('IEND', Buffer.alloc(0))];
  return Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), ...parts]);
}

/** The head of a JPEG, and nothing behind it. */
const jpeg = Buffer.from('ffd8ffc0000b08ffffffff0101110000ffd9', 'hex');
const gif = Buffer.from(
  `${Buffer.from('GIF89a').toString('hex')}ffffffff800000000000ffffff2c00000000ffffffff0002024401003b`,
  'hex',
);
const entities = (deep: number) =>
  Array.from({ length: deep }, (_, n) => `<!ENTITY a${n + 1} "${`&a${n};`.repeat(10)}">`).join('');
const svg = (inside: string, doctype = '') =>
  `<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY a0 "ha">${doctype}]>
   <svg xmlns="http://www.w3.org/2000/svg" width="1200" height="630"><text>${inside}</text></svg>`;
const profile = Buffer.concat([Buffer.from('icc\0\0'), deflateSync(Buffer.alloc(100 * 2 ** 20))]);
const text = Buffer.concat([Buffer.from('Comment\0\0'), deflateSync(Buffer.alloc(100 * 2 ** 20))]);

const refused = /can’t be read as a picture|is a picture of another kind|has \d+(?:\.\d)? megapixels/;

test.each<[string, string, Buffer | string, RegExp]>([
  [
    'a PNG of 900 megapixels in a hundred kilobytes',
    'wide.png',
    png(30_000, 30_000, 107),
    /has 900 megapixels/,
  ],
  ['a PNG of two billion pixels on a side', 'wider.png', png(2 ** 31 - 1, 2 ** 31 - 1, 1), refused],
  ['a JPEG of four thousand megapixels in eighteen bytes', 'head.jpg', jpeg, refused],
  ['a GIF of four thousand megapixels in fifty bytes', 'screen.gif', gif, refused],
  ['an SVG with a billion laughs', 'laughs.svg', svg('&a9;', entities(9)), refused],
  ['an SVG that asks for a file', 'file.svg', svg('&f;', '<!ENTITY f SYSTEM "file:///etc/passwd">'), refused],
  ['an SVG under the name of a PNG', 'disguised.png', svg('&a0;'), refused],
  ['nothing', 'empty.png', '', refused],
])('%s is refused with a sentence, and costs neither memory nor time', async (_, name, bytes, says) => {
  const { findings, spent } = await measured(name, bytes);
  expect(findings).toHaveLength(1);
  expect(findings[0]).toMatch(says);
  expect(spent.megabytes).toBeLessThan(300);
  expect(spent.seconds).toBeLessThan(15);
});

test.each([
  ['a small PNG with a hundred megabytes of pixels that nobody sees', png(8, 8, 100)],
  ['a small PNG with a colour profile of a hundred megabytes', png(8, 8, 1, [chunk('iCCP', profile)])],
  ['a small PNG with a comment of a hundred megabytes', png(8, 8, 1, [chunk('zTXt', text)])],
])('%s costs no memory, whether it is taken or not', async (_, bytes) => {
  const { spent } = await measured('small.png', bytes);
  expect(spent.megabytes).toBeLessThan(300);
  expect(spent.seconds).toBeLessThan(15);
});

/** What the check says of a page with this picture, and what it took at most. */
async function measured(name: string, bytes: Buffer | string) {
  put(folder, `pages/${name}`, bytes);
  const file = {
    file: 'pages/about.mdx',
    type: 'Page',
    positions: {},
    pictures: [{ url: name, line: 1, column: 1 }],
  } as unknown as CheckedFile;
  const desk = new PictureDesk({ contentDir: folder, dataDir: path.join(folder, 'data') });
  const before = process.memoryUsage.rss();
  const began = performance.now();
  let most = before;
  const looking = setInterval(() => {
    most = Math.max(most, process.memoryUsage.rss());
  }, 5);
  const { findings } = await desk.measure([file]);
  clearInterval(looking);
  most = Math.max(most, process.memoryUsage.rss());
  return {
    findings: findings.map(([, { what, mend }]) => `${what} | ${mend}`),
    spent: { megabytes: (most - before) / 2 ** 20, seconds: (performance.now() - began) / 1000 },
  };
}
