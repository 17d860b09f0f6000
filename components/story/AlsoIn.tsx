/** Where else a story can be read: in other languages, each called by its own name. */
import type { Translation } from '#lib/edition/model.ts';
import { furnitureIn, nameOfLanguage } from '#lib/words/furniture.ts';

type Props = Readonly<{
  translations: readonly Translation[] | undefined;
  /** Of the page. */
  lang: string;
}>;

export function AlsoIn({ translations = [], lang }: Props) {
  if (translations.length === 0) return null;
  const words = furnitureIn(lang);
  return (
    <p className="also-in" lang={words.lang}>
      {words.alsoIn}{' '}
      {translations.map((each, index) => (
        <span key={each.slug}>
          {index > 0 && ', '}
          <a href={`/articles/${each.slug}`} rel="alternate" lang={each.lang} hrefLang={each.lang}>
            {nameOfLanguage(each.lang)}
          </a>
        </span>
      ))}
    </p>
  );
}
