/** `newsroom start` (`npm start`): makes the edition if it is stale, then serves it. */
import { openLog } from '#lib/log/log.ts';
import { openPortal, type Portal } from '#lib/newsstand/portal.ts';
import { readSettings } from '#lib/settings/settings.ts';
import { settingsHelp } from '#lib/settings/table.ts';
import { readOptions } from './options.ts';
import { withProblems } from './report.ts';

const usage = `Usage: newsroom start [--watch | --follow]

Checks the content, builds what is stale and serves the portal.

  --watch   publishes whatever is saved in the content folder, as soon as it is saved or pulled
  --follow  publishes nothing and serves what another portal takes into DATA_DIR
            (newsroom publish --to, PUBLISH_TO)

Environment (npx newsroom settings says what holds here; docs/running.md has more):
${settingsHelp()}`;

export async function start(argv: string[]): Promise<number> {
  const options = readOptions(argv, usage, { watch: { type: 'boolean' }, follow: { type: 'boolean' } });
  if (options.exit !== undefined) return options.exit;
  const { watch, follow } = options.values;
  if (watch && follow) {
    process.stderr.write(`A portal that follows publishes nothing: --watch or --follow.\n\n${usage}`);
    return 2;
  }
  const settings = readSettings(process.env);
  const log = openLog(settings);
  const say = log('portal');
  const signal = signalled();
  let portal: Portal | undefined;
  void signal.then(() => portal ?? process.exit(0)); // Nothing is served yet, and what is live stays.
  const failed = await withProblems(async () => {
    portal = await openPortal({ settings, projectDir: process.cwd(), log, watch, follow });
  });
  if (!portal) return failed;
  const { port, ready, catchUp, stop } = portal;
  say(`China Topix is at http://localhost:${port}`);
  void ready.then(() => {
    say('Cards and API are ready.');
    return catchUp();
  });
  say(`${await signal}: finishing what is under way.`);
  endOnSecond();
  await stop();
  say('Everything is finished.');
  // Cards that are drawn ahead, a hub that is told: none of it is worth waiting for.
  setTimeout(() => process.exit(0), 1_000).unref();
  return 0;
}

const signals = ['SIGINT', 'SIGTERM'] as const;

function signalled(): Promise<string> {
  return new Promise((resolve) => {
    for (const name of signals) process.once(name, () => resolve(name));
  });
}

/** A terminal and npm each pass an interrupt on: what comes so soon after the first is the same one. In milliseconds. */
const same = 1_000;

/** Whoever doesn't want to wait says so once more. */
function endOnSecond(): void {
  const began = performance.now();
  for (const name of signals) {
    process.removeAllListeners(name);
    process.on(name, () => {
      if (performance.now() - began > same) process.exit(1);
    });
  }
}
