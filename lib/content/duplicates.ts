/** Ids, slugs and old slugs that are taken: they must be told apart even where case is ignored. */
import { furnishedLanguages } from '#lib/words/furniture.ts';
import { type CheckedFile, storyOf } from './file.ts';
import { type Found, placeOf } from './found.ts';
import type { Library } from './library.ts';

/** Names that the portal itself uses where a page's or section's slug would stand: languages have fronts there. */
const reserved = {
  Page: [
    'api',
    'archive',
    'articles',
    'authors',
    'corrections',
    'errors',
    'feeds',
    'homepage',
    'media',
    'newsroom',
    'offline',
    'saved',
    'search',
    'sections',
    'series',
    'topics',
    ...furnishedLanguages,
  ],
  Section: ['home', ...furnishedLanguages],
} as const;

export function duplicatesIn(library: Library): Found[] {
  return [...idsIn(library), ...slugsIn(library), ...reservedIn(library)];
}

/** Says of all but the first who have a name that it is taken. */
class Names {
  readonly found: Found[] = [];
  readonly #taken = new Map<string, CheckedFile>();

  take(name: string, file: CheckedFile, field: string, mend: string): void {
    const other = this.#taken.get(name.toLowerCase());
    if (other === undefined) this.#taken.set(name.toLowerCase(), file);
    else {
      const what =
        other === file ? `"${name}" is the story’s own already` : `"${name}" is taken by ${other.file}`;
      const finding = { ...placeOf(file, field), field, what, mend: other === file ? 'leave it out' : mend };
      this.found.push([file.file, finding]);
    }
  }
}

/** The newcomer with another fault is blamed, not the one that was right before it. */
const soundFirst = (files: readonly CheckedFile[]) =>
  [...files].sort((a, b) => Math.min(a.findings.length, 1) - Math.min(b.findings.length, 1));

function idsIn(library: Library): Found[] {
  const ids = new Names();
  for (const story of soundFirst(library.of('Story'))) {
    const { id } = storyOf(story);
    const mend = 'give each story an id of its own; ids never change, so change the newer one';
    if (id !== undefined) ids.take(id, story, 'id', mend);
  }
  return ids.found;
}

function slugsIn(library: Library): Found[] {
  const stories = new Names();
  for (const story of soundFirst(library.of('Story')))
    stories.take(story.slug, story, 'slug', 'rename one of the files: both would have the same address');
  for (const story of soundFirst(library.of('Story'))) {
    for (const [index, old] of (storyOf(story).formerly ?? []).entries()) {
      const mend = 'an address can lead to one story only; leave it out here';
      if (old !== undefined) stories.take(old, story, `formerly.${index}`, mend);
    }
  }
  const others = (['Section', 'Topic', 'Series', 'Author', 'Page'] as const).flatMap((type) => {
    const names = new Names();
    for (const file of soundFirst(library.of(type)))
      names.take(file.slug, file, 'slug', 'rename one of the files');
    return names.found;
  });
  return [...stories.found, ...others];
}

function reservedIn(library: Library): Found[] {
  return (['Page', 'Section'] as const).flatMap((type) =>
    library
      .of(type)
      .filter(({ slug }) => (reserved[type] as readonly string[]).includes(slug))
      .map((file): Found => {
        const what = `"${file.slug}" is a name the portal uses itself`;
        return [file.file, { line: 1, column: 1, field: 'slug', what, mend: 'rename the file' }];
      }),
  );
}
