/** The vocabulary's plain components: quotation, facts, timeline, note. */
import type { ReactNode } from 'react';

type Inside = Readonly<{ children?: ReactNode }>;

export function PullQuote({ by, role, children }: Inside & { by?: string; role?: string }) {
  return (
    <figure className="pull-quote">
      <blockquote>{children}</blockquote>
      {by && (
        <figcaption>
          {by}
          {role && `, ${role}`}
        </figcaption>
      )}
    </figure>
  );
}

export function FactBox({ title, children }: Inside & { title: string }) {
  return (
    <aside className="fact-box" aria-label={title}>
      <p className="box-title">{title}</p>
      {children}
    </aside>
  );
}

export function Timeline({ title, children }: Inside & { title: string }) {
  return (
    <section className="timeline" aria-label={title}>
      <p className="box-title">{title}</p>
      <ol>{children}</ol>
    </section>
  );
}

export function Event({ date, label, children }: Inside & { date: string | number; label?: string }) {
  return (
    <li>
      <time dateTime={String(date)}>{label ?? date}</time>
      <div>{children}</div>
    </li>
  );
}

export function Note({ label, children }: Inside & { label: string }) {
  return (
    <aside className="note" aria-label={label}>
      <p className="box-title">{label}</p>
      {children}
    </aside>
  );
}
