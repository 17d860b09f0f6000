/** What commands say in the terminal. */
import type { Problem } from '#lib/content/check.ts';
import { ContentProblems } from '#lib/press/press.ts';

export function printLine(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** `file:line:column  field  what`, and the remedy under it. */
export function problemText({ file, line, column, field, what, mend }: Problem): string {
  return `${file}:${line}:${column}  ${field ? `${field}  ` : ''}${what}\n    ${mend}`;
}

/** Runs a task; problems in the content are printed and give exit code 1. */
export async function withProblems(task: () => Promise<unknown>): Promise<number> {
  try {
    await task();
    return 0;
  } catch (error) {
    if (!(error instanceof ContentProblems)) throw error;
    for (const problem of error.problems) process.stderr.write(`${problemText(problem)}\n`);
    process.stderr.write(`\n${error.message}. Nothing was published.\n`);
    return 1;
  }
}
