/** A row of figures with their names, and how each has changed. */
import type { ReactNode } from 'react';

export type Named = Readonly<{ name: string; value: string; note?: ReactNode }>;

export function FigureList({ figures }: { figures: readonly Named[] }) {
  return (
    <dl className="figure-list">
      {figures.map(({ name, value, note }) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd className="figure-value">{value}</dd>
          {note && <dd className="figure-note">{note}</dd>}
        </div>
      ))}
    </dl>
  );
}
