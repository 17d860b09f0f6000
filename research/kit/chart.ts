/** Drawings of numbers: lines, bars, dots. Each returns SVG for a sheet; labels stand beside what they name. */
import { dot, line, type Point, palette, polyline, type TextStyle, text } from './paper.ts';

export type Plot = { left: number; top: number; right: number; bottom: number };

/** Inside what a crop to 4:3 keeps. */
export const plot: Plot = { left: 360, top: 120, right: 1640, bottom: 960 };

export type Axis = { from: number; to: number; ticks: readonly { at: number; label: string }[] };
export type Series = {
  points: readonly Point[];
  colour: string;
  width?: number;
  dash?: string;
  /** Said beside the line, at the data point `at`, moved by `shift` pixels. */
  name?: { words: string; at: Point; shift?: Point; anchor?: TextStyle['anchor'] };
};

export type Scale = (x: number, y: number) => Point;

/** Data to sheet. An axis may run downwards: `from` greater than `to`. */
export function scale(x: Axis, y: Axis, box: Plot = plot): Scale {
  return (a, b) => [
    box.left + ((a - x.from) / (x.to - x.from)) * (box.right - box.left),
    box.bottom - ((b - y.from) / (y.to - y.from)) * (box.bottom - box.top),
  ];
}

/** Hairlines and tick labels. */
export function axes(x: Axis, y: Axis, box: Plot = plot): string {
  const at = scale(x, y, box);
  return [
    ...y.ticks.map(({ at: value, label }) => {
      const [, top] = at(x.from, value);
      return (
        line([box.left, top], [box.right, top]) +
        text(box.left - 28, top + 14, label, { anchor: 'end', fill: palette.grey })
      );
    }),
    ...x.ticks.map(({ at: value, label }) =>
      text(at(value, y.from)[0], box.bottom + 70, label, { anchor: 'middle', fill: palette.grey }),
    ),
  ].join('');
}

export function lines(x: Axis, y: Axis, series: readonly Series[], box: Plot = plot): string {
  const at = scale(x, y, box);
  const drawn = series.map((one) =>
    polyline(
      one.points.map(([a, b]) => at(a, b)),
      one.colour,
      one.width ?? 9,
      one.dash,
    ),
  );
  const names = series.flatMap(({ name, colour }) => {
    if (!name) return [];
    const [left, top] = at(...name.at);
    const [dx, dy] = name.shift ?? [0, 0];
    return [
      text(left + dx, top + dy, name.words, { size: 46, weight: 700, fill: colour, anchor: name.anchor }),
    ];
  });
  return axes(x, y, box) + drawn.join('') + names.join('');
}

export type DotRow = { label: string; dots: readonly { at: number; colour: string; words?: string }[] };

/** A row of dots for each name on one shared scale, joined by a hairline. */
export function dots(
  x: Axis,
  rows: readonly DotRow[],
  box: Plot = { left: 560, top: 110, right: 1660, bottom: 960 },
): string {
  const across = (value: number) => box.left + ((value - x.from) / (x.to - x.from)) * (box.right - box.left);
  const step = (box.bottom - box.top) / rows.length;
  const ticks = x.ticks.map(
    ({ at, label }) =>
      line([across(at), box.top], [across(at), box.bottom]) +
      text(across(at), box.bottom + 70, label, { anchor: 'middle', fill: palette.grey }),
  );
  const drawn = rows.map((row, index) => {
    const y = box.top + step * (index + 0.5);
    const places = row.dots.map(({ at }) => across(at));
    return (
      text(box.left - 40, y + 15, row.label, { size: 44, weight: 600, anchor: 'end' }) +
      line([Math.min(...places), y], [Math.max(...places), y], palette.edge, 4) +
      row.dots
        .map(
          ({ at, colour, words }) =>
            dot([across(at), y], 18, colour) +
            (words ? text(across(at), y - 34, words, { anchor: 'middle', fill: colour, weight: 600 }) : ''),
        )
        .join('')
    );
  });
  return ticks.join('') + drawn.join('');
}
