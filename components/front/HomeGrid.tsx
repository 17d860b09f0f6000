/** The home front: banner, lead and top stories, section strips, the latest. */
import type { ReactNode } from 'react';
import type { Site } from '#lib/edition/model.ts';
import type { HomeFront, Placed } from '#lib/edition/ranking.ts';
import { furnitureIn } from '#lib/words/furniture.ts';
import { Teaser } from './Teaser.tsx';

type Props = Readonly<{
  front: HomeFront;
  site: Site;
  /** Of the page. */
  lang: string;
  /** Stands under the top stories. */
  children?: ReactNode;
}>;

export function HomeGrid({ front, site, lang, children }: Props) {
  const { lead, top, strips, latest } = front;
  const [beside, under, row] = [top.slice(0, 2), top.slice(2, 4), top.slice(4)];
  const { timeZone } = site;
  const words = furnitureIn(lang);
  if (!lead) return <p className="empty">{words.nothingYet}</p>;
  return (
    <>
      <div className="home-top">
        <div className="home-lead">
          <Teaser {...lead} timeZone={timeZone} size="lead" heading="h2" />
          <Row className="home-under" stories={under} size="line" timeZone={timeZone} />
        </div>
        <Row className="home-beside" stories={beside} size="top" timeZone={timeZone} />
      </div>
      <Row className="home-row" stories={row} size="strip" timeZone={timeZone} />
      {children}
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
            {words.latest}
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

type RowProps = Readonly<{
  className: string;
  stories: readonly Placed[];
  size: 'top' | 'strip' | 'line';
  timeZone: string;
}>;

function Row({ className, stories, size, timeZone }: RowProps) {
  if (stories.length === 0) return null;
  return (
    <div className={className}>
      {stories.map((placed) => (
        <Teaser key={placed.story.id} {...placed} timeZone={timeZone} size={size} heading="h2" />
      ))}
    </div>
  );
}
