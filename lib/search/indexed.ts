/** What of a story goes into the index: its words by column, the names beside it, the mark by which it is known. */
import type { Section, Story, Topic } from '#lib/edition/model.ts';
import type { Edition, IndexedStory } from '#lib/edition/open.ts';
import { signsOf, termsOf } from './terms.ts';

/** The columns, and how much a word counts in each. `signs` are those of scripts without spaces, one by one. */
export const columns = { headline: 10, standfirst: 4, names: 3, body: 1, signs: 0.5 } as const;
export const columnNames = Object.keys(columns);
export const weights = Object.values(columns).join(', ');

/** Where the words of scripts with spaces stand, and whole words of the others. */
export const wordColumns = `{${columnNames.filter((name) => name !== 'signs').join(' ')}}`;

/** What an edition's story is in the index: its words, and the names that stand beside it. */
export type Wanted = Readonly<{ story: IndexedStory; names: string; mark: string }>;

/** In every language. */
const namesOf = (of: Section | Topic | undefined) => (of ? [of.name, ...Object.values(of.names ?? {})] : []);

/** The stories by the mark under which they are kept: another text or another name of what stands beside it is another mark. */
export function wantedOf(edition: Edition): Map<string, Wanted> {
  const wanted = new Map<string, Wanted>();
  for (const story of edition.stories) {
    const names = [
      ...namesOf(edition.section(story.section)),
      ...story.topics.flatMap((topic) => namesOf(edition.topic(topic))),
      ...story.authors.map((author) => edition.author(author)?.name),
      story.place,
      story.kicker,
    ].filter((name) => name !== undefined);
    const mark = `${story.object} ${names.join('\n')}`;
    wanted.set(mark, { story, names: names.join('\n'), mark });
  }
  return wanted;
}

export function textsOf(story: Story, beside: string): Record<keyof typeof columns, string> {
  const { headline, shortHeadline, standfirst, body } = story;
  const parts = {
    headline: shortHeadline === undefined ? headline : `${headline}\n${shortHeadline}`,
    standfirst,
    names: beside,
    body: body.text,
  };
  const words = (text: string) =>
    termsOf(text)
      .map(({ term }) => term)
      .join(' ');
  return {
    headline: words(parts.headline),
    standfirst: words(parts.standfirst),
    names: words(parts.names),
    body: words(parts.body),
    signs: Object.values(parts).flatMap(signsOf).join(' '),
  };
}

/** The different words in a row, which has more than its columns. */
export function distinctTerms(row: Record<string, string>): Set<string> {
  const texts = columnNames.filter((name) => name !== 'signs').map((name) => row[name] ?? '');
  return new Set(texts.flatMap((text) => text.split(' ')).filter((term) => term !== ''));
}
