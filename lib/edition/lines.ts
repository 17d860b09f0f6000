/** A story as one line: where many stand below each other. */
import type { IndexedStory } from './open.ts';

/** What a line says of a story. */
export type StoryLine = Readonly<{ story: string; headline: string; lang: string }>;

export const lineOf = ({ slug, headline, lang }: IndexedStory): StoryLine => ({
  story: slug,
  headline,
  lang,
});
