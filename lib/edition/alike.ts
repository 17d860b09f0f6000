/** How much stories are alike, by their topics and their words. */
import type { IndexedStory } from './open.ts';

/** Stories by how much they are like one: topics in common and words in common, then how near in time they are. */
export function mostAlikeFirst(story: IndexedStory, others: readonly IndexedStory[]): IndexedStory[] {
  const alike = likenessAmong([story, ...others]);
  const topics = new Set(story.topics);
  const at = Date.parse(story.publishedAt);
  return others
    .map((other) => ({
      other,
      likeness:
        other.topics.filter((topic) => topics.has(topic)).length + wordsAgainstTopics * alike(story, other),
      distance: Math.abs(Date.parse(other.publishedAt) - at),
    }))
    .sort((a, b) => b.likeness - a.likeness || a.distance - b.distance || (a.other.id < b.other.id ? -1 : 1))
    .map(({ other }) => other);
}

/** Two stories with all words in common are as alike as two with so many topics in common. */
const wordsAgainstTopics = 5;

type Likeness = (one: IndexedStory, other: IndexedStory) => number;

/**
 * From 0, no word in common, to 1 (the cosine of their words, a word weighing more the fewer have it). Counted among
 * these few alone: weights from all stories would make every page change with every story.
 */
function likenessAmong(stories: readonly IndexedStory[]): Likeness {
  const having = new Map<string, number>();
  for (const story of stories)
    for (const word of wordsOf(story)) having.set(word, (having.get(word) ?? 0) + 1);
  const weights = new Map<string, number>();
  for (const [word, count] of having) weights.set(word, Math.log((1 + stories.length) / count) ** 2);
  const weigh = (words: Iterable<string>, within?: ReadonlySet<string>) => {
    let sum = 0;
    for (const word of words) if (!within || within.has(word)) sum += weights.get(word) ?? 0;
    return sum;
  };
  return (one, other) => {
    const [words, others] = [wordsOf(one), wordsOf(other)];
    const shared = weigh(words, others);
    return shared === 0 ? 0 : shared / Math.sqrt(weigh(words) * weigh(others));
  };
}

const known = new WeakMap<IndexedStory, ReadonlySet<string>>();

function wordsOf(story: IndexedStory): ReadonlySet<string> {
  const before = known.get(story);
  if (before) return before;
  const words = new Set(story.terms ? story.terms.split(' ') : []);
  known.set(story, words);
  return words;
}
