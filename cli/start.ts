/** `newsroom start` (`npm start`): makes the edition if it is stale, then serves it. */
import { openPortal, type Portal } from '#lib/newsstand/portal.ts';
import { readSettings } from '#lib/settings/settings.ts';
import { settingsHelp } from '#lib/settings/table.ts';
import { readOptions } from './options.ts';
import { printLine, withProblems } from './report.ts';

const usage = `Usage: newsroom start [--watch]

Checks the content, builds what is stale and serves the portal.

  --watch   publishes whatever is saved in the content folder, as soon as it is saved or pulled

Environment (npx newsroom settings says what holds here; docs/running.md has more):
${settingsHelp()}`;

export async function start(argv: string[]): Promise<number> {
  const options = readOptions(argv, usage, { watch: { type: 'boolean' } });
  if (options.exit !== undefined) return options.exit;
  const settings = readSettings(process.env);
  let portal: Portal | undefined;
  const failed = await withProblems(async () => {
    portal = await openPortal({
      settings,
      projectDir: process.cwd(),
      report: printLine,
      watch: options.values.watch,
    });
  });
  if (!portal) return failed;
  const { port, ready, catchUp, stop } = portal;
  printLine(`China Topix is at http://localhost:${port}`);
  void ready.then(() => {
    printLine('Cards and API are ready.');
    return catchUp();
  });

  const signal = await new Promise<string>((resolve) => {
    for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => resolve(name));
  });
  printLine(`${signal}: finishing what is under way.`);
  await stop();
  return 0;
}
