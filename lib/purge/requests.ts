/** What each kind of cache is asked for, so that it forgets some addresses: plain requests, made by pure functions. */
import { keyOf } from './headers.ts';

export type Purge = Readonly<{
  /** Addresses as the edition has them, decoded, without a host. */
  addresses: readonly string[];
  /** The public address without a trailing slash. */
  siteUrl: string;
}>;

export type PurgeRequest = Readonly<{
  url: string;
  method: 'POST' | 'GET';
  headers: Readonly<Record<string, string>>;
  body?: string;
  /** Statuses beside 2xx that are as good: what isn't kept needn't be forgotten. */
  fine?: readonly number[];
}>;

/** Where the services answer; tests have others. */
const services = {
  fastly: 'https://api.fastly.com',
  cloudflare: 'https://api.cloudflare.com/client/v4',
};

/** Keys in a request of Fastly's batch purge, by its API's documentation. */
const fastlyKeys = 256;
/** Operations in a request, by Cloudflare's documentation of its limits: the least of all plans. */
const cloudflareFiles = 100;
/** As many copies as deploy/nginx.conf keeps of a page. */
const nginxEncodings = ['br', 'gzip', 'identity'];

const json = { 'content-type': 'application/json' };

/** Purges by surrogate keys: whatever follows `?` in a reader's request goes with its address. */
export function fastly(
  service: string,
  token: string,
  { addresses }: Purge,
  api = services.fastly,
): PurgeRequest[] {
  return inBatches([...new Set(addresses.map(keyOf))], fastlyKeys).map((keys) => ({
    url: `${api}/service/${service}/purge`,
    method: 'POST',
    headers: { ...json, accept: 'application/json', 'fastly-key': token },
    body: JSON.stringify({ surrogate_keys: keys }),
  }));
}

/** Purges by full addresses. */
export function cloudflare(
  zone: string,
  token: string,
  { addresses, siteUrl }: Purge,
  api = services.cloudflare,
): PurgeRequest[] {
  const files = addresses.map((address) => siteUrl + encodeURI(address));
  return inBatches(files, cloudflareFiles).map((some) => ({
    url: `${api}/zones/${zone}/purge_cache`,
    method: 'POST',
    headers: { ...json, authorization: `Bearer ${token}` },
    body: JSON.stringify({ files: some }),
  }));
}

/** Asks nginx's own server for that (deploy/nginx-purge.conf), once for each encoding. It keeps no address with a percent sign. */
export function nginx(origin: string, token: string, { addresses }: Purge): PurgeRequest[] {
  const kept = addresses.filter((address) => !encodeURI(address).includes('%'));
  return kept.flatMap((address) =>
    nginxEncodings.map(
      (encoding): PurgeRequest => ({
        url: `${origin}/${encoding}${address}`,
        method: 'GET',
        headers: { authorization: `Bearer ${token}` },
        fine: [404],
      }),
    ),
  );
}

/** Tells an address of the operator's own, in our words. */
export function webhook(url: string, { addresses }: Pick<Purge, 'addresses'>): PurgeRequest[] {
  return [{ url, method: 'POST', headers: json, body: JSON.stringify({ addresses }) }];
}

function inBatches<Item>(items: readonly Item[], size: number): Item[][] {
  const count = Math.ceil(items.length / size);
  return Array.from({ length: count }, (_, index) => items.slice(index * size, (index + 1) * size));
}
