/** `newsroom status`: what is live, what waits, what happens next. */
import { pressDesk } from '#lib/press/ask.ts';
import type { Status } from '#lib/press/status.ts';
import { readSettings } from '#lib/settings/settings.ts';
import { readOptions } from './options.ts';
import { counted, printLine } from './report.ts';

const usage = `Usage: newsroom status [--json]

Prints the live edition, what is saved but not published, and when something changes by itself.
`;

export async function status(argv: string[]): Promise<number> {
  const options = readOptions(argv, usage, { json: { type: 'boolean' } });
  if (options.exit !== undefined) return options.exit;
  const settings = readSettings(process.env);
  const report = (line: string) => void process.stderr.write(`${line}\n`);
  const desk = await pressDesk({ settings, projectDir: process.cwd(), report });
  try {
    const now = await desk.status();
    if (options.values.json) printLine(JSON.stringify(now, null, 2));
    else print(now);
    return 0;
  } finally {
    await desk.close();
  }
}

const mostListed = 10;

function print({ live, isHeld, next, due, waiting, untold, earlier }: Status): void {
  if (live)
    printLine(`Live: edition ${live.name.slice(0, 8)}, ${live.stories} stories, since ${live.wentLive}.`);
  else printLine('Nothing is live yet.');
  if (isHeld)
    printLine('An earlier edition was put back: nothing goes live by itself until something is published.');
  if (!waiting) printLine('Something is being published now.');
  else {
    const files = [
      ...waiting.added.map((file) => `  new      ${file}`),
      ...waiting.changed.map((file) => `  changed  ${file}`),
      ...waiting.removed.map((file) => `  removed  ${file}`),
    ];
    if (files.length === 0) printLine('Everything that is saved is published.');
    else list('Saved, not published:', files);
    if (waiting.problems.length > 0)
      printLine(`${counted(waiting.problems.length, 'problem')} in the way of a publish: npx newsroom check`);
  }
  if (untold)
    printLine(
      `Caches in front show ${counted(untold.addresses.length, 'address', 'addresses')} as before, perhaps, since ${untold.since}: ${untold.why}.`,
    );
  if (next !== undefined) printLine(`Next change by itself: ${next}.`);
  if (due.length > 0)
    list(
      'Due:',
      due.map(({ at, becomes, slug }) => `  ${at}  ${slug} is ${becomes}`),
    );
  if (earlier.length > 0)
    list(
      'To go back to:',
      earlier.map(({ name, wentLive }) => `  ${name.slice(0, 8)}  live from ${wentLive}`),
    );
}

function list(title: string, lines: readonly string[]): void {
  printLine(title);
  for (const line of lines.slice(0, mostListed)) printLine(line);
  if (lines.length > mostListed) printLine(`  and ${lines.length - mostListed} more`);
}
