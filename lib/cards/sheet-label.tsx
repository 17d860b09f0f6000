/** The small label over a picture: the newspaper's name in its box, section and kicker beside it, labels above. */
import { type Card, cardSizes } from './card.ts';
import { colours } from './colours.ts';
import type { Area } from './contrast.ts';
import { setLine, widthOf } from './lines.ts';
import { markPicture } from './mark.ts';
import { Setter, type Sheet } from './sheet.tsx';
import { chipRow, chipRowHeight, chipsOf } from './sheet-chips.tsx';

/** The sheet once the colour of its line is chosen, and where that line stands on the picture. */
export type LabelPlan = Readonly<{
  sheet: (ink: string) => Sheet;
  overline?: Area;
}>;

/** What doesn't fit beside the name ends with an ellipsis; what can't be drawn is left out. */
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
  // No higher than what stands on it: the rest of the card needs no type.
  const height = Math.ceil(edge + box + chips.length * type * 0.8 * chipRowHeight);
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
          padding: `0 ${edge}px ${edge}px`,
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
            {brand ? (
              setter.lines(brand, 1, colours.paper)
            ) : (
              // biome-ignore lint/performance/noImgElement: this is drawn, not sent to a browser.
              <img src={markPicture()} width={box} height={box} alt="" />
            )}
          </div>
          {overline && setter.lines(overline, 1, ink)}
        </div>
      </div>,
      { left: 0, top: size.height - height, width: size.width, height },
    );
  };
  return { sheet, overline: area };
}
