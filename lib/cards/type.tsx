/** The type on cards, drawn by @vercel/og on a transparent ground: what is set, where, and how large. */
import { ImageResponse } from '@vercel/og';
import type { ReactElement, ReactNode } from 'react';
import type { Card } from './card.ts';
import { cardSizes } from './card.ts';
import { colours } from './colours.ts';
import { type FontFile, fontsInOrder } from './fonts.ts';
import { emojiPicture, emojiWidth, type Letter } from './letters.ts';
import { isWhole, type SetText, setLine, setText, widthOf } from './lines.ts';

/** Type as it is drawn: the tree for the renderer and the font files it needs. */
type Sheet = Readonly<{ tree: ReactElement; fonts: readonly FontFile[] }>;
type Size = Readonly<{ width: number; height: number }>;

/** Width of the picture at the right of a title card. */
export const titlePhotoWidth = 440;

/** Draws a sheet of type as PNG. Errors of the drawing come out here, not in a stream. */
export async function drawType({ tree, fonts }: Sheet, size: Size): Promise<Buffer> {
  const response = new ImageResponse(tree, {
    ...size,
    fonts: fonts.map(({ name, bytes }) => ({ name, data: bytes, weight: 700, style: 'normal' })),
  });
  const png = Buffer.from(await response.arrayBuffer());
  if (png.length === 0) throw new Error('the type could not be drawn');
  return png;
}

/** Collects the fonts of everything that is set on one sheet. */
class Setter {
  readonly letters: Letter[] = [];
  constructor(readonly lang: string) {}

  lines(set: SetText, leading: number, color: string): ReactNode {
    this.letters.push(...set.lines.flat());
    return (
      <div style={{ display: 'flex', flexDirection: 'column', color, fontSize: set.size }}>
        {set.lines.map((line, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: lines are drawn once and never reordered.
          <div key={index} style={{ display: 'flex', height: set.size * leading, lineHeight: leading }}>
            {this.#runs(line).map((run, place) => this.#run(run, place, set.size, leading))}
          </div>
        ))}
      </div>
    );
  }

  sheet(tree: ReactElement): Sheet {
    return {
      tree,
      fonts: fontsInOrder(
        this.letters.flatMap(({ font }) => font ?? []),
        this.lang,
      ),
    };
  }

  /** Letters of fonts run together; each emoji stands by itself. */
  #runs(line: readonly Letter[]): Letter[][] {
    const runs: Letter[][] = [];
    for (const letter of line) {
      const last = runs.at(-1);
      if (last && !letter.emoji && !last[0]?.emoji) last.push(letter);
      else runs.push([letter]);
    }
    return runs;
  }

  #run(run: Letter[], key: number, size: number, leading: number): ReactNode {
    const emoji = run[0]?.emoji;
    if (emoji) {
      const air = ((emojiWidth - 1) / 2) * size;
      return (
        // biome-ignore lint/performance/noImgElement: this is drawn, not sent to a browser.
        <img
          key={key}
          src={emojiPicture(emoji)}
          width={size}
          height={size}
          alt=""
          style={{ margin: `${((leading - 1) / 2) * size}px ${air}px` }}
        />
      );
    }
    const fonts = fontsInOrder(
      run.flatMap(({ font }) => font ?? []),
      this.lang,
    );
    return (
      <span key={key} style={{ whiteSpace: 'pre', fontFamily: fonts.map(({ name }) => name).join(', ') }}>
        {run.map(({ text }) => text).join('')}
      </span>
    );
  }
}

const margin = 56;
const leading = 1.12;

/**
 * The title card: name, labels, section, headline, byline on paper, beside the picture if there is one.
 * Nothing if the headline can't be drawn.
 */
export function titleSheet(card: Card, hasPicture: boolean): Sheet | undefined {
  const { lang } = card;
  const setter = new Setter(lang);
  const size = cardSizes[card.kind];
  const width = size.width - margin * 2 - (hasPicture ? titlePhotoWidth - 20 : 0);
  const brand = setLine(card.site, lang, 42, width);
  const overline = card.overline ? setLine(card.overline, lang, 32, width) : undefined;
  const foot = [card.byline, card.date].flatMap((line) =>
    line ? (setLine(line, lang, 28, width) ?? []) : [],
  );
  const chips = chipsOf(card, 28, width);
  const text = card.text
    ? setText(card.text, lang, { width, height: 160, sizes: [38, 34, 30], leading: 1.3 })
    : undefined;
  const used =
    (brand ? 42 : 6) +
    (overline ? 52 : 0) +
    Math.max(6, foot.length * 38) +
    chips.length * 62 +
    (text ? 24 + text.lines.length * text.size * 1.3 : 0) +
    40;
  const room = {
    width,
    height: size.height - margin * 2 - used,
    sizes: hasPicture ? [80, 72, 64, 58, 52, 46] : [104, 92, 80, 72, 64, 56, 48],
    leading,
  };
  const headline = headlineOf(card, room);
  if (!headline) return undefined;
  return setter.sheet(
    <div style={{ display: 'flex', width: '100%', height: '100%' }}>
      <div
        style={{
          display: 'flex',
          flexDirection: 'column',
          justifyContent: 'space-between',
          padding: margin,
          width: width + margin * 2,
        }}
      >
        {brand ? setter.lines(brand, 1, colours.brand) : <Rule />}
        <div style={{ display: 'flex', flexDirection: 'column' }}>
          {chips.map((row) => chipRow(setter, row))}
          {overline && (
            <div style={{ display: 'flex', marginBottom: 20 }}>
              {setter.lines(overline, 1, colours.inkSoft)}
            </div>
          )}
          {setter.lines(headline, leading, colours.ink)}
          {text && (
            <div style={{ display: 'flex', marginTop: 24 }}>{setter.lines(text, 1.3, colours.inkSoft)}</div>
          )}
        </div>
        {foot.length > 0 ? (
          <div style={{ display: 'flex', flexDirection: 'column' }}>
            {foot.map((line) => setter.lines(line, 1.35, colours.inkSoft))}
          </div>
        ) : (
          <Rule />
        )}
      </div>
    </div>,
  );
}

function headlineOf({ headline = '', shortHeadline, lang }: Card, room: Parameters<typeof setText>[2]) {
  const set = setText(headline, lang, room);
  if (!set || !shortHeadline || isWhole(headline, lang, set)) return set;
  return setText(shortHeadline, lang, room) ?? set;
}

/** The brand's line where a text is missing. */
function Rule() {
  return <div style={{ display: 'flex', width: 96, height: 6, background: colours.brand }} />;
}

/** Where the line of a picture card stands, in pixels: `top` of its box, the box's `height`, `width` of what is set. */
export type LabelPlan = Readonly<{
  sheet: (ink: string) => Sheet;
  overline?: Readonly<{ left: number; top: number; width: number; height: number }>;
}>;

/** The small label over a picture: the brand's box, section and kicker beside it, labels above. */
export function labelSheet(card: Card): LabelPlan {
  const { lang } = card;
  const size = cardSizes[card.kind];
  const type = card.kind === 'square' ? 50 : 40;
  const edge = card.kind === 'square' ? 56 : 44;
  const box = type * 1.6;
  const inside = type * 0.45;
  const most = size.width - edge * 2;
  const brand = setLine(card.site, lang, type, most * 0.5);
  const brandWidth = brand ? widthOf(brand.lines[0] ?? []) * type + inside * 2 : box;
  const left = edge + brandWidth + inside;
  const overline = card.overline ? setLine(card.overline, lang, type, size.width - edge - left) : undefined;
  const chips = chipsOf(card, type * 0.8, most);
  const area = overline && {
    left: Math.floor(left),
    top: Math.floor(size.height - edge - box),
    width: Math.min(Math.ceil(widthOf(overline.lines[0] ?? []) * type * 1.04), Math.floor(size.width - left)),
    height: Math.ceil(box),
  };
  const sheet = (ink: string) => {
    const setter = new Setter(lang);
    return setter.sheet(
      <div
        style={{
          display: 'flex',
          flexDirection: 'column',
          justifyContent: 'flex-end',
          width: '100%',
          height: '100%',
          padding: edge,
        }}
      >
        {chips.map((row) => chipRow(setter, row))}
        <div style={{ display: 'flex', alignItems: 'center', height: box }}>
          <div
            style={{
              display: 'flex',
              alignItems: 'center',
              justifyContent: 'center',
              width: brandWidth,
              height: box,
              marginRight: inside,
              background: colours.brand,
            }}
          >
            {brand && setter.lines(brand, 1, colours.paper)}
          </div>
          {overline && setter.lines(overline, 1, ink)}
        </div>
      </div>,
    );
  };
  return { sheet, overline: area };
}

type Chip = Readonly<{ set: SetText; width: number }>;

/** Labels in rows that fit. A label that can't be drawn is left out. */
function chipsOf({ labels, lang }: Card, size: number, width: number): Chip[][] {
  const rows: Chip[][] = [];
  let used = Number.POSITIVE_INFINITY;
  for (const label of labels) {
    const set = setLine(label, lang, size, width - size * 1.2);
    if (!set) continue;
    const chip = { set, width: widthOf(set.lines[0] ?? []) * size + size * 1.2 };
    if (used + chip.width > width) {
      rows.push([]);
      used = 0;
    }
    rows.at(-1)?.push(chip);
    used += chip.width + size * 0.5;
  }
  return rows;
}

function chipRow(setter: Setter, row: readonly Chip[]): ReactNode {
  const size = row[0]?.set.size ?? 0;
  return (
    <div
      key={row[0]?.set.lines[0]?.map(({ text }) => text).join('')}
      style={{ display: 'flex', height: size * 1.5, marginBottom: size * 0.7 }}
    >
      {row.map(({ set, width }) => (
        <div
          key={width}
          style={{
            display: 'flex',
            alignItems: 'center',
            justifyContent: 'center',
            width,
            height: size * 1.5,
            marginRight: size * 0.5,
            background: colours.ink,
          }}
        >
          {setter.lines(set, 1, colours.paper)}
        </div>
      ))}
    </div>
  );
}

/** The newspaper's name alone, on its colour; nothing if it can't be drawn. */
export function brandSheet({ site, lang, kind }: Card): Sheet | undefined {
  const size = cardSizes[kind];
  const set = setText(site, lang, {
    width: size.width * 0.8,
    height: size.height * 0.6,
    sizes: [150, 120, 96, 72, 56],
    leading,
  });
  if (!set) return undefined;
  const setter = new Setter(lang);
  return setter.sheet(
    <div
      style={{
        display: 'flex',
        width: '100%',
        height: '100%',
        alignItems: 'center',
        justifyContent: 'center',
      }}
    >
      {setter.lines(set, leading, colours.paper)}
    </div>,
  );
}
