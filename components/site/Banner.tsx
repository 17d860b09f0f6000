/** The breaking line over every page, until its time is over. It is in the site's language. */
import type { Site } from '#lib/edition/model.ts';
import { furnitureIn } from '#lib/words/furniture.ts';
import { Text } from './Text.tsx';

type Props = NonNullable<Site['banner']> & Readonly<{ lang: string; siteLang: string }>;

export function Banner({ text, story, lang, siteLang }: Props) {
  const line = <Text lang={siteLang}>{text}</Text>;
  return (
    <aside className="banner" aria-label={furnitureIn(lang).breaking}>
      <span lang={lang === siteLang ? undefined : siteLang}>
        {story ? <a href={`/articles/${story}`}>{line}</a> : line}
      </span>
    </aside>
  );
}
