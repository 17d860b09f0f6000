/** Which of some stories are the same in other languages. */
import type { CheckedStory, Translation } from './model.ts';

/**
 * For each story that has any: the others, by language. Given the public stories alone it names no other, and whoever
 * is named names back.
 */
export function translationsAmong(stories: readonly CheckedStory[]): Map<string, readonly Translation[]> {
  const groups = new Map<string, Translation[]>();
  for (const { slug, lang, translationOf } of stories)
    if (translationOf !== undefined) {
      const group = groups.get(translationOf);
      if (group) group.push({ slug, lang });
      else groups.set(translationOf, [{ slug, lang }]);
    }
  if (groups.size > 0) for (const { slug, lang } of stories) groups.get(slug)?.push({ slug, lang });
  const all = new Map<string, readonly Translation[]>();
  for (const group of groups.values()) {
    const sorted = group.sort((a, b) => (a.lang < b.lang ? -1 : 1));
    for (const { slug } of sorted) {
      const others = sorted.filter((each) => each.slug !== slug);
      if (others.length > 0) all.set(slug, others);
    }
  }
  return all;
}
