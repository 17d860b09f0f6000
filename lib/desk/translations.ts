/** The same story in other languages: what is wrong in one is seldom right in the others. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fieldsOf, textOf } from './fields.ts';
import { type Desk, fieldsOfStory, type StoryFile } from './stories.ts';

/** Slugs of those that are published. Files that can't be read are passed over: the check says what is wrong with them. */
export function publishedTranslations(desk: Desk, story: StoryFile): string[] {
  const { translationOf } = fieldsOfStory(desk, story);
  const original = typeof translationOf === 'string' ? translationOf : story.slug;
  return desk.stories.flatMap(({ file, slug }) => {
    if (slug === story.slug) return [];
    const bytes = readFileSync(path.join(desk.contentDir, file));
    // Parsing is slow, and few files name the original.
    if (slug !== original && !bytes.includes(original)) return [];
    try {
      const fields = fieldsOf(textOf(bytes));
      const isSame = slug === original || fields.translationOf === original;
      return isSame && fields.status === 'published' ? [slug] : [];
    } catch {
      return [];
    }
  });
}
