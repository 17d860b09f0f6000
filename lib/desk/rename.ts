/** Renames a story: its file, the old address that leads to the new one, and every place that names it. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { slug as slugSchema } from '#lib/content/schemas.ts';
import type { Change } from './changes.ts';
import { addItem, removeItem } from './fields.ts';
import { withSlug } from './mentions.ts';
import { type Desk, guarded, readStory, type StoryFile } from './stories.ts';

/** What speaks against a slug for a story (one of its own old ones is free to it), as a sentence; or nothing. */
export function takenBy(desk: Desk, slug: string, own?: string): string | undefined {
  if (!slugSchema.safeParse(slug).success)
    return `"${slug}" is not a slug: lower-case letters, digits and single hyphens.`;
  if (desk.stories.some((story) => story.slug === slug)) return `There is a story ${slug} already.`;
  const now = desk.moved.get(slug);
  if (now !== undefined && now !== own)
    return `"${slug}" was the slug of ${now}, and that address leads there.`;
  return undefined;
}

/** Every change that renaming asks for, the story's own first. Throws an Error that names the file it can't change. */
export function renaming(desk: Desk, story: StoryFile, slug: string): Change[] {
  const before = readStory(desk, story.file);
  const to = path.posix.join(path.posix.dirname(story.file), `${slug}.mdx`);
  const own: Change = { file: story.file, before, after: edited(story.file, before), to };
  const others = desk.mentioning
    .filter((file) => file !== story.file)
    .flatMap((file): Change[] => {
      // Most files name nothing of the kind, and reading YAML and Markdown is slow.
      if (!readFileSync(path.join(desk.contentDir, file), 'utf8').includes(story.slug)) return [];
      const text = readStory(desk, file);
      const after = guarded(file, () => withSlug(file, text, story.slug, slug));
      return after === text ? [] : [{ file, before: text, after }];
    });
  return [own, ...others];

  function edited(file: string, text: string): string {
    return guarded(file, () => {
      const named = withSlug(file, text, story.slug, slug);
      return addItem(removeItem(named, 'formerly', slug), 'formerly', story.slug);
    });
  }
}
