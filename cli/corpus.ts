/** `newsroom corpus`: synthetic stories for load and tests. */
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { writeCorpus } from '#lib/corpus/corpus.ts';
import { readOptions } from './options.ts';
import { printLine } from './report.ts';

const usage = `Usage: newsroom corpus N --out DIR [--seed S]

Writes a content folder with N synthetic stories, their sections, topics, authors and pictures.
It is for load and tests and says so in every story; never publish it.

  --out DIR   an empty folder, or one that does not exist yet
  --seed S    another seed gives other stories (1)
`;
const mostStories = 1_000_000;

export async function corpus(argv: string[]): Promise<number> {
  const given = { out: { type: 'string' }, seed: { type: 'string', default: '1' } } as const;
  const options = readOptions(argv, usage, given, true);
  if (options.exit !== undefined) return options.exit;
  const { out, seed } = options.values;
  const count = Number(options.positionals[0]);
  const fault = faultIn(options.positionals.length, count, out, Number(seed));
  if (fault || !out) {
    process.stderr.write(`${fault}\n\n${usage}`);
    return 2;
  }
  const folder = path.resolve(out);
  const onProgress = (done: number) => printLine(`${done} of ${count} stories.`);
  await writeCorpus({ folder, count, seed: Number(seed), onProgress });
  printLine(`${count} synthetic stories are in ${folder}. Try: CONTENT_DIR=${out} npx newsroom check`);
  return 0;
}

function faultIn(words: number, count: number, out: string | undefined, seed: number): string | undefined {
  if (words !== 1 || !Number.isInteger(count) || count < 0 || count > mostStories)
    return `N is a whole number from 0 to ${mostStories}.`;
  if (!out) return 'Say where: --out DIR';
  if (!Number.isInteger(seed)) return '--seed is a whole number.';
  if (existsSync(out) && readdirSync(out).length > 0) return `${out} is not empty; nothing was written.`;
  return undefined;
}
