/** A page that lists stories: a section, a topic, an author. */
import type { ReactNode } from 'react';
import { sectionAddress } from '#lib/edition/addresses.ts';
import type { StorySummary } from '#lib/edition/model.ts';
import type { Pagination } from '#lib/edition/views.ts';
import { Teaser } from './Teaser.tsx';

type Props = Readonly<{
  kind: string;
  name: string;
  description: string;
  stories: readonly Readonly<{ story: StorySummary; headline?: string }>[];
  timeZone: string;
  children?: ReactNode;
}>;

export function StoryList({ kind, name, description, stories, timeZone, children }: Props) {
  return (
    <>
      <header className="list-head">
        <p className="kicker">{kind}</p>
        <h1>{name}</h1>
        <p className="standfirst">{description}</p>
      </header>
      {stories.length === 0 ? (
        <p className="empty">Nothing is published here yet.</p>
      ) : (
        <div className="list">
          {stories.map((placed) => (
            <Teaser key={placed.story.id} {...placed} timeZone={timeZone} size="top" heading="h2" />
          ))}
        </div>
      )}
      {children}
    </>
  );
}

/** Newer and older pages of a section. */
export function Pages({ section, page, pages }: { section: string } & Pagination) {
  if (pages === 1) return null;
  return (
    <nav className="pages" aria-label="Pages">
      {page > 1 && (
        <a href={sectionAddress(section, page - 1)} rel="prev">
          Newer
        </a>
      )}
      <span>
        Page {page} of {pages}
      </span>
      {page < pages && (
        <a href={sectionAddress(section, page + 1)} rel="next">
          Older
        </a>
      )}
    </nav>
  );
}
