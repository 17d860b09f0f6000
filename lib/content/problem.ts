/** Problems as an editor reads them, and the nearest right spelling. */
import { closest, distance } from 'fastest-levenshtein';
import type { Problem } from '#lib/edition/model.ts';

/** The content can't go out as it is. */
export class ContentProblems extends Error {
  constructor(readonly problems: readonly Problem[]) {
    super(`${problems.length} problem${problems.length === 1 ? '' : 's'} in the content`);
  }
}

export type Position = Readonly<{ line: number; column: number }>;
/** A problem before it is known by which name its file is shown. */
export type Finding = Omit<Problem, 'file'>;

/** The nearest of the right names, as a remedy; or the list, if none is near. */
export function nearest(wrong: string, right: readonly string[], otherwise?: string): string {
  const found = right.length > 0 ? closest(wrong.toLowerCase(), [...right]) : undefined;
  if (found) {
    const away = distance(wrong.toLowerCase(), found.toLowerCase());
    const alike = away <= Math.max(2, wrong.length / 3) && away < Math.min(wrong.length, found.length);
    if (alike) return `did you mean ${found}?`;
  }
  if (otherwise) return otherwise;
  return right.length > 0 ? `choose one of: ${right.slice(0, 20).join(', ')}` : 'leave it out';
}

/** `file:line:column  field  what`, and the remedy under it. */
export function problemText({ file, line, column, field, what, mend }: Problem): string {
  return `${file}:${line}:${column}  ${field ? `${field}  ` : ''}${what}\n    ${mend}`;
}
