/**
 * Stories that stand beside another one: those the editor named, then its neighbours in time. Neighbours, not the
 * newest: what came before and after is what a reader of that story misses, every story is led to by others, and a
 * change touches the pages of a few stories however many there are.
 */
import { mostAlikeFirst } from './alike.ts';
import type { Edition, IndexedStory } from './open.ts';

const most = 4;
/** Looked at in each list (topic, section), so many newer stories and so many older ones. */
const reach = 8;

/** The stories an editor named, then those near in time on its topics and in its section, the most alike first. */
export function relatedTo(story: IndexedStory, edition: Edition): IndexedStory[] {
  const named = story.related.flatMap((slug) => edition.summary(slug) ?? []);
  const lists = [...story.topics.map(edition.onTopic), edition.inSection(story.section)];
  const near = new Set(lists.flatMap((list) => around(story, list)));
  near.delete(story);
  const found = new Set([...named, ...mostAlikeFirst(story, [...near])]);
  found.delete(story);
  return [...found].slice(0, most);
}

/** Stories of an edition that may show others beside them than they did in the one before, when these have changed. */
export function besides(
  before: Edition,
  after: Edition,
  changed: readonly IndexedStory[],
): Set<IndexedStory> {
  const slugs = new Set<string>();
  for (const edition of [before, after])
    for (const { slug } of changed) {
      for (const naming of edition.naming(slug)) slugs.add(naming.slug);
      const story = edition.summary(slug);
      if (!story) continue;
      const lists = [edition.inSection(story.section), ...story.topics.map(edition.onTopic)];
      for (const near of lists.flatMap((list) => around(story, list))) slugs.add(near.slug);
    }
  return new Set([...slugs].flatMap((slug) => after.summary(slug) ?? []));
}

const places = new WeakMap<readonly IndexedStory[], ReadonlyMap<IndexedStory, number>>();

/** The story's neighbours in a list that holds it, and itself. */
function around(story: IndexedStory, list: readonly IndexedStory[]): readonly IndexedStory[] {
  const known = places.get(list) ?? new Map(list.map((each, place) => [each, place]));
  places.set(list, known);
  const place = known.get(story);
  return place === undefined ? [] : list.slice(Math.max(0, place - reach), place + reach + 1);
}
