/** `newsroom start` (`npm start`): makes the edition if it is stale, then serves it. */
import { drawAhead } from '#lib/cards/ahead.ts';
import { newsstand } from '#lib/newsstand/newsstand.ts';
import { Shelf } from '#lib/newsstand/shelf.ts';
import { Supervisor } from '#lib/newsstand/supervisor.ts';
import { finishPage } from '#lib/press/finish.ts';
import { liveEdition } from '#lib/press/manifest.ts';
import { press } from '#lib/press/press.ts';
import { readSettings } from '#lib/settings/settings.ts';
import { readOptions } from './options.ts';
import { printLine, withProblems } from './report.ts';

const usage = `Usage: newsroom start

Checks the content, builds what is stale and serves the portal.

Environment:
  PORT          port to serve on (3000)
  HOST          address to listen on (0.0.0.0)
  SITE_URL      public address of the portal (http://localhost:PORT)
  CONTENT_DIR   folder with the stories (content)
  DATA_DIR      folder for everything that is made (.data)
  FINISH_AHEAD  how many of the newest stories are finished before serving (2000)
`;

export async function start(argv: string[]): Promise<number> {
  const options = readOptions(argv, usage, {});
  if (options.exit !== undefined) return options.exit;
  const settings = readSettings(process.env);
  const projectDir = process.cwd();
  const failed = await withProblems(() => press({ settings, projectDir, at: Date.now(), report: printLine }));
  if (failed) return failed;

  const supervisor = new Supervisor(projectDir, settings, printLine);
  const shelf = new Shelf(settings.dataDir, async (address) => {
    const { replacements } = liveEdition(settings.dataDir)?.manifest ?? {};
    return finishPage(
      settings.dataDir,
      { address, ...(await supervisor.render(address)) },
      replacements ?? {},
    );
  });
  const server = newsstand({ shelf, appPort: () => supervisor.port });
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const busy = error.code === 'EADDRINUSE';
      reject(busy ? new Error(`Port ${settings.port} is taken. Choose another: PORT=3001 npm start`) : error);
    });
    server.listen(settings.port, settings.host, resolve);
  });
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : settings.port;
  printLine(`China Topix is at http://localhost:${port}`);
  const ready = supervisor.start();
  void ready.then(async () => {
    printLine('Cards and API are ready.');
    await drawAhead({ ...settings, port: () => supervisor.port, report: printLine });
  });

  const signal = await new Promise<string>((resolve) => {
    for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => resolve(name));
  });
  printLine(`${signal}: finishing what is under way.`);
  server.close();
  server.closeIdleConnections();
  setTimeout(() => server.closeAllConnections(), 3000).unref();
  await supervisor.stop();
  return 0;
}
