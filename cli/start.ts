/** `newsroom start` (`npm start`): makes the edition if it is stale, then serves it. */
import { openPortal, type Portal } from '#lib/newsstand/portal.ts';
import { readSettings } from '#lib/settings/settings.ts';
import { readOptions } from './options.ts';
import { printLine, withProblems } from './report.ts';

const usage = `Usage: newsroom start [--watch | --follow]

Checks the content, builds what is stale and serves the portal.

  --watch   publishes whatever is saved in the content folder, as soon as it is saved or pulled
  --follow  publishes nothing and serves what another portal takes into DATA_DIR
            (newsroom publish --to, PUBLISH_TO)

Environment:
  PORT          port to serve on (3000)
  HOST          address to listen on (0.0.0.0)
  SITE_URL      public address of the portal (http://localhost:PORT)
  CONTENT_DIR   folder with the stories (content)
  DATA_DIR      folder for everything that is made (.data)
  FINISH_AHEAD  how many of the newest stories are finished before serving (2000)

Needed where SITE_URL is public:
  PORTAL_SECRET    at least 32 characters that nobody else knows
  NEWSROOM_USERS   who may sign in at /newsroom; made by "newsroom user"

Audience (docs/audience.md):
  DATABASE_URL     PostgreSQL for the audience, instead of SQLite in DATA_DIR
  TRUSTED_PROXIES  addresses or networks of proxies in front, whose X-Forwarded-For is believed
  ALERT_WEBHOOK    where alerts are posted: a story that spikes, falls or can't be shown
  PURGE_WEBHOOK    where changed addresses are posted after each publish, for a cache to forget (docs/publishing.md)
  COUNTRY_HEADER   header in which such a proxy names the reader's country

Several servers, caches in front (docs/several-servers.md):
  PUBLISH_TO       data folders of other portals, or HOST:FOLDER for rsync, that get each edition
  PURGE            caches that are told what changed: fastly:SERVICE, cloudflare:ZONE, nginx:http://ADDRESS
  PURGE_TOKEN      what lets us in there
`;

export async function start(argv: string[]): Promise<number> {
  const options = readOptions(argv, usage, { watch: { type: 'boolean' }, follow: { type: 'boolean' } });
  if (options.exit !== undefined) return options.exit;
  const { watch, follow } = options.values;
  if (watch && follow) {
    process.stderr.write(`A portal that follows publishes nothing: --watch or --follow.\n\n${usage}`);
    return 2;
  }
  const settings = readSettings(process.env);
  let portal: Portal | undefined;
  const failed = await withProblems(async () => {
    portal = await openPortal({
      settings,
      projectDir: process.cwd(),
      report: printLine,
      watch,
      follow,
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
