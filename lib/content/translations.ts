/** Whether translations name their originals rightly. Said on one side only, so that the two sides can't disagree. */
import { type CheckedFile, storyOf } from './file.ts';
import { type Found, placeOf, unknown } from './found.ts';
import type { Library } from './library.ts';
import type { SiteData } from './schemas.ts';

export function translationFaultsIn(library: Library): Found[] {
  const [site] = library.of('Site');
  const siteLang = ((site?.data ?? site?.parts ?? {}) as Partial<SiteData>).lang;
  const langOf = (story: CheckedFile) => storyOf(story).lang ?? siteLang;
  const taken = new Map<string, CheckedFile>();
  return library.of('Story').flatMap((story): Found[] => {
    const { translationOf } = storyOf(story);
    if (translationOf === undefined) return [];
    const say = (field: string, what: string, mend: string): Found[] => [
      [story.file, { ...placeOf(story, field), field, what, mend }],
    ];
    if (translationOf === story.slug)
      return say('translationOf', 'is the story itself', 'name the story it was translated from');
    const original = library.at(`/articles/${translationOf}`);
    if (!original) return [unknown(story, 'translationOf', 'Story', translationOf, library)];
    const first = storyOf(original).translationOf;
    if (first !== undefined)
      return say(
        'translationOf',
        `"${translationOf}" is a translation itself`,
        first === story.slug ? 'leave it out in one of the two' : `name the original: ${first}`,
      );
    const lang = langOf(story);
    // A language that can't be read has been reported.
    if (lang === undefined) return [];
    if (lang === langOf(original))
      return say(
        storyOf(story).lang === undefined ? 'translationOf' : 'lang',
        `"${translationOf}" is in ${lang} too`,
        'write the language of this text, lang: zh-Hans, say',
      );
    const key = `${translationOf} ${lang}`;
    const other = taken.get(key);
    taken.set(key, other ?? story);
    return other
      ? say(
          'translationOf',
          `"${translationOf}" has a translation into ${lang}: ${other.file}`,
          'leave it out in one of the two, or write the right lang',
        )
      : [];
  });
}
