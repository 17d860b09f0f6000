/**
 * The sheet every drawing stands on: its size, its palette, its type, and the way from SVG to PNG.
 *
 * The type comes from the font packages alone. fontconfig reads its settings once, when sharp is loaded,
 * so sharp is imported only after FONTCONFIG_FILE points at a configuration that knows nothing else.
 */
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const require = createRequire(import.meta.url);

/** 16:9. A crop to 4:3 keeps x from 250 to 1750, a crop to 1:1 keeps x from 438 to 1562. */
export const sheet = { width: 2000, height: 1125 } as const;

export const palette = {
  paper: '#faf7f2',
  land: '#e9e2d5',
  edge: '#b9b0a1',
  hair: '#ddd5c8',
  ink: '#1a1a1a',
  grey: '#5f5a53',
  quiet: '#8d867c',
} as const;

/** One of these a drawing. `pale` fills areas behind ink. */
export const accents = {
  blue: { strong: '#1f4e79', pale: '#c3d3e2' },
  ochre: { strong: '#b7791f', pale: '#efdcb8' },
  teal: { strong: '#1d6f6a', pale: '#bfdbd7' },
  plum: { strong: '#6b2f5c', pale: '#dfcbd9' },
} as const;

export type Point = readonly [x: number, y: number];

export type TextStyle = {
  /** Pixels on a sheet 2000 wide. Nothing smaller than 34: a phone shows a fifth of it. */
  size?: number;
  weight?: 400 | 500 | 600 | 700;
  family?: 'sans' | 'serif';
  italic?: boolean;
  fill?: string;
  anchor?: 'start' | 'middle' | 'end';
  /** Paper around the letters, so that lines underneath don't disturb them. Off for `null`. */
  halo?: string | null;
};

/** A line of type with its baseline at `y`. */
export function text(x: number, y: number, words: string, style: TextStyle = {}): string {
  const { size = 40, weight = 500, family = 'sans', italic, fill = palette.ink, anchor = 'start' } = style;
  const halo = style.halo === undefined ? palette.paper : style.halo;
  if (size < 34) throw new RangeError(`${size} px is too small to read on a phone: "${words}"`);
  return (
    `<text x="${round(x)}" y="${round(y)}" font-family="${family === 'serif' ? 'Source Serif 4' : 'Libre Franklin'}"` +
    ` font-size="${size}" font-weight="${weight}"${italic ? ' font-style="italic"' : ''} fill="${fill}" text-anchor="${anchor}"` +
    (halo ? ` paint-order="stroke" stroke="${halo}" stroke-width="10" stroke-linejoin="round"` : '') +
    `>${escapeXml(words)}</text>`
  );
}

export function line(
  from: Point,
  to: Point,
  stroke: string = palette.hair,
  width = 2,
  dash?: string,
): string {
  return `<line x1="${round(from[0])}" y1="${round(from[1])}" x2="${round(to[0])}" y2="${round(to[1])}" stroke="${stroke}" stroke-width="${width}"${dash ? ` stroke-dasharray="${dash}"` : ''}/>`;
}

export function polyline(points: readonly Point[], stroke: string, width = 6, dash?: string): string {
  return `<polyline points="${points.map(([x, y]) => `${round(x)},${round(y)}`).join(' ')}" fill="none" stroke="${stroke}" stroke-width="${width}" stroke-linejoin="round" stroke-linecap="round"${dash ? ` stroke-dasharray="${dash}"` : ''}/>`;
}

export function path(
  d: string | null,
  style: { fill?: string; stroke?: string; width?: number; dash?: string },
): string {
  if (!d) return '';
  const { fill = 'none', stroke = 'none', width = 2, dash } = style;
  return `<path d="${d}" fill="${fill}" stroke="${stroke}" stroke-width="${width}" stroke-linejoin="round"${dash ? ` stroke-dasharray="${dash}"` : ''}/>`;
}

export function rect(x: number, y: number, width: number, height: number, fill: string): string {
  return `<rect x="${round(x)}" y="${round(y)}" width="${round(width)}" height="${round(height)}" fill="${fill}"/>`;
}

export function dot([x, y]: Point, radius = 13, fill: string = palette.ink): string {
  return `<circle cx="${round(x)}" cy="${round(y)}" r="${radius}" fill="${fill}" stroke="${palette.paper}" stroke-width="5"/>`;
}

/** What stands on a drawing only for those who read its words: the squares of a legend, lines to labels. */
export function forReaders(...parts: string[]): string {
  return `<g class="for-readers">${parts.join('')}</g>`;
}

/** A sheet without its words, for crops that would cut through them. */
export function withoutWords(svg: string): string {
  return svg.replaceAll(/<g class="for-readers">.*?<\/g>|<text .*?<\/text>/gs, '');
}

/** A whole sheet as SVG. */
export function sheetOf(...parts: string[]): string {
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="${sheet.width}" height="${sheet.height}" viewBox="0 0 ${sheet.width} ${sheet.height}">` +
    rect(0, 0, sheet.width, sheet.height, palette.paper) +
    parts.join('') +
    '</svg>'
  );
}

/** A sheet as PNG with a palette of 64 colours, at most 200 KB. */
export async function png(svg: string): Promise<Buffer> {
  const sharp = await printer();
  const made = await sharp(Buffer.from(svg))
    .png({ palette: true, colours: 64, dither: 0, effort: 10, compressionLevel: 9 })
    .toBuffer();
  if (made.length > 200_000)
    throw new RangeError(`the drawing has ${made.length} bytes; 200,000 is the limit`);
  return made;
}

type Sharp = typeof import('sharp')['default'];

let loaded: Promise<Sharp> | undefined;
const printer = () => (loaded ??= load());

async function load(): Promise<Sharp> {
  const folder = mkdtempSync(join(tmpdir(), 'drawing-type-'));
  mkdirSync(join(folder, 'cache'));
  const fonts = ['@expo-google-fonts/source-serif-4', '@expo-google-fonts/libre-franklin']
    .map((name) => `<dir>${escapeXml(dirname(require.resolve(`${name}/package.json`)))}</dir>`)
    .join('');
  const file = join(folder, 'fonts.conf');
  writeFileSync(
    file,
    `<?xml version="1.0"?><fontconfig>${fonts}<cachedir>${escapeXml(join(folder, 'cache'))}</cachedir></fontconfig>`,
  );
  process.env.FONTCONFIG_FILE = file;
  return (await import('sharp')).default;
}

const round = (value: number) => Math.round(value * 10) / 10;

function escapeXml(words: string): string {
  return words
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
