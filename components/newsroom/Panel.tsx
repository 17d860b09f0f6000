/** A part of the page with a heading of its own. */
import { type ReactNode, useId } from 'react';

type Props = { title: string; note?: ReactNode; className?: string; children: ReactNode };

export function Panel({ title, note, className = '', children }: Props) {
  const id = useId();
  return (
    <section className={`panel ${className}`} aria-labelledby={id}>
      <div className="section-head">
        <h2 id={id}>{title}</h2>
        {note && <p className="section-note">{note}</p>}
      </div>
      {children}
    </section>
  );
}
