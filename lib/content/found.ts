/** A finding with its file, and the one that several rules make: a slug that leads to nothing. */
import type { CheckedFile } from './file.ts';
import type { Library } from './library.ts';
import { type Finding, nearest, type Position } from './problem.ts';
import type { DocumentType } from './schemas.ts';

export type Found = readonly [file: string, finding: Finding];

/** Where a field of a file stands; its beginning, if that isn't known. */
export const placeOf = (file: CheckedFile, field: string): Position =>
  file.positions[field] ?? { line: 1, column: 1 };

/** A reference to something that isn't there. */
export function unknown(
  file: CheckedFile,
  field: string,
  type: DocumentType,
  slug: string,
  library: Library,
): Found {
  const kind = type.toLowerCase();
  const moved = type === 'Story' ? library.movedTo(slug) : undefined;
  const finding = {
    ...placeOf(file, field),
    field,
    what: `there is no ${kind} "${slug}"`,
    mend: moved
      ? `it is ${moved} now`
      : nearest(
          slug,
          library.slugs(type),
          `write the slug of ${kind === 'author' ? 'an' : 'a'} ${kind} that exists`,
        ),
  };
  return [file.file, finding];
}
