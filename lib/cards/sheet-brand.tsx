/** The newspaper's name alone. */
import { type Card, cardSizes } from './card.ts';
import { colours } from './colours.ts';
import { setText } from './lines.ts';
import { Setter, type Sheet } from './sheet.tsx';

const leading = 1.12;

/** In the middle, as large as it fits, to stand on its colour; nothing if it can't be drawn. */
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
    { left: 0, top: 0, ...size },
  );
}
