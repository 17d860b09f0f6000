/** The settings of a portal: environment variables, checked once by one schema. */
import path from 'node:path';
import { type SettingName, schema, settingNames, toldOf } from './schema.ts';

export { isLoopback } from './schema.ts';

export type Settings = Readonly<{
  port: number;
  host: string;
  /** The public address without a trailing slash, e.g. `https://example.org`. */
  siteUrl: string;
  /** Absolute path of the content folder. */
  contentDir: string;
  /** Absolute path of the folder for everything that is made. */
  dataDir: string;
  /** How many of the newest stories have their pages finished before an edition goes out. */
  finishAhead: number;
  /** What keys are made from; `secretOf` gives the one in force. */
  portalSecret?: string;
  /** PostgreSQL for the audience; without it, SQLite in `dataDir`. */
  databaseUrl?: string;
  /** Networks of proxies whose X-Forwarded-For is believed. */
  trustedProxies: readonly string[];
  /** Who may sign in to the newsroom: `name:salt:hash` each. */
  newsroomUsers: readonly string[];
  /** Where alerts are posted. */
  alertWebhook?: string;
  /** Where the addresses that changed are posted after each publish, for a cache in front to forget. */
  purgeWebhook?: string;
  /** Data folders of other portals, or rsync targets, to which each edition is taken. */
  publishTo: readonly string[];
  /** Caches in front that are told what changed: `fastly:…`, `cloudflare:…`, `nginx:…`. */
  purge: readonly string[];
  /** What lets us in there. */
  purgeToken?: string;
  /** Header in which a trusted proxy names the reader's country. */
  countryHeader?: string;
  /** What opens metrics and the deep check. */
  operatorToken?: string;
  /** Lines for programs or for people; without it, by whether it is a terminal. */
  logFormat?: 'json' | 'text';
  logLevel: 'error' | 'warn' | 'info' | 'debug';
  /** How long to serve on after SIGTERM, in seconds. */
  drainSeconds: number;
}>;

/** Reads the settings. Throws an Error whose message names every wrong variable and its value. */
export function readSettings(environment: Record<string, string | undefined>): Settings {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const result = schema.safeParse(given);
  if (!result.success) {
    const lines = result.error.issues.map((issue) => {
      const name = issue.path[0] as SettingName;
      const value = toldOf(name).isSecret ? '…' : (given[name] ?? '');
      return `  ${name}=${value}: ${issue.message}`;
    });
    throw new Error(`These settings can't be used:\n${lines.join('\n')}`);
  }
  const { PORT, HOST, SITE_URL, CONTENT_DIR, DATA_DIR, FINISH_AHEAD } = result.data;
  const { PORTAL_SECRET, DATABASE_URL, TRUSTED_PROXIES, NEWSROOM_USERS, ALERT_WEBHOOK, COUNTRY_HEADER } =
    result.data;
  return {
    port: PORT,
    host: HOST,
    siteUrl: (SITE_URL ?? `http://localhost:${PORT || 3000}`).replace(/\/+$/, ''),
    contentDir: path.resolve(/* turbopackIgnore: true */ CONTENT_DIR),
    dataDir: path.resolve(/* turbopackIgnore: true */ DATA_DIR),
    finishAhead: FINISH_AHEAD,
    portalSecret: PORTAL_SECRET,
    databaseUrl: DATABASE_URL,
    trustedProxies: TRUSTED_PROXIES,
    newsroomUsers: NEWSROOM_USERS,
    alertWebhook: ALERT_WEBHOOK,
    purgeWebhook: result.data.PURGE_WEBHOOK,
    publishTo: result.data.PUBLISH_TO,
    purge: result.data.PURGE,
    purgeToken: result.data.PURGE_TOKEN,
    countryHeader: COUNTRY_HEADER,
    operatorToken: result.data.OPERATOR_TOKEN,
    logFormat: result.data.LOG_FORMAT,
    logLevel: result.data.LOG_LEVEL,
    drainSeconds: result.data.DRAIN_SECONDS,
  };
}

let known: Readonly<{ from: string; settings: Settings }> | undefined;

/** The settings of this process. A page asks for them dozens of times: they are read anew only where they have changed. */
export function settingsHere(): Settings {
  const from = settingNames.map((name) => process.env[name] ?? '').join('\n');
  if (known?.from !== from) known = { from, settings: readSettings(process.env) };
  return known.settings;
}

/** The same settings as environment variables, for a child process whose own port is another one. */
export function asEnvironment(settings: Settings): Record<string, string> {
  const { portalSecret, databaseUrl, trustedProxies, countryHeader } = settings;
  return {
    ...(portalSecret === undefined ? {} : { PORTAL_SECRET: portalSecret }),
    ...(databaseUrl === undefined ? {} : { DATABASE_URL: databaseUrl }),
    ...(settings.alertWebhook === undefined ? {} : { ALERT_WEBHOOK: settings.alertWebhook }),
    ...(countryHeader === undefined ? {} : { COUNTRY_HEADER: countryHeader }),
    ...(settings.operatorToken === undefined ? {} : { OPERATOR_TOKEN: settings.operatorToken }),
    ...(settings.logFormat === undefined ? {} : { LOG_FORMAT: settings.logFormat }),
    LOG_LEVEL: settings.logLevel,
    DRAIN_SECONDS: String(settings.drainSeconds),
    TRUSTED_PROXIES: trustedProxies.join(' '),
    NEWSROOM_USERS: settings.newsroomUsers.join(' '),
    SITE_URL: settings.siteUrl,
    CONTENT_DIR: settings.contentDir,
    DATA_DIR: settings.dataDir,
    FINISH_AHEAD: String(settings.finishAhead),
  };
}
