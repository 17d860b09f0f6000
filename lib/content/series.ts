/** What can be wrong with series: parts that don't exist, that stand there twice, or in two of them. */
import type { CheckedFile } from './file.ts';
import type { Library } from './library.ts';
import { type Found, placeOf, unknown } from './relations.ts';
import type { SeriesData } from './schemas.ts';

export function faultsInSeries(library: Library): Found[] {
  const taken = new Map<string, CheckedFile>();
  return library.of('Series').flatMap((series) => faultsIn(series, taken, library));
}

/** `taken`: stories that are parts already, with the file that says so. */
function faultsIn(series: CheckedFile, taken: Map<string, CheckedFile>, library: Library): Found[] {
  const { stories = [] } = (series.data ?? series.parts ?? {}) as Partial<SeriesData>;
  return stories.flatMap((slug, index): Found[] => {
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
