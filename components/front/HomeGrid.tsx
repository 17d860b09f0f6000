/** The home front: banner, lead and top stories, section strips, the latest. */
import type { Site } from '#lib/edition/model.ts';
import type { HomeFront } from '#lib/edition/ranking.ts';
import { Teaser } from './Teaser.tsx';

export function HomeGrid({ front, site }: { front: HomeFront; site: Site }) {
  const { lead, top, strips, latest } = front;
  const { timeZone } = site;
  if (!lead) return <p className="empty">No story is published yet. The first one will stand here.</p>;
  return (
    <>
      <div className="home-top">
        <div className="home-lead">
          <Teaser {...lead} timeZone={timeZone} size="lead" heading="h2" />
        </div>
        {top.slice(0, 2).length > 0 && (
          <div className="home-beside">
            {top.slice(0, 2).map((placed) => (
              <Teaser key={placed.story.id} {...placed} timeZone={timeZone} size="top" heading="h2" />
            ))}
          </div>
        )}
      </div>
      {top.length > 2 && (
        <div className="home-row">
          {top.slice(2).map((placed) => (
            <Teaser key={placed.story.id} {...placed} timeZone={timeZone} size="strip" heading="h2" />
          ))}
        </div>
      )}
      {strips.map(({ section, stories }) => (
        <section key={section.slug} className="strip" aria-labelledby={`strip-${section.slug}`}>
          <h2 className="strip-name" id={`strip-${section.slug}`}>
            <a href={`/sections/${section.slug}`}>{section.name}</a>
          </h2>
          <div className="strip-stories">
            {stories.map((placed) => (
              <Teaser key={placed.story.id} {...placed} timeZone={timeZone} size="strip" />
            ))}
          </div>
        </section>
      ))}
      {latest.length > 0 && (
        <section className="latest" aria-labelledby="latest">
          <h2 className="strip-name" id="latest">
            Latest
          </h2>
          <ul>
            {latest.map((placed) => (
              <li key={placed.story.id}>
                <Teaser {...placed} timeZone={timeZone} size="line" />
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}
