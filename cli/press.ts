/** `newsroom press`: makes an edition and stops. */
import { press as makeEdition } from '#lib/press/press.ts';
import { readSettings } from '#lib/settings/settings.ts';
import { readOptions } from './options.ts';
import { printLine, withProblems } from './report.ts';

const usage = `Usage: newsroom press

Checks the content, builds the app if it is stale, renders the pages that changed
and makes them the live edition in DATA_DIR. A running newsstand goes on with it at once.
`;

export async function press(argv: string[]): Promise<number> {
  const options = readOptions(argv, usage, {});
  if (options.exit !== undefined) return options.exit;
  const settings = readSettings(process.env);
  return withProblems(() =>
    makeEdition({ settings, projectDir: process.cwd(), at: Date.now(), report: printLine }),
  );
}
