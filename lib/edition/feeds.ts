/** Which feeds there are, and what stands in them: of the whole newspaper, and of each section, topic and author. */
import { correctionsAddress } from './corrections.ts';
import { frontAddress, frontLanguages, mainStories } from './languages.ts';
import { type ListKind, listAddress, listKinds, listName, storiesIn } from './lists.ts';
import type { Edition, IndexedStory } from './open.ts';

/** A list, the front of a language, the corrections, or the newspaper's main front if none is named. */
export type FeedOf = StoriesOf | 'corrections';
type StoriesOf = Readonly<{ kind: ListKind; slug: string }> | Readonly<{ language: string }> | undefined;

/**
 * `type` is what links to a feed say it is. It is `sent` as something that browsers know: they show RSS and Atom by
 * their own types as a heap of signs, and as XML by the style sheet that they name.
 */
export const feedFormats = {
  rss: { file: 'feed.xml', type: 'application/rss+xml', sent: 'application/xml; charset=utf-8' },
  atom: { file: 'atom.xml', type: 'application/atom+xml', sent: 'application/xml; charset=utf-8' },
  json: { file: 'feed.json', type: 'application/feed+json', sent: 'application/feed+json; charset=utf-8' },
} as const;
export type FeedFormat = keyof typeof feedFormats;
export const feedFormatNames = Object.keys(feedFormats) as FeedFormat[];

/** `/feed.xml`, `/topics/seas/atom.xml` */
export function feedAddress(format: FeedFormat, of?: FeedOf): string {
  return `${of ? feedPage(of) : ''}/${feedFormats[format].file}`;
}

/** The page for people of what a feed is of. */
export function feedPage(of: FeedOf): string {
  if (of === undefined) return '/';
  if (of === 'corrections') return correctionsAddress();
  return 'language' in of ? frontAddress(of.language) : listAddress(of.kind, of.slug);
}

export const itemsInFeed = 30;

/** The newest stories, and what of them isn't the story's own. */
export function feedView(edition: Edition, of?: StoriesOf) {
  return {
    name: of && 'kind' in of ? listName(edition, of.kind, of.slug) : undefined,
    items: storiesFor(edition, of)
      .slice(0, itemsInFeed)
      .map((story) => itemView(edition, story)),
    forgotten: forgottenView(edition),
  };
}

function storiesFor(edition: Edition, of: StoriesOf) {
  if (!of) return mainStories(edition);
  return 'language' in of ? edition.inLanguage(of.language) : storiesIn(edition, of.kind, of.slug);
}

/** `object` stands for everything in the story. */
function itemView(edition: Edition, story: IndexedStory) {
  const { object, section, topics } = story;
  return {
    object,
    story: story.slug,
    section: edition.section(section)?.name ?? section,
    topics: topics.flatMap((topic) => edition.topic(topic)?.name ?? []),
    authors: story.authors.map((author) => ({ slug: author, name: edition.author(author)?.name ?? author })),
  };
}

/** Stories withdrawn of late, for feeds to tell their readers: whoever has one forgets it. */
export function forgottenView({ gone }: Edition) {
  return gone.flatMap(({ id, at, reason, recent }) =>
    recent && at !== undefined ? [{ id, at, reason }] : [],
  );
}

/** What has feeds of its own, by name; and whether readers are offered to have this newspaper preferred elsewhere. */
export function feedsView(edition: Edition) {
  return {
    languages: frontLanguages(edition),
    lists: listKinds.map((kind) => ({
      kind,
      lists: edition[kind].map(({ slug, name }) => ({ slug, name })),
    })),
    googlePreferredSource: edition.site.googlePreferredSource ?? false,
  };
}

/** The hub that every feed names, if the newsroom has one. */
export const hubOf = ({ site }: Edition) => site.feeds?.hub;
