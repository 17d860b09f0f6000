/** `newsroom publish`: makes an edition of what is saved and puts it live. */
import path from 'node:path';
import { targetOf } from '#lib/copy/targets.ts';
import { liveName } from '#lib/edition/manifest.ts';
import { gitAtWork } from '#lib/git/at-work.ts';
import { pressDesk } from '#lib/press/ask.ts';
import type { Publication } from '#lib/press/publisher.ts';
import { readSettings, type Settings } from '#lib/settings/settings.ts';
import { readOptions } from './options.ts';
import { counted, printLine, withProblems } from './report.ts';

const usage = `Usage: newsroom publish [--except SLUG]... [--to TARGET [--dry-run]]... [--json]

Checks the content, renders the pages that a change touches and puts all of it live at once.
A problem in any file stops it, and so does git in the middle of a rebase or a merge; what was
live stays. The portal that runs on this machine (PORT) does it if there is one.

  --except SLUG  this story stays as it is live, whatever has been written of it since
  --to TARGET    takes the edition there too, whole, whatever is there: a data folder of another
                 portal on this machine, or one that rsync reaches (HOST:FOLDER). PUBLISH_TO
                 names those that get every edition (docs/several-servers.md)
  --dry-run      with --to: publishes nothing and says what would be copied
  --json         the result as JSON
`;

export async function publish(argv: string[]): Promise<number> {
  const options = readOptions(argv, usage, {
    except: { type: 'string', multiple: true },
    to: { type: 'string', multiple: true },
    'dry-run': { type: 'boolean' },
    json: { type: 'boolean' },
  });
  if (options.exit !== undefined) return options.exit;
  const { json, except, to, 'dry-run': isRehearsal } = options.values;
  const settings = readSettings(process.env);
  for (const target of to ?? []) targetOf(target, settings); // Before anything is published.
  if (isRehearsal) return rehearse(to ?? [], settings);
  const git = gitAtWork(settings.contentDir);
  if (git !== undefined) {
    process.stderr.write(
      `git is ${git}; publish when it has finished (git status says how). What was live stays.\n`,
    );
    return 1;
  }
  const report = json ? (line: string) => void process.stderr.write(`${line}\n`) : printLine;
  const desk = await pressDesk({ settings, projectDir: process.cwd(), report });
  let behind: readonly string[] = [];
  try {
    const code = await withProblems(async () => {
      // The portal that does it may have been started in another folder.
      const done = await desk.publish({
        except,
        to: to?.map((each) => (isFolder(each) ? path.resolve(each) : each)),
      });
      behind = done.behind ?? [];
      if (json) printLine(JSON.stringify(done, null, 2));
      else print(done, desk.isRunning);
    });
    for (const target of behind)
      process.stderr.write(`${target} does not have it. Mend what is said above, then run this again.\n`);
    return behind.length > 0 ? 1 : code;
  } finally {
    await desk.close();
  }
}

const isFolder = (target: string) => !target.includes(':');

/** What would be copied of the edition that is live. */
async function rehearse(to: readonly string[], settings: Settings): Promise<number> {
  if (to.length === 0) {
    process.stderr.write(`--dry-run says what --to would copy. Add --to.\n\n${usage}`);
    return 2;
  }
  const live = liveName(settings.dataDir);
  if (live === undefined) throw new Error(`There is no edition in ${settings.dataDir} yet. Run: npm start`);
  for (const target of to) {
    const { files, bytes } = await targetOf(target, settings).rehearse(live);
    const size = (bytes / 1_000_000).toLocaleString('en', { maximumFractionDigits: 1 });
    printLine(
      `${target}: ${counted(files, 'file')}, ${size} MB of edition ${live.slice(0, 8)} would be copied.`,
    );
  }
  return 0;
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
