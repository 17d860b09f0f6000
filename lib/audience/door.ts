/** The audience's door: says of each event whether it is let in, and if not, why. Nothing from a request is believed. */
import { z } from 'zod';
import type { Edition } from '#lib/edition/open.ts';
import type { Asked } from '#lib/http/asked.ts';
import { Buckets } from '#lib/http/bucket.ts';
import { addressReader, networkOf } from '#lib/http/client-address.ts';
import type { Sealer } from '#lib/settings/secret.ts';
import { botFamily, unfurlerOf } from './bots.ts';
import { type AudienceEvent, type Fetch, otherNames, storyKey, type View } from './events.ts';
import { pageAt } from './pages.ts';
import { campaignOf, deviceOf, sourceOf } from './sources.ts';
import { openToken } from './token.ts';
import { Variety } from './variety.ts';

const mostBytes = 2048;
/**
 * By network, since a school or a mobile operator may have hundreds of readers behind one address: views are
 * cheap to forge, so they are few; pings need a token.
 */
const rates = {
  views: { burst: 120, perSecond: 4 },
  pings: { burst: 400, perSecond: 40 },
  cards: { burst: 60, perSecond: 0.5 },
};
/** A page tries for a minute or so to tell of its view (reader/reading.ts); more than this isn't believed, in seconds. */
const mostAgo = 300;

/** Why an event isn't let in, with the status that its sender gets. Each is counted. */
export const refusals = {
  'wrong-method': 405,
  'too-large': 413,
  'broken-off': 400,
  foreign: 403,
  malformed: 400,
  'opted-out': 403,
  'too-many': 429,
  'unknown-page': 404,
  'bad-token': 403,
  'old-token': 410,
  'unknown-view': 410,
  'queue-full': 503,
} as const;
export type Refusal = keyof typeof refusals;

const viewSchema = z.strictObject({
  view: z.string().max(300).startsWith('/'),
  id: z.number().int().min(1).max(Number.MAX_SAFE_INTEGER),
  /** A host, or a path of this site. */
  from: z.string().max(300).default(''),
  campaign: z
    .strictObject({
      source: z.string().max(60).optional(),
      medium: z.string().max(60).optional(),
      name: z.string().max(60).optional(),
    })
    .optional(),
  width: z.number().min(0).max(100_000).optional(),
  /** Seconds since it was opened, if it wasn't taken at once. */
  ago: z.number().int().min(0).max(86_400).default(0),
});
const pingSchema = z.strictObject({
  token: z.string().max(100),
  engaged: z.number().int().min(0).max(86_400),
  depth: z.number().int().min(0).max(100),
  left: z.boolean().optional(),
});

export type DoorOptions = Readonly<{
  edition: () => Edition | undefined;
  siteUrl: string;
  trustedProxies: readonly string[];
  countryHeader?: string;
  tokens: Sealer;
}>;

export class Door {
  readonly #options: DoorOptions;
  readonly #addressOf: ReturnType<typeof addressReader>;
  readonly #views = new Buckets(rates.views);
  readonly #pings = new Buckets(rates.pings);
  readonly #cards = new Buckets(rates.cards);
  readonly #variety = new Variety();
  readonly #site: URL;

  constructor(options: DoorOptions) {
    this.#options = options;
    this.#addressOf = addressReader(options.trustedProxies);
    this.#site = new URL(options.siteUrl);
  }

  /** An event sent by the reader's script. */
  async admit(asked: Asked): Promise<AudienceEvent | Refusal> {
    if (asked.method !== 'POST') return 'wrong-method';
    if (!this.isOwn(asked)) return 'foreign';
    if (hasOptedOut(asked)) return 'opted-out';
    if (Number(asked.headers['content-length'] ?? 0) > mostBytes) return 'too-large';
    const body = await asked.body(mostBytes);
    if (!body) return asked.signal.aborted ? 'broken-off' : 'too-large';
    const given = parse(body);
    const ping = pingSchema.safeParse(given);
    const network = networkOf(this.addressOf(asked));
    const at = Math.floor(Date.now() / 1000);
    if (ping.success) {
      if (!this.#pings.take(network, performance.now())) return 'too-many';
      const { token, ...signs } = ping.data;
      const opened = openToken(this.#options.tokens, token, at);
      if (opened === undefined) return 'bad-token';
      if (opened === 'expired') return 'old-token';
      return { kind: 'ping', id: opened.id, day: opened.day, at, ...signs };
    }
    const view = viewSchema.safeParse(given);
    if (!view.success) return 'malformed';
    if (!this.#views.take(network, performance.now())) return 'too-many';
    const { id, from, campaign, width, ago } = view.data;
    return this.#view(asked, at - Math.min(ago, mostAgo), view.data.view, {
      id,
      from,
      campaign: campaignOf(campaign),
      device: deviceOf(width),
    });
  }

  /** A view that only a picture tells of: its reader has no script. */
  admitPixel(asked: Asked): View | Refusal {
    if (asked.method !== 'GET') return 'wrong-method';
    if (!this.isOwn(asked)) return 'foreign';
    if (hasOptedOut(asked)) return 'opted-out';
    if (!this.#views.take(networkOf(this.addressOf(asked)), performance.now())) return 'too-many';
    const at = Math.floor(Date.now() / 1000);
    const id = 1 + Math.floor(Math.random() * (Number.MAX_SAFE_INTEGER - 1));
    return this.#view(asked, at, asked.query.get('page') ?? '', { id, from: '', device: 'unknown' });
  }

  /** A card that was fetched, if it was by a client that shows links to others. Who that is can't be proved, so they are few. */
  admitCard(asked: Pick<Asked, 'method' | 'peer' | 'headers'>, storyId: string): Fetch | undefined {
    const client = unfurlerOf(asked.headers['user-agent'] ?? '');
    const story = client === undefined ? undefined : this.#options.edition()?.summaryById(storyId);
    if (client === undefined || !story || asked.method !== 'GET') return undefined;
    if (!this.#cards.take(networkOf(this.addressOf(asked)), performance.now())) return undefined;
    const page = { key: storyKey(story.id), address: `/articles/${story.slug}`, title: story.headline };
    return { kind: 'fetch', at: Math.floor(Date.now() / 1000), page, client };
  }

  /** True for requests of our own pages; browsers say where they come from, and can't be told to lie about it. */
  isOwn({ headers }: Asked): boolean {
    const site = headers['sec-fetch-site'];
    if (site !== undefined && site !== 'same-origin') return false;
    const { origin } = headers;
    if (origin === undefined) return true;
    if (!URL.canParse(origin)) return false;
    const { host: from } = new URL(origin);
    return from === this.#site.host || from === headers.host;
  }

  #view(
    asked: Asked,
    at: number,
    address: string,
    more: Pick<View, 'id' | 'campaign' | 'device'> & Readonly<{ from: string }>,
  ): View | Refusal {
    const edition = this.#options.edition();
    const page = edition && pageAt(edition, address);
    if (!edition || !page) return 'unknown-page';
    const { from, campaign, ...rest } = more;
    const network = networkOf(this.addressOf(asked));
    const isNamed = (name: string) => this.#variety.admits(network, name);
    const source = sourceOf(from, [this.#site.hostname]);
    const { headers } = asked;
    const secure = this.#site.protocol === 'https:' || this.#site.hostname === 'localhost';
    const bot = botFamily(headers, secure);
    const reader =
      edition.site.audience.mode === 'daily' && bot === undefined
        ? `${this.addressOf(asked)}\n${headers['user-agent'] ?? ''}`
        : undefined;
    return {
      kind: 'view',
      at,
      page,
      via: source.kind === 'internal' ? pageAt(edition, decoded(from)) : undefined,
      source:
        source.kind === 'site' && !isNamed(source.name) ? otherNames.source : `${source.kind}:${source.name}`,
      campaign: campaign !== undefined && !isNamed(`campaign ${campaign}`) ? otherNames.campaign : campaign,
      country: this.#country(asked),
      bot,
      reader,
      ...rest,
    };
  }

  /** The reader's address, behind whatever proxies are trusted; in memory only. */
  addressOf({ peer, headers }: Pick<Asked, 'peer' | 'headers'>): string {
    return this.#addressOf(peer, headers['x-forwarded-for']);
  }

  /** Believed only from a proxy that is trusted, which is one that could name any client. `XX` and `T1` stand for unknown and for Tor at Cloudflare. */
  #country({ peer, headers }: Asked): string | undefined {
    const { countryHeader, trustedProxies } = this.#options;
    if (countryHeader === undefined || trustedProxies.length === 0) return undefined;
    if (this.#addressOf(peer, '192.0.2.1') !== '192.0.2.1') return undefined;
    const country = headers[countryHeader]?.toUpperCase();
    return country && /^[A-Z]{2}$/.test(country) && country !== 'XX' ? country : undefined;
  }
}

/** Global Privacy Control (a header of browsers that have it on), or the choice made on /privacy. */
function hasOptedOut({ headers }: Asked): boolean {
  return headers['sec-gpc'] === '1' || /(?:^|;\s*)audience=off(?:;|$)/.test(headers.cookie ?? '');
}

function decoded(path: string): string {
  try {
    return decodeURI(path);
  } catch {
    return path;
  }
}

function parse(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return undefined;
  }
}
