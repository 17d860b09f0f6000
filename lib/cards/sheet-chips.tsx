/** The labels of a card as a row of small dark boxes. */
import type { ReactNode } from 'react';
import type { Card } from './card.ts';
import { colours } from './colours.ts';
import { type SetText, setLine, widthOf } from './lines.ts';
import type { Setter } from './sheet.tsx';

export type Chip = Readonly<{ set: SetText; width: number }>;

/** Labels in rows that fit. A label that can't be drawn is left out. */
export function chipsOf(
  { labels, lang }: Pick<Card, 'labels' | 'lang'>,
  size: number,
  width: number,
): Chip[][] {
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

/** Height of a row with the space under it, as a multiple of the type's size. */
export const chipRowHeight = 2.2;

export function chipRow(setter: Setter, row: readonly Chip[]): ReactNode {
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
