/**
 * Stories that stand beside another one: those the editor named, then its neighbours in time. Neighbours, not the
 * newest: what came before and after is what a reader of that story misses, every story is led to by others, and a
 * change touches the pages of a few stories however many there are.
 */
import { languageOf } from '#lib/words/furniture.ts';
import { mostAlikeFirst } from './alike.ts';
import { apartIn, asBeside } from './languages.ts';
import type { Edition, IndexedStory } from './open.ts';

const most = 4;
/** Looked at in each list (topic, section), so many newer stories and so many older ones. */
const reach = 8;

/**
 * The stories an editor named, in the story's own language where they are in it; then those near in time, the most alike
 * first: on its topics and in its section, or, where its language stands apart, among its own.
 */
export function relatedTo(story: IndexedStory, edition: Edition): IndexedStory[] {
  const named = story.related
    .flatMap((slug) => edition.summary(slug) ?? [])
    .map((each) => asBeside(each, story, edition));
  const near = nearTo(story, edition);
  near.delete(story);
  const found = new Set([...named, ...mostAlikeFirst(story, [...near])]);
  found.delete(story);
  return [...found].slice(0, most);
}

function nearTo(story: IndexedStory, edition: Edition): Set<IndexedStory> {
  const language = apartIn(story, edition.site);
  if (language !== undefined) return new Set(around(story, edition.inLanguage(language)));
  const lists = [...story.topics.map(edition.onTopic), edition.inSection(story.section)];
  return new Set(lists.flatMap((list) => around(story, list)).filter((each) => !apartIn(each, edition.site)));
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
