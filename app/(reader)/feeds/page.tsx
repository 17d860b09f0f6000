/** What feeds are, and where ours are. */
import type { Metadata } from 'next';
import { ListHead } from '#components/front/ListHead.tsx';
import { PageView } from '#components/site/PageView.tsx';
import { StructuredData } from '#components/site/StructuredData.tsx';
import { Text } from '#components/site/Text.tsx';
import { type FeedOf, feedAddress, feedsView } from '#lib/edition/feeds.ts';
import { edition } from '#lib/edition/open.ts';
import { describePage } from '#lib/metadata/describe.ts';
import { trail } from '#lib/metadata/json-ld.ts';
import { preferredSourceAddress } from '#lib/metadata/networks.ts';
import { settingsHere } from '#lib/settings/settings.ts';
import { furnitureIn } from '#lib/words/furniture.ts';

export const dynamic = 'force-static';
const title = 'Feeds';
const description =
  'Follow all of it, or only what you care about, without an account and without being followed.';
const names = { sections: 'Sections', topics: 'Topics', authors: 'Authors' };

export function generateMetadata(): Metadata {
  return describePage({ site: edition().site, title, description, path: '/feeds', feeds: {} });
}

export default function Feeds() {
  const current = edition();
  const { name, lang } = current.site;
  const { languages, lists: kinds, googlePreferredSource } = feedsView(current);
  const preferred = googlePreferredSource ? preferredSourceAddress(settingsHere().siteUrl) : undefined;
  return (
    <>
      <StructuredData things={[trail(current, [{ name: title }])]} />
      <ListHead name={title} description={description} />
      <div className="body">
        <p>
          A feed is a file with our newest stories, whole. A feed reader, an app or a site of your choice,
          looks into it now and then and shows you what is new. Give it one of these addresses. RSS and Atom
          say the same; take JSON if you write programs.
        </p>
        <ul className="feed-list">
          <Feed name={name} lang={lang} />
          {languages.map((language) => (
            <Feed
              key={language}
              of={{ language }}
              name={furnitureIn(language).frontTitle(name)}
              lang={furnitureIn(language).lang}
            />
          ))}
          <Feed of="corrections" name="Corrections" lang="en" />
        </ul>
        {kinds.map(({ kind, lists }) => (
          <section key={kind} aria-labelledby={kind}>
            <h2 id={kind}>{names[kind]}</h2>
            <ul className="feed-list">
              {lists.map((list) => (
                <Feed key={list.slug} of={{ kind, slug: list.slug }} name={list.name} lang={lang} />
              ))}
            </ul>
          </section>
        ))}
        {preferred && (
          <p>
            Do you search with Google? You can ask it to <a href={preferred}>show you more from {name}</a>{' '}
            among its top stories.
          </p>
        )}
      </div>
      <PageView site={current.site} address="/feeds" />
    </>
  );
}

function Feed({ of, name, lang }: { of?: FeedOf; name: string; lang: string }) {
  return (
    <li>
      <span lang={lang}>
        <Text lang={lang}>{name}</Text>
      </span>{' '}
      <a href={feedAddress('rss', of)}>RSS</a> <a href={feedAddress('atom', of)}>Atom</a>{' '}
      <a href={feedAddress('json', of)}>JSON</a>
    </li>
  );
}
