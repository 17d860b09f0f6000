/** Where readers come from: by kind, with the names of each kind below it. */
import type { Part, SourceKind } from '#lib/audience/shapes.ts';
import { Bar } from './Bar.tsx';
import { count, counted, duration, percent } from './figures.ts';
import { byKind } from './grouping.ts';
import { sourceKinds } from './words.ts';

const named = 4;

export function Sources({ sources }: { sources: readonly Part[] }) {
  const kinds = byKind(sources);
  const all = sources.reduce((sum, { views }) => sum + views, 0);
  const most = Math.max(...kinds.map(({ views }) => views));
  if (kinds.length === 0) return <p className="empty">No views yet.</p>;
  return (
    <>
      <table className="parts">
        <caption className="unseen">Views by kind of source</caption>
        <thead className="unseen">
          <tr>
            <th scope="col">Source</th>
            <th scope="col">Views</th>
            <th scope="col">Share</th>
          </tr>
        </thead>
        <tbody>
          {kinds.map(({ kind, views, parts }) => (
            <tr key={kind}>
              <th scope="row">
                {sourceKinds[kind]}
                <Bar value={views} most={most} />
                {hasNames(kind) && <span className="parts-names">{firstNames(parts)}</span>}
              </th>
              <td className="parts-number">{count(views)}</td>
              <td className="parts-share">{percent(views / all)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <details className="fold">
        <summary>{counted(sources.length, 'source')} in full</summary>
        <table>
          <caption className="unseen">Views and time by source</caption>
          <thead>
            <tr>
              <th scope="col">Source</th>
              <th scope="col">Views</th>
              <th scope="col">Engaged</th>
            </tr>
          </thead>
          <tbody>
            {sources.map(({ kind, name, views, engaged }) => (
              <tr key={`${kind} ${name}`}>
                <th scope="row">{name}</th>
                <td>{count(views)}</td>
                <td>{duration(engaged)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </>
  );
}

/** Those that come directly, or from a page of ours, have no further name. */
const hasNames = (kind: SourceKind) => kind !== 'direct' && kind !== 'internal';

function firstNames(parts: readonly Part[]): string {
  const names = parts.slice(0, named).map(({ name, views }) => `${name} ${count(views)}`);
  const rest = parts.length - named;
  return [...names, ...(rest > 0 ? [`and ${count(rest)} more`] : [])].join(', ');
}
