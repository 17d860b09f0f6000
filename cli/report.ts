/** What commands say in the terminal. */
import { ContentProblems, problemText } from '#lib/content/problem.ts';

export function printLine(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** `1 problem`, `2 problems` */
export const counted = (number: number, what: string, many = `${what}s`) =>
  `${number} ${number === 1 ? what : many}`;

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
