/** The newspaper's name alone, or its mark. */
import { type Card, cardSizes } from './card.ts';
import { colours } from './colours.ts';
import { setText } from './lines.ts';
import { markPicture } from './mark.ts';
import { Setter, type Sheet } from './sheet.tsx';

const leading = 1.12;
const markSize = 360;

/** In the middle of the newspaper's colour: its name as large as it fits, or its mark if the name can't be drawn. */
export function brandSheet({ site, lang, kind }: Card): Sheet {
  const size = cardSizes[kind];
  const room = { width: size.width * 0.8, height: size.height * 0.6, sizes: [150, 120, 96, 72, 56], leading };
  const name = kind.startsWith('crop-') ? undefined : setText(site, lang, room);
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
      {name && name.lines.length > 0 ? (
        setter.lines(name, leading, colours.paper)
      ) : (
        // biome-ignore lint/performance/noImgElement: this is drawn, not sent to a browser.
        <img src={markPicture()} width={markSize} height={markSize} alt="" />
      )}
    </div>,
    { left: 0, top: 0, ...size },
  );
}
