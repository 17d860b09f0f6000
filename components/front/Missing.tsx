/** Says that an address leads nowhere, and where to go on. */

import type { StorySummary } from '#lib/edition/model.ts';
import { Teaser } from './Teaser.tsx';

export function Missing({ stories, timeZone }: { stories: readonly StorySummary[]; timeZone: string }) {
  return (
    <section className="message">
      <h1>There is nothing at this address</h1>
      <p className="standfirst">It may have been mistyped, or the page has moved without leaving word.</p>
      <p>
        The <a href="/">front page</a> has everything that is new; the sections stand at the top of this page.
      </p>
      {stories.length > 0 && (
        <>
          <h2 className="strip-name">Latest</h2>
          <ul className="plain">
            {stories.map((story) => (
              <li key={story.id}>
                <Teaser story={story} timeZone={timeZone} size="line" />
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}
