/** The name of a section or topic in the page's language; where it has none there, in the site's, and marked as such. */
import type { InLanguages } from '#lib/edition/model.ts';
import { languageOf } from '#lib/words/furniture.ts';
import { Text } from './Text.tsx';

type Props = Readonly<{
  of: Readonly<{ name: string; names?: InLanguages }>;
  /** Of the page. */
  lang: string;
  siteLang: string;
}>;

export function Name({ of: { name, names }, lang, siteLang }: Props) {
  const own = names?.[languageOf(lang)];
  if (own !== undefined && lang !== siteLang) return <Text lang={lang}>{own}</Text>;
  const said = <Text lang={siteLang}>{name}</Text>;
  return lang === siteLang ? said : <span lang={siteLang}>{said}</span>;
}
