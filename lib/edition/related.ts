/**
 * Stories that stand beside another one: those the editor named, then its neighbours in time. Neighbours, not the
 * newest: what came before and after is what a reader of that story misses, every story is led to by others, and a
 * change touches the pages of a few stories however many there are.
 */
import { languageOf } from '#lib/words/furniture.ts';
import { apartIn, asBeside } from './languages.ts';
import type { Edition, IndexedStory } from './open.ts';

const most = 4;
/** Looked at in each list (topic, section), so many newer stories and so many older ones. */
const reach = 8;

/**
 * The stories an editor named, in the story's own language where they are in it; then those near in time: on its topics
 * (more of them in common first), in its section. Where its language stands apart: near in time among its own.
 */
export function relatedTo(story: IndexedStory, edition: Edition): IndexedStory[] {
  const named = story.related
    .flatMap((slug) => edition.summary(slug) ?? [])
    .map((each) => asBeside(each, story, edition));
  const near = listsAround(story, edition).map((list) => nearestFirst(story, list));
  const found = [...named, ...near.flat()];
  const unique = new Map(found.map((each) => [each.slug, each]));
  unique.delete(story.slug);
  return [...unique.values()].slice(0, most);
}

/** What stands near a story, by the lists that are asked one after the other. */
function listsAround(story: IndexedStory, edition: Edition): IndexedStory[][] {
  const language = apartIn(story, edition.site);
  if (language !== undefined) return [[...around(story, edition.inLanguage(language))]];
  const own = (list: readonly IndexedStory[]) =>
    around(story, list).filter((each) => !apartIn(each, edition.site));
  return [
    story.topics.flatMap((topic) => own(edition.onTopic(topic))),
    own(edition.inSection(story.section)),
  ];
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
      const story = edition.summary(slug);
      const same = story?.translations ?? [];
      for (const naming of [slug, ...same.map((each) => each.slug)].flatMap(edition.naming))
        slugs.add(naming.slug);
      if (!story) continue;
      const lists = [edition.inLanguage(languageOf(story.lang)), edition.inSection(story.section)];
      for (const near of [...lists, ...story.topics.map(edition.onTopic)].flatMap((list) =>
        around(story, list),
      ))
        slugs.add(near.slug);
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
