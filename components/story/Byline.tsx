/** Who wrote a story, and when it was published and updated. */
import { Text } from '#components/site/Text.tsx';
import { formatDate, formatInstant, readingMinutes } from '#lib/dates/format.ts';
import { historyAddress } from '#lib/edition/addresses.ts';
import type { Author, Story } from '#lib/edition/model.ts';
import { wordsIn } from '#lib/words/story.ts';

export function Byline({
  authors,
  lang,
  siteLang,
}: {
  authors: readonly Author[];
  lang: string;
  siteLang: string;
}) {
  const words = wordsIn(lang);
  return (
    <p className="byline">
      {words.by}{' '}
      {authors.map(({ slug, name }, index) => (
        <span key={slug}>
          {index > 0 && (index === authors.length - 1 ? ` ${words.and} ` : ', ')}
          <a href={`/authors/${slug}`} rel="author" lang={siteLang}>
            {name}
          </a>
        </span>
      ))}
    </p>
  );
}

type TimesProps = { story: Story; timeZone: string; hasHistory: boolean };

export function Times({ story, timeZone, hasHistory }: TimesProps) {
  const { lang, slug, publishedAt, updatedAt, updateNote, originallyPublished } = story;
  const words = wordsIn(lang);
  return (
    <p className="times">
      <span>
        {words.published} <time dateTime={publishedAt}>{formatInstant(publishedAt, lang, timeZone)}</time>
      </span>
      {updatedAt && (
        <span>
          {words.updated} <time dateTime={updatedAt}>{formatInstant(updatedAt, lang, timeZone)}</time>
          {updateNote && (
            <>
              {words.says}
              <Text lang={lang}>{updateNote}</Text>
            </>
          )}
        </span>
      )}
      {hasHistory && (
        <span>
          <a href={historyAddress(slug)} rel="nofollow">
            {words.history}
          </a>
        </span>
      )}
      {originallyPublished && (
        <span>
          {words.firstPublished}{' '}
          <time dateTime={originallyPublished}>{formatDate(originallyPublished, lang)}</time>
        </span>
      )}
      <span>{words.minutes(readingMinutes(story.words, lang))}</span>
    </p>
  );
}
