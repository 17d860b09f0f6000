/** A problem an editor can act on: where it is, what is wrong, how to mend it. */
import { closest, distance } from 'fastest-levenshtein';

export type Problem = Readonly<{
  /** As shown: relative to the working folder if it lies inside, else absolute. */
  file: string;
  /** From 1. */
  line: number;
  /** From 1, in UTF-16 units. */
  column: number;
  field?: string;
  what: string;
  mend: string;
}>;

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
