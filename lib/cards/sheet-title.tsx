/** The title card: name, labels, section, headline, byline on paper, beside the picture if there is one. */
import type { ReactNode } from 'react';
import { type Card, cardSizes } from './card.ts';
import { colours } from './colours.ts';
import type { Area } from './contrast.ts';
import { type Room, type SetText, setLine, setText } from './lines.ts';
import { Setter, type Sheet } from './sheet.tsx';
import { type Chip, chipRow, chipRowHeight, chipsOf } from './sheet-chips.tsx';

/** Width of the picture at the right, in pixels. */
export const titlePhotoWidth = 440;

const margin = 56;
const leading = 1.12;
/** Sizes of what stands around the headline, in pixels. At 300 px wide a card is a quarter as large. */
const sizes = { brand: 42, overline: 32, foot: 28, chip: 28 } as const;
const gaps = { overline: 20, text: 24, least: 40 } as const;
const footLeading = 1.35;
const textLeading = 1.3;
const headlineSizes = {
  besidePicture: [80, 72, 64, 58, 52, 46, 40, 36],
  alone: [104, 92, 80, 72, 64, 56, 48, 42, 36],
} as const;

type Around = Readonly<{
  brand?: SetText;
  chips: readonly (readonly Chip[])[];
  overline?: SetText;
  text?: SetText;
  foot: readonly SetText[];
}>;

/** Nothing if the headline can't be drawn. Other lines that can't be are left out. */
export function titleSheet(card: Card, hasPicture: boolean): Sheet | undefined {
  const { width: cardWidth, height } = cardSizes[card.kind];
  const column = hasPicture ? cardWidth - titlePhotoWidth + 20 : cardWidth;
  const width = column - margin * 2;
  const around = setAround(card, width);
  const headline = headlineOf(card, {
    width,
    height: height - margin * 2 - heightOf(around),
    sizes: hasPicture ? headlineSizes.besidePicture : headlineSizes.alone,
    leading,
  });
  const area = { left: 0, top: 0, width: column, height };
  return headline && arrange(card.lang, area, headline, around);
}

function setAround({ lang, site, overline, text, byline, date, ...card }: Card, width: number): Around {
  const line = (words: string | undefined, size: number) =>
    words ? setLine(words, lang, size, width) : undefined;
  const twoLines = { width, height: sizes.foot * footLeading * 2, sizes: [sizes.foot], leading: footLeading };
  return {
    brand: line(site, sizes.brand),
    chips: chipsOf({ ...card, lang }, sizes.chip, width),
    overline: line(overline, sizes.overline),
    text: text
      ? setText(text, lang, { width, height: 160, sizes: [38, 34, 30], leading: textLeading })
      : undefined,
    foot: [byline && setText(byline, lang, twoLines), line(date, sizes.foot)].filter(
      (set) => typeof set === 'object',
    ),
  };
}

/** Pixels that everything but the headline takes. */
function heightOf({ chips, overline, text, foot }: Around): number {
  return (
    sizes.brand +
    chips.length * sizes.chip * chipRowHeight +
    (overline ? sizes.overline + gaps.overline : 0) +
    (text ? gaps.text + text.lines.length * text.size * textLeading : 0) +
    foot.flatMap(({ lines }) => lines).length * sizes.foot * footLeading +
    gaps.least
  );
}

function headlineOf({ headline = '', shortHeadline, lang }: Card, room: Room): SetText | undefined {
  const set = setText(headline, lang, room);
  if (!shortHeadline || set?.whole) return set;
  return setText(shortHeadline, lang, room) ?? set;
}

function arrange(
  lang: string,
  area: Area,
  headline: SetText,
  { brand, chips, overline, text, foot }: Around,
): Sheet {
  const setter = new Setter(lang);
  return setter.sheet(
    <div
      style={{
        display: 'flex',
        flexDirection: 'column',
        justifyContent: 'space-between',
        padding: margin,
        width: '100%',
        height: '100%',
      }}
    >
      {brand ? setter.lines(brand, 1, colours.brand) : rule}
      <div style={{ display: 'flex', flexDirection: 'column' }}>
        {chips.map((row) => chipRow(setter, row))}
        {overline && (
          <div style={{ display: 'flex', marginBottom: gaps.overline }}>
            {setter.lines(overline, 1, colours.inkSoft)}
          </div>
        )}
        {setter.lines(headline, leading, colours.ink)}
        {text && (
          <div style={{ display: 'flex', marginTop: gaps.text }}>
            {setter.lines(text, textLeading, colours.inkSoft)}
          </div>
        )}
      </div>
      {foot.length > 0 ? (
        <div style={{ display: 'flex', flexDirection: 'column' }}>
          {foot.map((line) => setter.lines(line, footLeading, colours.inkSoft))}
        </div>
      ) : (
        rule
      )}
    </div>,
    area,
  );
}

/** The brand's line where a text is missing. */
const rule: ReactNode = <div style={{ display: 'flex', width: 96, height: 6, background: colours.brand }} />;
