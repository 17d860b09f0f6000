/** The settings of a portal: environment variables, checked once by one schema. */
import path from 'node:path';
import { z } from 'zod';
import { checkTrusted } from '#lib/http/client-address.ts';
import { purgeKind } from './purge-kind.ts';

/** An address under which others can stand. */
function isBare(value: string): boolean {
  if (!URL.canParse(value)) return true; // Said before.
  const { search, hash, username, password } = new URL(value);
  return search + hash + username + password === '';
}

/** Hosts of a machine that only itself can mean by them (RFC 6761, RFC 1122). */
export function isLoopback(siteUrl: string): boolean {
  return /^(localhost|.+\.localhost|127(\.\d{1,3}){3}|\[::1\])$/.test(new URL(siteUrl).hostname);
}

const listed = (value: string) => value.split(/[\s,]+/).filter((entry) => entry !== '');

function areNetworks(list: readonly string[], context: z.RefinementCtx): void {
  const wrong = checkTrusted(list);
  if (wrong !== undefined)
    context.addIssue(`"${wrong}" is not an address or network, like 10.0.0.0/8, or loopback`);
}

function arePurges(list: readonly string[], context: z.RefinementCtx): void {
  for (const wrong of list.filter((each) => !purgeKind.test(each)))
    context.addIssue(
      `"${wrong}" is none of fastly:SERVICE, cloudflare:ZONE and nginx:http://ADDRESS of an nginx`,
    );
}

const schema = z.object({
  PORT: z.coerce.number({ error: 'is not a number' }).int().min(0).max(65535).default(3000),
  HOST: z.string().default('0.0.0.0'),
  SITE_URL: z
    .url({ protocol: /^https?$/, error: 'is not an http(s) address' })
    .refine(isBare, { error: 'has more than a host and a path: leave out ?, # and a name before @' })
    .transform((value) => (URL.canParse(value) ? new URL(value).href : value))
    .optional(),
  CONTENT_DIR: z.string().min(1).default('content'),
  DATA_DIR: z.string().min(1).default('.data'),
  FINISH_AHEAD: z.coerce.number({ error: 'is not a number' }).int().min(0).default(2000),
  PORTAL_SECRET: z.string().min(32, { error: 'is shorter than 32 characters' }).optional(),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/, error: 'is not a postgres:// address' }).optional(),
  TRUSTED_PROXIES: z.string().default('').transform(listed).superRefine(areNetworks),
  NEWSROOM_USERS: z.string().default('').transform(listed),
  ALERT_WEBHOOK: z
    .url({ protocol: /^https?$/, error: 'is not an http(s) address' })
    .refine((value) => !URL.canParse(value) || value.startsWith('https:') || isLoopback(value), {
      error: 'is not encrypted: take https',
    })
    .optional(),
  PURGE_WEBHOOK: z.url({ protocol: /^https?$/, error: 'is not an http(s) address' }).optional(),
  PUBLISH_TO: z.string().default('').transform(listed),
  PURGE: z.string().default('').transform(listed).superRefine(arePurges),
  PURGE_TOKEN: z.string().optional(),
  COUNTRY_HEADER: z
    .string()
    .toLowerCase()
    .regex(/^[a-z0-9-]+$/, { error: 'is not the name of a header' })
    .optional(),
});
/** Settings that no message may show. */
const secrets = new Set([
  'PORTAL_SECRET',
  'DATABASE_URL',
  'NEWSROOM_USERS',
  'ALERT_WEBHOOK',
  'PURGE_WEBHOOK',
  'PURGE_TOKEN',
]);

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
}>;

/** Reads the settings. Throws an Error whose message names every wrong variable and its value. */
export function readSettings(environment: Record<string, string | undefined>): Settings {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const result = schema.safeParse(given);
  if (!result.success) {
    const lines = result.error.issues.map((issue) => {
      const name = String(issue.path[0]);
      const value = secrets.has(name) ? '…' : (given[name] ?? '');
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
  };
}

let known: Readonly<{ from: string; settings: Settings }> | undefined;

/** The settings of this process. A page asks for them dozens of times: they are read anew only where they have changed. */
export function settingsHere(): Settings {
  const from = Object.keys(schema.shape)
    .map((name) => process.env[name] ?? '')
    .join('\n');
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
    TRUSTED_PROXIES: trustedProxies.join(' '),
    NEWSROOM_USERS: settings.newsroomUsers.join(' '),
    SITE_URL: settings.siteUrl,
    CONTENT_DIR: settings.contentDir,
    DATA_DIR: settings.dataDir,
    FINISH_AHEAD: String(settings.finishAhead),
  };
}
