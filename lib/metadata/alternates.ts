/** A page in every language it is in, itself too, for `hreflang`: each page of them says the same. */
import type { frontsView } from '#lib/edition/languages.ts';
import type { Site, StorySummary } from '#lib/edition/model.ts';
import { languageOf } from '#lib/words/furniture.ts';
import { absolute } from './addresses.ts';

/** `lang` is `x-default` for the one that readers of any other language get. */
export type Alternate = Readonly<{ lang: string; url: string }>;

type Translated = Pick<StorySummary, 'slug' | 'lang' | 'translations'>;

/** Of a story; none if it is in one language. Who reads neither gets the site's language, else the first. */
export function storyAlternates(story: Translated, site: Pick<Site, 'lang'>): readonly Alternate[] {
  const { slug, lang, translations } = story;
  if (!translations) return [];
  const all = [{ slug, lang }, ...translations].sort((a, b) => (a.lang < b.lang ? -1 : 1));
  const own = all.find((each) => languageOf(each.lang) === languageOf(site.lang)) ?? all[0];
  return [...all, { slug: own?.slug ?? slug, lang: 'x-default' }].map((each) => ({
    lang: each.lang,
    url: absolute(`/articles/${each.slug}`),
  }));
}

/** Of the fronts; none if there is one only. */
export function frontAlternates(fronts: ReturnType<typeof frontsView>): readonly Alternate[] {
  if (fronts.length < 2) return [];
  return [...fronts, { lang: 'x-default', address: '/' }].map(({ lang, address }) => ({
    lang,
    url: absolute(address),
  }));
}

/** As Next.js takes them. */
export const languagesOf = (alternates: readonly Alternate[]): Readonly<Record<string, string>> =>
  Object.fromEntries(alternates.map(({ lang, url }) => [lang, url]));
