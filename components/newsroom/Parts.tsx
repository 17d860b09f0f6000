/** What views are made of, as a table with bars: devices, countries, campaigns, robots. */
import { Bar } from './Bar.tsx';
import { count, percent } from './figures.ts';

export type Named = Readonly<{ name: string; number: number }>;
type Props = { parts: readonly Named[]; caption: string; what: string; unit: string; shown?: number };

/** The first few; the rest in a fold. */
export function Parts({ parts, caption, what, unit, shown = 8 }: Props) {
  const all = parts.reduce((sum, { number }) => sum + number, 0);
  const most = Math.max(...parts.map(({ number }) => number));
  const table = (some: readonly Named[], name: string) => (
    <table className="parts">
      <caption className="unseen">{name}</caption>
      <thead className="unseen">
        <tr>
          <th scope="col">{what}</th>
          <th scope="col">{unit}</th>
          <th scope="col">Share</th>
        </tr>
      </thead>
      <tbody>
        {some.map(({ name: part, number }) => (
          <tr key={part}>
            <th scope="row">
              {part}
              <Bar value={number} most={most} />
            </th>
            <td className="parts-number">{count(number)}</td>
            <td className="parts-share">{percent(all > 0 ? number / all : 0)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
  const rest = parts.slice(shown);
  return (
    <>
      {table(parts.slice(0, shown), caption)}
      {rest.length > 0 && (
        <details className="fold">
          <summary>{count(rest.length)} more</summary>
          {table(rest, `${caption}, the rest`)}
        </details>
      )}
    </>
  );
}
