/** The settings of a portal: environment variables, checked once by one schema. */
import path from 'node:path';
import { z } from 'zod';

/** An address under which others can stand. */
function isBare(value: string): boolean {
  if (!URL.canParse(value)) return true; // Said before.
  const { search, hash, username, password } = new URL(value);
  return search + hash + username + password === '';
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
});

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
}>;

/** Reads the settings. Throws an Error whose message names every wrong variable and its value. */
export function readSettings(environment: Record<string, string | undefined>): Settings {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const result = schema.safeParse(given);
  if (!result.success) {
    const lines = result.error.issues.map((issue) => {
      const name = String(issue.path[0]);
      return `  ${name}=${given[name] ?? ''}: ${issue.message}`;
    });
    throw new Error(`These settings can't be used:\n${lines.join('\n')}`);
  }
  const { PORT, HOST, SITE_URL, CONTENT_DIR, DATA_DIR, FINISH_AHEAD } = result.data;
  return {
    port: PORT,
    host: HOST,
    siteUrl: (SITE_URL ?? `http://localhost:${PORT || 3000}`).replace(/\/+$/, ''),
    contentDir: path.resolve(/* turbopackIgnore: true */ CONTENT_DIR),
    dataDir: path.resolve(/* turbopackIgnore: true */ DATA_DIR),
    finishAhead: FINISH_AHEAD,
  };
}

/** The same settings as environment variables, for a child process whose own port is another one. */
export function asEnvironment(settings: Settings): Record<string, string> {
  return {
    SITE_URL: settings.siteUrl,
    CONTENT_DIR: settings.contentDir,
    DATA_DIR: settings.dataDir,
    FINISH_AHEAD: String(settings.finishAhead),
  };
}
