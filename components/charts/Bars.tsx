/** A bar chart that is its own table: each figure stands as a number beside its bar. */
import type { ChartTable } from '#lib/metadata/table.ts';

export function Bars({ table, title }: { table: ChartTable; title: string }) {
  const values = table.rows.flatMap((row) => row.values);
  const low = Math.min(0, ...values);
  const span = Math.max(0, ...values) - low || 1;
  const percent = (value: number) => `${Math.round((value / span) * 1000) / 10}%`;
  return (
    <table className="bars" aria-label={title}>
      <thead className={table.series.length > 1 ? undefined : 'unseen'}>
        <tr>
          <th scope="col">{table.axis}</th>
          {table.series.map((name, index) => (
            <th key={name} scope="col" className={`series-${index + 1}`}>
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {table.rows.map(({ name, values: row }) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            {row.map((value, index) => (
              <td key={table.series[index]}>
                <span className="value">{value}</span>
                <svg className={`bar series-${index + 1}`} aria-hidden="true" focusable="false">
                  <rect
                    x={percent(Math.min(value, 0) - low)}
                    width={percent(Math.abs(value))}
                    height="100%"
                  />
                </svg>
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
