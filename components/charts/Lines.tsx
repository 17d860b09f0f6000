/** A line chart that keeps its type readable at any width, with its table in a fold. */
import { lineScale } from '#lib/metadata/scale.ts';
import type { ChartTable } from '#lib/metadata/table.ts';
import type { wordsIn } from '#lib/words/story.ts';

type Props = { table: ChartTable; title: string; words: ReturnType<typeof wordsIn> };

export function Lines({ table, title, words }: Props) {
  const { ticks, y } = lineScale(table.rows.flatMap((row) => row.values));
  const last = Math.max(1, table.rows.length - 1);
  const every = Math.max(1, Math.ceil(table.rows.length / 5));
  const shown = table.rows
    .map((row, index) => ({ ...row, index }))
    .filter(({ index }) => index % every === 0);
  return (
    <>
      {table.series.length > 1 && (
        <ul className="legend">
          {table.series.map((name, index) => (
            <li key={name} className={`series-${index + 1}`}>
              {name}
            </li>
          ))}
        </ul>
      )}
      <svg className="lines" role="img" aria-label={title} height="280">
        {ticks.map((tick) => (
          <g key={tick} className="tick">
            <line x1="0" x2="100%" y1={`${4 + y(tick) * 0.86}%`} y2={`${4 + y(tick) * 0.86}%`} />
            <text x="0" y={`${4 + y(tick) * 0.86}%`} dy="-4">
              {tick}
            </text>
          </g>
        ))}
        <svg
          x="8%"
          y="4%"
          width="91%"
          height="86%"
          viewBox="0 0 1000 1000"
          preserveAspectRatio="none"
          overflow="visible"
          aria-hidden="true"
        >
          {table.series.map((name, series) => (
            <polyline
              key={name}
              className={`series-${series + 1}`}
              points={table.rows
                .map(
                  ({ values }, index) =>
                    `${Math.round((index / last) * 1000)},${Math.round(y(values[series] ?? 0) * 10)}`,
                )
                .join(' ')}
            />
          ))}
        </svg>
        {shown.map(({ name, index }) => (
          <text
            key={name}
            className="axis"
            x={`${8 + (index / last) * 91}%`}
            y="99%"
            textAnchor={index === last ? 'end' : 'middle'}
          >
            {name}
          </text>
        ))}
      </svg>
      <details>
        <summary>{words.figures}</summary>
        <table>
          <thead>
            <tr>
              <th scope="col">{table.axis}</th>
              {table.series.map((name) => (
                <th key={name} scope="col">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {table.rows.map(({ name, values }) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                {values.map((value, index) => (
                  <td key={table.series[index]}>{value}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </>
  );
}
