/** Asks somebody at a terminal, again until the answer will do. Questions go to stderr: stdout is for results. */
import { createInterface } from 'node:readline/promises';

/** `fault` says what is wrong with an answer, if anything. An empty answer is `otherwise`, where there is one. */
export type Ask = (
  question: string,
  fault: (answer: string) => string | undefined,
  otherwise?: string,
) => Promise<string>;

export type Terminal = Readonly<{ ask: Ask; close: () => void }>;

/** Throws if the terminal is closed before an answer came. */
export function openTerminal(): Terminal {
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  const closed = new AbortController();
  lines.once('close', () => closed.abort());
  const answerTo = async (text: string) => {
    try {
      return (await lines.question(text, { signal: closed.signal })).trim();
    } catch {
      throw new Error('\nNothing was written.');
    }
  };
  return {
    close: () => lines.close(),
    ask: async (question, fault, otherwise) => {
      for (;;) {
        const given = await answerTo(`${question}${otherwise ? ` [${otherwise}]` : ''}: `);
        const answer = given === '' && otherwise !== undefined ? otherwise : given;
        const wrong = fault(answer);
        if (wrong === undefined) return answer;
        process.stderr.write(`${wrong}\n`);
      }
    },
  };
}
