/** The picture of a line chart. Only attributes: the page’s policy allows no inline style. */
import type { Mark } from '#lib/audience/shapes.ts';
import { count, tick } from './figures.ts';
import { MarkSign } from './MarkSign.tsx';
import { areaOf, indexAt, namedPoints, type Plot as Place, pathOf, placeMarks, plotOf } from './plot.ts';
import type { Size } from './useSize.ts';
import { markNames, titleOf } from './words.ts';

export type Series = Readonly<{ name: string; values: readonly number[] }>;
export type Charted = Readonly<{
  /** What a screen reader is told the picture is. */
  title: string;
  /** Instants of the points, in their order. */
  instants: readonly string[];
  /** How long the last one lasts, in milliseconds. */
  stepMs: number;
  line: Series;
  before?: Series;
  /** How many of the points are over or under way; the rest hasn’t come yet. */
  known?: number;
  /** The last known point is still under way. */
  isUnderWay?: boolean;
  marks: readonly Mark[];
  /** The name of a point below the chart. */
  short: (instant: string) => string;
}>;

export function placeFor({ line, before, instants }: Charted, size: Size): Place {
  return plotOf(size, [...line.values, ...(before?.values ?? [])], instants.length);
}

type Props = Readonly<{ chart: Charted; size: Size; plot: Place; pointed?: number }>;

export function Drawing({ chart, size, plot, pointed }: Props) {
  const { title, instants, line, before } = chart;
  const known = chart.known ?? instants.length;
  const at = Math.min(pointed ?? known - 1, instants.length - 1);
  return (
    <svg role="img" aria-label={labelFor(title, line, known)} width={size.width} height={size.height}>
      <Ticks plot={plot} />
      <Times chart={chart} plot={plot} size={size} />
      {before && <path className="plot-before" d={pathOf(plot, before.values)} />}
      <Line plot={plot} values={line.values.slice(0, known)} isUnderWay={chart.isUnderWay} />
      <Marks chart={chart} plot={plot} size={size} />
      {pointed !== undefined && (
        <line className="plot-cross" x1={plot.x(at)} x2={plot.x(at)} y1={plot.top} y2={plot.bottom} />
      )}
      {known > 0 && at < known && (
        <circle className="plot-dot" cx={plot.x(at)} cy={plot.y(line.values[at] ?? 0)} r={size.em * 0.3} />
      )}
    </svg>
  );
}

function labelFor(title: string, { name, values }: Series, known: number): string {
  const told = values.slice(0, known);
  if (told.length === 0) return title;
  return `${title}: ${count(told.at(-1) ?? 0)} ${name} at the end, between ${count(Math.min(...told))} and ${count(Math.max(...told))}`;
}

function Line({
  plot,
  values,
  isUnderWay,
}: {
  plot: Place;
  values: readonly number[];
  isUnderWay?: boolean;
}) {
  const whole = isUnderWay ? values.slice(0, -1) : values;
  const last = values.length - 2;
  return (
    <>
      <path className="plot-area" d={areaOf(plot, values)} />
      <path className="plot-line" d={pathOf(plot, whole)} />
      {isUnderWay && last >= 0 && (
        <path className="plot-line plot-under-way" d={pathOf(plot, values.slice(-2), last)} />
      )}
    </>
  );
}

function Ticks({ plot }: { plot: Place }) {
  return plot.ticks.map(({ value, y }) => (
    <g key={value}>
      <line
        className={value === 0 ? 'plot-ground' : 'plot-tick'}
        x1={plot.left}
        x2={plot.right}
        y1={y}
        y2={y}
      />
      <text className="plot-value" x={plot.left} dx="-0.5em" dy="0.32em" y={y} textAnchor="end">
        {tick(value)}
      </text>
    </g>
  ));
}

function Times({ chart, plot, size }: Omit<Props, 'pointed'>) {
  const { instants, stepMs, short } = chart;
  const width = size.em * 0.56 * short(instants.at(-1) ?? '').length;
  return namedPoints(plot, instants, { stepMs, widest: width * 2 }).map((index) => {
    const instant = instants[index] ?? '';
    return (
      <text
        key={instant}
        className="plot-value"
        x={Math.min(Math.max(plot.x(index), width / 2), size.width - width / 2)}
        y={size.height - size.em * 0.3}
        textAnchor="middle"
      >
        {short(instant)}
      </text>
    );
  });
}

const longestName = 34;

/** `Corrected: How far is the sea` */
export function nameOf({ kind, page }: Mark): string {
  const title = [...titleOf(page)];
  const cut =
    title.length > longestName
      ? `${title
          .slice(0, longestName - 1)
          .join('')
          .trimEnd()}…`
      : title.join('');
  return `${markNames[kind]}: ${cut}`;
}

function Marks({ chart, plot, size }: Omit<Props, 'pointed'>) {
  const { instants, stepMs, marks } = chart;
  const { em } = size;
  const x = (mark: Mark) => {
    const index = indexAt(instants, mark.at, stepMs);
    return index === undefined ? Number.NaN : plot.x(index);
  };
  const inside = marks.filter((mark) => !Number.isNaN(x(mark)));
  const placed = placeMarks(inside, {
    x,
    named: (mark) => em * (1 + widthOf(nameOf(mark))),
    sign: em * 1.1,
    left: 0,
    right: size.width,
  });
  return placed.map(({ item, x: at, name }) => (
    <g key={`${item.at} ${item.kind} ${item.page.id}`}>
      <line className="plot-mark" x1={at} x2={at} y1={em * 1.5} y2={plot.bottom} />
      <MarkSign kind={item.kind} x={at - em * 0.42} y={em * 0.5} size={em * 0.84} />
      {name === 'none' ? (
        <title>{nameOf(item)}</title>
      ) : (
        <text
          className="plot-name"
          x={at}
          dx={name === 'after' ? '0.75em' : '-0.75em'}
          y={em * 1.25}
          textAnchor={name === 'after' ? 'start' : 'end'}
        >
          {nameOf(item)}
        </text>
      )}
    </g>
  ));
}

/** In em, roughly: signs of Chinese, Japanese and Korean are twice as wide. */
function widthOf(text: string): number {
  return [...text].reduce(
    (sum, sign) => sum + (/[\u2e80-\u9fff\uac00-\ud7af\uff00-\uffef]/.test(sign) ? 1.05 : 0.56),
    0,
  );
}
