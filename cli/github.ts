/** Problems as GitHub's workflow commands, so that each stands at its line in a pull request. */

import path from 'node:path';
import { problemText } from '#lib/content/problem.ts';
import type { Problem } from '#lib/edition/model.ts';

/** GitHub shows no more errors of one step at their lines (documented limit of annotations). */
const mostShown = 10;

/** The log of a step: a command for each problem that GitHub shows, and the rest as text. */
export function githubLog(problems: readonly Problem[], root: string): string {
  const shown = problems.slice(0, mostShown).map((problem) => annotation(problem, root));
  const rest = problems.slice(mostShown);
  if (rest.length === 0) return shown.join('\n');
  const more = `GitHub shows ${mostShown} errors at their lines; ${rest.length} more stand only here:`;
  return [...shown, more, ...rest.map((problem) => problemText(onLines(problem)))].join('\n');
}

/** A line break in what an author wrote would let the rest of it stand as a command of its own. */
function onLines(problem: Problem): Problem {
  const flat = (text: string) => text.replace(/\s+/g, ' ');
  return { ...problem, file: flat(problem.file), what: flat(problem.what), mend: flat(problem.mend) };
}

/** `root` is the repository's folder: paths are counted from it. */
function annotation({ file, line, column, field, what, mend }: Problem, root: string): string {
  const properties = {
    file: path.relative(root, path.resolve(file)).split(path.sep).join('/'),
    line: String(line),
    col: String(column),
    title: field ? `${field} ${what}` : what,
  };
  const list = Object.entries(properties).map(([name, value]) => `${name}=${escapedProperty(value)}`);
  return `::error ${list.join(',')}::${escaped(mend)}`;
}

/** What would end a command or part it: the percent signs that GitHub's own toolkit writes. */
const escaped = (text: string) => text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
const escapedProperty = (text: string) => escaped(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
