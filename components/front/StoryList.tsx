/** A page that lists stories: of a section, a topic, an author. */
import { formatDay } from '#lib/dates/format.ts';
import { type ListView, listAddress } from '#lib/edition/lists.ts';
import { ListHead } from './ListHead.tsx';
import { Teaser } from './Teaser.tsx';
import { Turn } from './Turn.tsx';

type Props = Readonly<{
  /** What the list is of. */
  word: string;
  view: ListView;
  lang: string;
  timeZone: string;
  /** Where the one whose stories they are can be found elsewhere. */
  elsewhere?: readonly Readonly<{ name: string; href: string }>[];
}>;

export function StoryList({ word, view, lang, timeZone, elsewhere = [] }: Props) {
  const { kind, of, stories, turning } = view;
  const day = (instant = '') => formatDay(instant, lang, timeZone);
  const days = () => `${day(stories.at(-1)?.story.publishedAt)} to ${day(stories[0]?.story.publishedAt)}`;
  return (
    <>
      <ListHead kicker={word} name={of.name} description={of.description} lang={lang} />
      {elsewhere.length > 0 && (
        <ul className="elsewhere">
          {elsewhere.map(({ name, href }) => (
            <li key={href}>
              <a href={href} rel="me">
                {name}
              </a>
            </li>
          ))}
        </ul>
      )}
      {stories.length === 0 ? (
        <p className="empty">Nothing is published here yet.</p>
      ) : (
        <div className="list">
          {stories.map((placed) => (
            <Teaser key={placed.story.id} {...placed} timeZone={timeZone} size="top" heading="h2" />
          ))}
        </div>
      )}
      <Turn
        turning={turning}
        addressOf={(page) => listAddress(kind, of.slug, page)}
        here={turning.page === undefined ? 'The newest' : days()}
      />
    </>
  );
}
