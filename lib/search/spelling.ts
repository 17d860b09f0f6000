/** The word that somebody meant who typed one that no story has. */
import { distance } from 'fastest-levenshtein';

type Known = Readonly<{ term: string; stories: number }>;
type Near = Known & Readonly<{ wrong: number }>;

/** Shorter words have too many neighbours. */
const shortest = 4;
/** One letter may be wrong, missing or too much, or two have changed places; in words as long as this, two. */
const long = 8;

/**
 * The nearest of the words that `words` gives for a beginning and a length, as typed or without its ending; of equally
 * near ones that which more stories have. The first letter is taken as right: it is seldom mistyped, and all words of a
 * language are too many to be looked through for each question.
 */
export function nearest(
  typed: string,
  stem: string,
  words: (start: string, least: number, most: number) => readonly Known[],
): string | undefined {
  if (typed.length < shortest || /\p{N}/u.test(typed)) return undefined;
  const most = typed.length < long ? 1 : 2;
  const [first = ''] = typed;
  let best: Near | undefined;
  for (const { term, stories } of words(first, stem.length - most, typed.length + most)) {
    const wrong = Math.min(apart(typed, term), apart(stem, term));
    if (wrong > most) continue;
    const near = { term, stories, wrong };
    if (!best || isBetter(near, best)) best = near;
  }
  return best?.term;
}

function isBetter(one: Near, other: Near): boolean {
  if (one.wrong !== other.wrong) return one.wrong < other.wrong;
  if (one.stories !== other.stories) return one.stories > other.stories;
  return one.term < other.term;
}

/** By how many letters two words differ; two neighbours that have changed places are one. */
function apart(one: string, other: string): number {
  const letters = distance(one, other);
  return letters === 2 && areSwapped(one, other) ? 1 : letters;
}

function areSwapped(one: string, other: string): boolean {
  const at = [...one].findIndex((letter, index) => letter !== other[index]);
  return one.length === other.length && one[at] === other[at + 1] && one[at + 1] === other[at];
}
