/**
 * Stories that stand beside another one: those the editor named, then its neighbours in time. Neighbours, not the
 * newest: what came before and after is what a reader of that story misses, every story is led to by others, and a
 * change touches the pages of a few stories however many there are.
 */
import type { Edition, IndexedStory } from './open.ts';

const most = 4;
/** Looked at in each list (topic, section), so many newer stories and so many older ones. */
const reach = 8;

/** The stories an editor named, then those near in time: on its topics (more of them in common first), in its section. */
export function relatedTo(story: IndexedStory, edition: Edition): IndexedStory[] {
  const named = story.related.flatMap((slug) => edition.summary(slug) ?? []);
  const onTopics = story.topics.flatMap((topic) => around(story, edition.onTopic(topic)));
  const inSection = around(story, edition.inSection(story.section));
  const found = [...named, ...nearestFirst(story, onTopics), ...nearestFirst(story, inSection)];
  const unique = new Map(found.map((each) => [each.slug, each]));
  unique.delete(story.slug);
  return [...unique.values()].slice(0, most);
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

function nearestFirst(story: IndexedStory, others: readonly IndexedStory[]): IndexedStory[] {
  const at = Date.parse(story.publishedAt);
  const topics = new Set(story.topics);
  const ranked = others.map((other) => ({
    other,
    shared: other.topics.filter((topic) => topics.has(topic)).length,
    distance: Math.abs(Date.parse(other.publishedAt) - at),
  }));
  return ranked
    .sort((a, b) => b.shared - a.shared || a.distance - b.distance || (a.other.slug < b.other.slug ? -1 : 1))
    .map(({ other }) => other);
}
