/** A line over time with what the newsroom did marked above it, the line of before behind, and its table in a fold. */
import { type PointerEvent, useState } from 'react';
import { type Charted, Drawing, nameOf, placeFor, type Series } from './Drawing.tsx';
import { count } from './figures.ts';
import { indexAt, nearest } from './plot.ts';
import { useSize } from './useSize.ts';

type Props = {
  chart: Charted;
  /** Further columns, such as views where the line shows readers. */
  more?: readonly Series[];
  /** What a point is: minute, hour, day; and its name in full. */
  when: string;
  full: (instant: string) => string;
};

export function Plot({ chart, more = [], when, full }: Props) {
  const { instants, line, before } = chart;
  const [ref, size] = useSize<HTMLDivElement>();
  const [pointed, setPointed] = useState<number>();
  const plot = size && placeFor(chart, size);
  const known = chart.known ?? instants.length;
  const at = Math.min(pointed ?? known - 1, instants.length - 1);
  const columns = [line, ...(before ? [before] : []), ...more];
  const figure = (column: Series, index: number) =>
    index < known || column === before ? count(column.values[index] ?? 0) : '–';
  const point = (event: PointerEvent) => {
    const { left } = event.currentTarget.getBoundingClientRect();
    if (plot) setPointed(nearest(plot, instants.length, event.clientX - left));
  };
  return (
    <div className="plot">
      <p className="plot-reading" aria-hidden="true">
        <b>{full(instants[at] ?? '')}</b>
        {columns.map((column) => (
          <span key={column.name} className={column === before ? 'plot-key-before' : undefined}>
            <b>{figure(column, at)}</b> {column.name}
          </span>
        ))}
        {pointed !== undefined && <i>{marksAt(chart, at).map(nameOf).join('. ')}</i>}
      </p>
      <div
        ref={ref}
        className="plot-space"
        onPointerMove={point}
        onPointerLeave={() => setPointed(undefined)}
      >
        {size && plot && <Drawing chart={chart} size={size} plot={plot} pointed={pointed} />}
      </div>
      <details className="fold">
        <summary>Figures of this chart</summary>
        <table>
          <caption className="unseen">{chart.title}</caption>
          <thead>
            <tr>
              <th scope="col">{when}</th>
              {columns.map(({ name }) => (
                <th key={name} scope="col">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {instants.map((instant, index) => (
              <tr key={instant}>
                <th scope="row">{full(instant)}</th>
                {columns.map((column) => (
                  <td key={column.name}>{figure(column, index)}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </div>
  );
}

/** What the newsroom did between this point and the next. */
function marksAt({ marks, instants, stepMs }: Charted, at: number): Charted['marks'] {
  return marks.filter((mark) => Math.floor(indexAt(instants, mark.at, stepMs) ?? -1) === at);
}
