/** Which feeds there are, and what stands in them: of the whole newspaper, and of each section, topic and author. */
import { type ListKind, listAddress, listName, storiesIn } from './lists.ts';
import type { Edition, IndexedStory } from './open.ts';

/** A list, or the whole newspaper if none is named. */
export type FeedOf = Readonly<{ kind: ListKind; slug: string }> | undefined;

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
  return `${of ? listAddress(of.kind, of.slug) : ''}/${feedFormats[format].file}`;
}

const storiesInFeed = 30;

/** The newest stories, and what of them isn't the story's own. */
export function feedView(edition: Edition, of?: FeedOf) {
  const stories = of ? storiesIn(edition, of.kind, of.slug) : edition.stories;
  return {
    name: of && listName(edition, of.kind, of.slug),
    items: stories.slice(0, storiesInFeed).map((story) => itemView(edition, story)),
    forgotten: forgottenView(edition),
  };
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
