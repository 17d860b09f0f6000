/** The frame of the newsroom’s page: its head, with room for the ways through time and for who is there, and its text. */
import type { ReactNode } from 'react';
import type { Site } from './Newsroom.tsx';

type Props = { site: Site; aside?: ReactNode; ranges?: ReactNode; isStale?: boolean; children: ReactNode };

export function Frame({ site, aside, ranges, isStale = false, children }: Props) {
  return (
    <>
      <a className="skip" href="#main">
        Skip to the figures
      </a>
      <header className="masthead">
        <p className="nameplate">
          <a href="/">{site.name}</a> <span>Newsroom</span>
        </p>
        <div className="masthead-side">{aside}</div>
        {ranges}
      </header>
      <main id="main" tabIndex={-1} data-stale={isStale ? '' : undefined}>
        {children}
      </main>
    </>
  );
}
