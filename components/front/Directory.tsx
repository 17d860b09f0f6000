/** A page that names all topics, or all authors, with the newest story of each. */
import { Text } from '#components/site/Text.tsx';
import { type DirectoryView, listAddress } from '#lib/edition/lists.ts';
import { ListHead } from './ListHead.tsx';

type Props = Readonly<{ view: DirectoryView; name: string; description: string; lang: string }>;

export function Directory({ view: { kind, entries }, name, description, lang }: Props) {
  return (
    <>
      <ListHead name={name} description={description} />
      {entries.length === 0 && <p className="empty">There are none yet.</p>}
      <ul className="directory">
        {entries.map(({ of, stories, newest }) => (
          <li key={of.slug}>
            <h2>
              <a href={listAddress(kind, of.slug)}>
                <Text lang={lang}>{of.name}</Text>
              </a>
            </h2>
            <p>
              <Text lang={lang}>{of.description}</Text>
            </p>
            {newest ? (
              <p className="directory-newest">
                {stories === 1 ? '1 story' : `${stories.toLocaleString('en')} stories, the newest`}:{' '}
                <a href={`/articles/${newest.story}`} lang={newest.lang}>
                  <Text lang={newest.lang}>{newest.headline}</Text>
                </a>
              </p>
            ) : (
              <p className="directory-newest">Nothing is published here yet.</p>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}
