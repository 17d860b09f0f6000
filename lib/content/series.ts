/** What can be wrong with series: parts that don't exist, that stand there twice, or in two of them. */
import { type CheckedFile, storyOf } from './file.ts';
import { type Found, placeOf, unknown } from './found.ts';
import type { Library } from './library.ts';
import type { SeriesData } from './schemas.ts';
import { outlives } from './times.ts';

export function faultsInSeries(library: Library): Found[] {
  const taken = new Map<string, CheckedFile>();
  return library.of('Series').flatMap((series) => faultsIn(series, taken, library));
}

/** True if a text leads to a series without a part that is there as long as the text is. */
export function isUnseen(series: CheckedFile, from: CheckedFile, library: Library, at: number): boolean {
  const parts = partsOf(series).flatMap(
    (slug) => (slug === undefined ? undefined : library.at(`/articles/${slug}`)) ?? [],
  );
  // Parts that don't exist have been reported.
  return parts.length > 0 && parts.every((part) => outlives(from, storyOf(part), at));
}

const partsOf = ({ data, parts }: CheckedFile): readonly (string | undefined)[] =>
  ((data ?? parts ?? {}) as Partial<SeriesData>).stories ?? [];

/** `taken`: stories that are parts already, with the file that says so. */
function faultsIn(series: CheckedFile, taken: Map<string, CheckedFile>, library: Library): Found[] {
  return partsOf(series).flatMap((slug, index): Found[] => {
    // A faulty item of the list has been reported, and is nothing here.
    if (slug === undefined) return [];
    const field = `stories.${index}`;
    if (!library.has('Story', slug)) return [unknown(series, field, 'Story', slug, library)];
    const other = taken.get(slug);
    taken.set(slug, other ?? series);
    if (!other) return [];
    const what = other === series ? 'stands there twice' : `is a part of ${other.file} already`;
    const mend =
      other === series ? 'leave it out' : 'a story is a part of one series; leave it out of the other';
    return [[series.file, { ...placeOf(series, field), field, what: `"${slug}" ${what}`, mend }]];
  });
}
