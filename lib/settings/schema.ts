/** Every setting in one place: how it is checked, what it means, what it is without being set. Tables and help are made of this. */
import { z } from 'zod';
import { checkTrusted } from '#lib/http/client-address.ts';
import { purgeKind } from './purge-kind.ts';

/** What an operator is told of a setting. */
export type Told = Readonly<{
  /** What it means, in one sentence without a full stop; may hold Markdown. */
  description: string;
  /** The value without it, in words, where the schema's own default doesn't say it. */
  without?: string;
  /** Shown in no message, log or table. */
  isSecret?: true;
  /** Missing, it keeps a portal with a public address from starting, or from being of use. */
  neededInPublic?: true;
}>;

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

const told = (of: Told) => of;
const whole = () => z.coerce.number({ error: 'is not a number' }).int();
const webAddress = () => z.url({ protocol: /^https?$/, error: 'is not an http(s) address' });
const secretText = () => z.string().min(32, { error: 'is shorter than 32 characters' });

/** By the names of the environment variables, in the order in which an operator meets them. */
export const schema = z.object({
  SITE_URL: webAddress()
    .refine(isBare, { error: 'has more than a host and a path: leave out ?, # and a name before @' })
    .transform((value) => (URL.canParse(value) ? new URL(value).href : value))
    .optional()
    .meta(
      told({
        description: 'the public address, in canonical links, cards and feeds',
        without: '`http://localhost:PORT`',
        neededInPublic: true,
      }),
    ),
  PORT: whole()
    .min(0)
    .max(65535)
    .default(3000)
    .meta(told({ description: 'the port to serve on' })),
  HOST: z
    .string()
    .default('0.0.0.0')
    .meta(told({ description: 'the address to listen on; `127.0.0.1` behind a proxy on this machine' })),
  CONTENT_DIR: z
    .string()
    .min(1)
    .default('content')
    .meta(told({ description: 'the folder with the stories' })),
  DATA_DIR: z
    .string()
    .min(1)
    .default('.data')
    .meta(
      told({
        description:
          'the folder for everything that is made; all but `audience/` and `secret` can be made again',
      }),
    ),
  FINISH_AHEAD: whole()
    .min(0)
    .default(2000)
    .meta(told({ description: 'how many of the newest stories have their pages finished before serving' })),
  PORTAL_SECRET: secretText()
    .optional()
    .meta(
      told({
        description:
          'at least 32 characters that nobody else knows; signs page tokens, sessions, links: `openssl rand -hex 32` makes one',
        without: 'on a local `SITE_URL` made in `DATA_DIR`',
        isSecret: true,
        neededInPublic: true,
      }),
    ),
  NEWSROOM_USERS: z
    .string()
    .default('')
    .transform(listed)
    .meta(
      told({
        description: 'who may sign in at `/newsroom`: lines that `npx newsroom user NAME` makes',
        without: 'nobody',
        isSecret: true,
      }),
    ),
  OPERATOR_TOKEN: secretText()
    .optional()
    .meta(
      told({
        description: 'at least 32 characters that open `/metrics` and `/api/health/deep`',
        without: 'both are closed',
        isSecret: true,
      }),
    ),
  TRUSTED_PROXIES: z
    .string()
    .default('')
    .transform(listed)
    .superRefine(areNetworks)
    .meta(
      told({
        description:
          'addresses or networks of proxies in front (`loopback`, `10.0.0.0/8`), whose `X-Forwarded-For` is believed',
        without: 'none: a proxy looks like one single reader',
      }),
    ),
  COUNTRY_HEADER: z
    .string()
    .toLowerCase()
    .regex(/^[a-z0-9-]+$/, { error: 'is not the name of a header' })
    .optional()
    .meta(
      told({
        description: 'the header in which such a proxy names the reader’s country, such as `CF-IPCountry`',
        without: 'countries aren’t counted',
      }),
    ),
  DATABASE_URL: z
    .url({ protocol: /^postgres(ql)?$/, error: 'is not a postgres:// address' })
    .optional()
    .meta(
      told({
        description: '`postgres://…`, PostgreSQL 15 or newer, for the audience',
        without: 'SQLite in `DATA_DIR/audience`',
        isSecret: true,
      }),
    ),
  ALERT_WEBHOOK: webAddress()
    .refine((value) => !URL.canParse(value) || value.startsWith('https:') || isLoopback(value), {
      error: 'is not encrypted: take https',
    })
    .optional()
    .meta(
      told({
        description: 'where alerts are posted: a story that spikes, falls or can’t be shown',
        without: 'no alerts',
        isSecret: true,
      }),
    ),
  PURGE_WEBHOOK: webAddress()
    .optional()
    .meta(
      told({
        description:
          'where changed addresses are posted after each publish, for a cache in front to forget ([how](publishing.md#for-an-operator))',
        without: 'nobody is told',
        isSecret: true,
      }),
    ),
  PUBLISH_TO: z
    .string()
    .default('')
    .transform(listed)
    .meta(
      told({
        description:
          'data folders of other portals, or `HOST:FOLDER` for rsync, to which each edition is taken ([how](several-servers.md))',
        without: 'none',
      }),
    ),
  PURGE: z
    .string()
    .default('')
    .transform(listed)
    .superRefine(arePurges)
    .meta(
      told({
        description:
          'caches in front that are told what changed: `fastly:SERVICE`, `cloudflare:ZONE`, `nginx:http://ADDRESS`',
        without: 'none',
      }),
    ),
  PURGE_TOKEN: z
    .string()
    .optional()
    .meta(told({ description: 'what lets us in there', without: 'none', isSecret: true })),
  LOG_FORMAT: z
    .enum(['json', 'text'], { error: 'is neither json nor text' })
    .optional()
    .meta(
      told({
        description: '`json`, a line each for programs, or `text`',
        without: '`text` in a terminal, else `json`',
      }),
    ),
  LOG_LEVEL: z
    .enum(['error', 'warn', 'info', 'debug'], { error: 'is none of error, warn, info, debug' })
    .default('info')
    .meta(told({ description: 'the least that is logged: `error`, `warn`, `info` or `debug`' })),
  DRAIN_SECONDS: whole()
    .min(0)
    .max(5, { error: 'is more than 5: all of a stop takes at most ten seconds' })
    .default(0)
    .meta(
      told({
        description:
          'how long to serve on after SIGTERM while `/api/health/ready` says 503, for a balancer to notice; at most 5',
      }),
    ),
});

export type SettingName = keyof typeof schema.shape;
export const settingNames = Object.keys(schema.shape) as SettingName[];

/** What an operator is told of a setting. */
export const toldOf = (name: SettingName) => schema.shape[name].meta() as unknown as Told;

/** What holds without the variable, in words with Markdown. */
export function withoutIt(name: SettingName): string {
  const { without } = toldOf(name);
  if (without !== undefined) return without;
  const value = schema.shape[name].safeParse(undefined).data;
  return `\`${String(value)}\``;
}
