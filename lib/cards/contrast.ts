/** Contrast of type against the pixels behind it (WCAG 2.2, success criterion 1.4.3). */

export type Rgb = readonly [red: number, green: number, blue: number];
/** Rows of red, green, blue bytes without gaps. */
export type Pixels = Readonly<{ data: Buffer; width: number; height: number }>;
/** Pixels from the left and the top. */
export type Area = Readonly<{ left: number; top: number; width: number; height: number }>;

/** A veil over part of a picture, and the colour of type that it carries. */
export type Scrim = Readonly<{ ink: Rgb; veil: Rgb; opacity: number }>;

/** Compression moves a pixel a little: what is drawn has contrast to spare. */
const aim = 7;
const opacities = [0, 0.15, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8];

/** The lightest veil with which type of one of two colours stands out from every pixel of a picture. */
export function scrimFor(pixels: Pixels, dark: Rgb, light: Rgb): Scrim {
  for (const opacity of opacities) {
    // Dark type on a light veil, or the other way round; the one with more contrast if both will do.
    const [best] = [
      { ink: dark, veil: light, opacity },
      { ink: light, veil: dark, opacity },
    ]
      .map((scrim) => ({ scrim, contrast: leastContrast(pixels, scrim) }))
      .filter(({ contrast }) => contrast >= aim)
      .sort((a, b) => b.contrast - a.contrast);
    if (best) return best.scrim;
  }
  return { ink: light, veil: dark, opacity: 1 };
}

/** The least contrast of a scrim's type with any pixel of a picture, 1 to 21. */
export function leastContrast({ data }: Pixels, { ink, veil, opacity }: Scrim): number {
  const [red, green, blue] = veil.map((value) => blendedTable(value, opacity)) as [
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  let lightest = 0;
  let darkest = 1;
  for (let at = 0; at < data.length; at += 3) {
    const luminance =
      0.2126 * (red[data[at] ?? 0] ?? 0) +
      0.7152 * (green[data[at + 1] ?? 0] ?? 0) +
      0.0722 * (blue[data[at + 2] ?? 0] ?? 0);
    if (luminance > lightest) lightest = luminance;
    if (luminance < darkest) darkest = luminance;
  }
  const own = luminanceOf(ink);
  return Math.min(contrast(own, lightest), contrast(own, darkest));
}

/** A scrim as rows of red, green, blue, alpha bytes; over its first `fade` rows it comes in by and by. */
export function veil({ veil: colour, opacity }: Scrim, width: number, height: number, fade: number): Buffer {
  const data = Buffer.alloc(width * height * 4);
  for (let y = 0; y < height; y++) {
    const alpha = Math.round(255 * opacity * (fade > 0 ? Math.min(1, y / fade) : 1));
    data.fill(Buffer.from([...colour, alpha]), y * width * 4, (y + 1) * width * 4);
  }
  return data;
}

/** Relative luminance, 0 to 1. */
export function luminanceOf([red, green, blue]: Rgb): number {
  return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
}

/** Contrast ratio of two luminances, 1 to 21. */
export function contrast(a: number, b: number): number {
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

function linear(value: number): number {
  const share = value / 255;
  return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
}

/** Linear light of each value of a channel once a veil lies over it. */
function blendedTable(veilValue: number, opacity: number): Float64Array {
  return Float64Array.from({ length: 256 }, (_, value) =>
    linear(value * (1 - opacity) + veilValue * opacity),
  );
}
