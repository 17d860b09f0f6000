/**
 * Which stories stand where by their language. A language other than the site's for which the portal has words stands
 * apart: it has a front, and a frame in its own words around its stories. Stories in any other language stand with the
 * site's own.
 */
import { furnishedLanguages, furnitureIn, languageOf } from '#lib/words/furniture.ts';
import type { InLanguages, Site, StorySummary } from './model.ts';
import type { Edition, IndexedStory } from './open.ts';
import { arrangeHome, type HomeFront } from './ranking.ts';

type InLanguage = Pick<StorySummary, 'lang'>;

/** The language under which a story stands apart from the site's own, if it does. */
export function apartIn({ lang }: InLanguage, site: Pick<Site, 'lang'>): string | undefined {
  const language = languageOf(lang);
  const isApart = language !== languageOf(site.lang) && furnishedLanguages.includes(language);
  return isApart ? language : undefined;
}

/** The language of the page around a story: its own if it stands apart, else the site's. */
export const pageLang = (story: InLanguage | undefined, site: Pick<Site, 'lang'>): string =>
  story && apartIn(story, site) ? furnitureIn(story.lang).lang : site.lang;

/** The name of a section or topic in a language; in the site's, if it has none there. */
export const nameIn = (
  { name, names }: Readonly<{ name: string; names?: InLanguages }>,
  lang: string,
): string => names?.[languageOf(lang)] ?? name;

/** Languages that have a front beside the main one. */
export const frontLanguages = (edition: Edition): readonly string[] =>
  furnishedLanguages.filter(
    (language) => language !== languageOf(edition.site.lang) && edition.inLanguage(language).length > 0,
  );

/** `/zh` */
export const frontAddress = (language: string) => `/${language}`;

/** Every front with its address, as `hreflang` names them: the main one first, alone if there is no other. */
export function frontsView(edition: Edition): readonly Readonly<{ lang: string; address: string }>[] {
  const others = frontLanguages(edition).map((language) => ({
    lang: furnitureIn(language).lang,
    address: frontAddress(language),
  }));
  return [{ lang: edition.site.lang, address: '/' }, ...others];
}

const known = new WeakMap<Edition, readonly IndexedStory[]>();

/** Stories in the site's own language, and in those that have no front. */
export function mainStories(edition: Edition): readonly IndexedStory[] {
  const before = known.get(edition);
  if (before) return before;
  const { site, stories } = edition;
  const main = frontLanguages(edition).length > 0 ? stories.filter((each) => !apartIn(each, site)) : stories;
  known.set(edition, main);
  return main;
}

/** The main front's stories: those of the site's language, and others to which its editor gave a place. */
export function storiesOnMainFront(edition: Edition): readonly IndexedStory[] {
  const { slots = [], pins = [] } = edition.site.fronts.home ?? {};
  const apart = [...pins, ...slots]
    .flatMap(({ story }) => edition.summary(story) ?? [])
    .filter((story) => apartIn(story, edition.site));
  return apart.length > 0 ? [...mainStories(edition), ...apart] : mainStories(edition);
}

/** On a language's front below its top stories: there are no lists that lead further. */
const latestOnFront = 50;

/** The front of a language; nothing if it has none. */
export function languageFrontView(edition: Edition, language: string): HomeFront | undefined {
  if (!frontLanguages(edition).includes(language)) return undefined;
  return arrangeHome(edition.inLanguage(language), [], edition.site.fronts[language], latestOnFront);
}

/** True for a story that lists show: one of those that are the same in several languages, the site's if it is among them. */
export function isListed({ lang, translations }: StorySummary, site: Pick<Site, 'lang'>): boolean {
  const own = languageOf(site.lang);
  return languageOf(lang) === own || !translations?.some((each) => languageOf(each.lang) === own);
}

/** The same story in the language in which another one stands, if there is such a one. */
export function asBeside(story: IndexedStory, other: IndexedStory, edition: Edition): IndexedStory {
  const language = languageOf(other.lang);
  if (languageOf(story.lang) === language) return story;
  const same = story.translations?.find(({ lang }) => languageOf(lang) === language);
  return (same && edition.summary(same.slug)) ?? story;
}
