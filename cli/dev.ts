/** `newsroom dev` (`npm run dev`): Next.js in development, with the content checked again on each save. */
import { spawn } from 'node:child_process';
import { watch } from 'node:fs';
import path from 'node:path';
import { ContentProblems, problemText } from '#lib/content/problem.ts';
import { nextCommand } from '#lib/press/app.ts';
import { prepareProof } from '#lib/press/proof.ts';
import { watchReaderScript } from '#lib/press/reader-script.ts';
import { asEnvironment, readSettings, type Settings } from '#lib/settings/settings.ts';
import { readOptions } from './options.ts';
import { printLine } from './report.ts';

const usage = `Usage: newsroom dev

Serves the portal while you write and program: pages reload when content or code is saved.
A file with an error is named here and at the head of each page; the other pages go on working.
Drafts and stories that are not public yet are shown. Never use it for readers.

Environment: PORT (3000), CONTENT_DIR (content), DATA_DIR (.data)
`;

/** Editors save in several steps; one check for all of them, in milliseconds. */
const settleTime = 80;

export async function dev(argv: string[]): Promise<number> {
  const options = readOptions(argv, usage, {});
  if (options.exit !== undefined) return options.exit;
  const given = readSettings(process.env);
  // A folder of its own: what is only a proof must never get into an edition.
  const settings = { ...given, dataDir: path.join(given.dataDir, 'dev') };
  await checkAgain(settings);
  followContent(settings);
  await watchReaderScript(process.cwd());

  const app = spawn(process.execPath, [nextCommand, 'dev', '-p', String(settings.port)], {
    env: {
      ...process.env,
      TZ: 'UTC',
      NEXT_TELEMETRY_DISABLED: '1',
      CONTENT_PREPARED: '1',
      ...asEnvironment(settings),
    },
    stdio: 'inherit',
  });
  for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => app.kill(name));
  const code = await new Promise<number>((resolve) => app.once('close', (exit) => resolve(exit ?? 0)));
  process.exit(code); // The watchers would keep the process.
}

/** Checks again after each save, one check at a time. */
function followContent(settings: Settings): void {
  let timer: NodeJS.Timeout | undefined;
  let running = Promise.resolve();
  watch(settings.contentDir, { recursive: true }, () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      running = running.then(() => checkAgain(settings));
    }, settleTime);
  });
}

async function checkAgain(settings: Settings): Promise<void> {
  try {
    const { problems, unpublished } = await prepareProof(settings, Date.now());
    for (const problem of problems) printLine(problemText(problem));
    const notPublic = unpublished.length > 0 ? ` Shown though not public: ${unpublished.join(', ')}.` : '';
    printLine(`Content: ${problems.length === 0 ? 'no problem' : `${problems.length} to mend`}.${notPublic}`);
  } catch (error) {
    // Not even the site can be read; the pages stay as they were.
    if (error instanceof ContentProblems)
      for (const problem of error.problems) printLine(problemText(problem));
    else printLine((error as Error).message);
  }
}
