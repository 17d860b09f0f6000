/** `newsroom press`: makes an edition and stops. */
import { drawAhead } from '#lib/cards/ahead.ts';
import { type App, startApp } from '#lib/press/app.ts';
import { press as makeEdition } from '#lib/press/press.ts';
import { readSettings } from '#lib/settings/settings.ts';
import { readOptions } from './options.ts';
import { printLine, withProblems } from './report.ts';

const usage = `Usage: newsroom press

Checks the content, builds the app if it is stale, renders the pages that changed
and makes them the live edition in DATA_DIR. A running newsstand goes on with it at once.
Then draws the cards of the newest stories.
`;

export async function press(argv: string[]): Promise<number> {
  const options = readOptions(argv, usage, {});
  if (options.exit !== undefined) return options.exit;
  const settings = readSettings(process.env);
  const projectDir = process.cwd();
  let app: Promise<App> | undefined;
  const port = async () => {
    app ??= startApp(projectDir, settings, 'live').then((started) => {
      started.process.stderr?.pipe(process.stderr, { end: false });
      return started;
    });
    return (await app).port;
  };
  try {
    return await withProblems(async () => {
      await makeEdition({ settings, projectDir, at: Date.now(), report: printLine });
      await drawAhead({ ...settings, port, report: printLine }).catch((error: Error) =>
        printLine(`The edition is live; its cards could not be drawn ahead: ${error.message}`),
      );
    });
  } finally {
    await (await app?.catch(() => undefined))?.stop();
  }
}
