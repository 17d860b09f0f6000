/** `newsroom publish`: makes an edition of what is saved and puts it live. */

import { gitAtWork } from '#lib/git/at-work.ts';
import { pressDesk } from '#lib/press/ask.ts';
import type { Publication } from '#lib/press/publisher.ts';
import { readSettings } from '#lib/settings/settings.ts';
import { readOptions } from './options.ts';
import { printLine, withProblems } from './report.ts';

const usage = `Usage: newsroom publish [--except SLUG]... [--json]

Checks the content, renders the pages that a change touches and puts all of it live at once.
A problem in any file stops it, and so does git in the middle of a rebase or a merge; what was
live stays. The portal that runs on this machine (PORT) does it if there is one.

  --except SLUG  this story stays as it is live, whatever has been written of it since
  --json         the result as JSON
`;

export async function publish(argv: string[]): Promise<number> {
  const options = readOptions(argv, usage, {
    except: { type: 'string', multiple: true },
    json: { type: 'boolean' },
  });
  if (options.exit !== undefined) return options.exit;
  const { json, except } = options.values;
  const settings = readSettings(process.env);
  const git = gitAtWork(settings.contentDir);
  if (git !== undefined) {
    process.stderr.write(
      `git is ${git}; publish when it has finished (git status says how). What was live stays.\n`,
    );
    return 1;
  }
  const report = json ? (line: string) => void process.stderr.write(`${line}\n`) : printLine;
  const desk = await pressDesk({ settings, projectDir: process.cwd(), report });
  try {
    return await withProblems(async () => {
      const done = await desk.publish({ except });
      if (json) printLine(JSON.stringify(done, null, 2));
      else print(done, desk.isRunning);
    });
  } finally {
    await desk.close();
  }
}

const mostListed = 12;

function print(done: Publication, isRunning: boolean): void {
  if (!done.isNew) {
    printLine('Nothing has changed: what is live is what is saved.');
    return;
  }
  for (const address of done.rendered.slice(0, mostListed)) printLine(`  ${address}`);
  if (done.rendered.length > mostListed) printLine(`  and ${done.rendered.length - mostListed} more`);
  for (const address of done.dropped) printLine(`  ${address} is gone`);
  const steps = Object.entries(done.took).map(([step, milliseconds]) => `${step} ${milliseconds}`);
  printLine(`Live as ${done.name.slice(0, 8)} after ${done.tookAll} ms (${steps.join(', ')}).`);
  if (done.changesAt !== undefined)
    printLine(`Next change by itself: ${new Date(done.changesAt).toISOString()}.`);
  if (!isRunning) printLine('No portal runs here; the next one to start serves it.');
}
