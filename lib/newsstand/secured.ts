/** The headers that protect readers: one table says which each kind of answer has, one class puts them on every answer. */
import { type IncomingMessage, type OutgoingHttpHeaders, ServerResponse, STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';

type Headers = Readonly<Record<string, string>>;

/** What a page may load and do: its own site's files, no inline script or style, in nobody's frame. */
const pagePolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "manifest-src 'self'",
  "worker-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

/** Of what loads nothing, for the case that a browser takes it for a page nevertheless. */
const closedPolicy = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

const everywhere: Headers = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'strict-origin-when-cross-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=(), browsing-topics=()',
  'cross-origin-opener-policy': 'same-origin',
};

/** By content type, the first that fits. An answer that says something else of itself keeps it. */
const kinds: readonly Readonly<{ name: string; type: RegExp; headers: Headers }>[] = [
  {
    name: 'page',
    type: /^text\/html\b/,
    headers: { 'content-security-policy': pagePolicy, 'cross-origin-resource-policy': 'same-origin' },
  },
  {
    // A worker has the policy of its own file, not that of the page that starts it.
    name: 'script',
    type: /^(?:text|application)\/javascript\b/,
    headers: { 'content-security-policy': pagePolicy, 'cross-origin-resource-policy': 'same-origin' },
  },
  {
    // Feeds that a browser opens are styled by our own sheet; programs of other sites may read them, and oEmbed.
    name: 'feed',
    type: /^(?:application|text)\/(?:[a-z]+\+)?xml\b|^application\/feed\+json\b/,
    headers: { 'content-security-policy': pagePolicy, 'cross-origin-resource-policy': 'cross-origin' },
  },
  {
    // Cards and pictures are shown where our links are.
    name: 'picture',
    type: /^image\//,
    headers: { 'content-security-policy': closedPolicy, 'cross-origin-resource-policy': 'cross-origin' },
  },
  {
    name: 'rest',
    type: /^/,
    headers: { 'content-security-policy': closedPolicy, 'cross-origin-resource-policy': 'same-origin' },
  },
];

/**
 * Two years, as browsers' preload lists ask for. Without includeSubDomains: other hosts of the owner may not be
 * encrypted, and a browser that was told so can't be told otherwise for two years.
 */
const encrypted: Headers = { 'strict-transport-security': 'max-age=63072000' };

/** What an answer of a type has; `isHttps` says that the public address is encrypted. */
export function securityHeaders(type: string | undefined, isHttps: boolean): Headers {
  return (isHttps ? tables.https : tables.http)(type ?? '');
}

const tables = { http: tableOf({}), https: tableOf(encrypted) };

function tableOf(more: Headers): (type: string) => Headers {
  const table = kinds.map(({ type, headers }) => ({ type, headers: { ...everywhere, ...headers, ...more } }));
  return (given) => table.find(({ type }) => type.test(given))?.headers ?? everywhere;
}

/** Node.js makes its answers of this class: ours, and those it gives by itself (a missing Host, an Expect it doesn't know). */
export function securedResponse(isHttps: boolean): typeof ServerResponse<IncomingMessage> {
  return class extends ServerResponse<IncomingMessage> {
    // biome-ignore lint/suspicious/noExplicitAny: the overloads of Node.js's own signature.
    override writeHead(status: number, ...given: any[]): this {
      const last = given.at(-1) as OutgoingHttpHeaders | readonly string[] | string | undefined;
      const named = typeof last === 'object' && !Array.isArray(last) ? (last as OutgoingHttpHeaders) : {};
      const type = named['content-type'] ?? this.getHeader('content-type');
      const headers = { ...securityHeaders(type === undefined ? undefined : String(type), isHttps) };
      for (const name of this.getHeaderNames()) delete headers[name];
      if (!Array.isArray(last)) return super.writeHead(status, { ...headers, ...named });
      for (const [name, value] of Object.entries(headers)) this.setHeader(name, value);
      return super.writeHead(status, last as unknown as OutgoingHttpHeaders);
    }
  };
}

/** What Node.js says of requests it can't read; everything else is 400. */
const statuses: Readonly<Record<string, number>> = {
  HPE_HEADER_OVERFLOW: 431,
  HPE_CHUNK_EXTENSIONS_OVERFLOW: 413,
  ERR_HTTP_REQUEST_TIMEOUT: 408,
};

/** Answers a request that can't be read, if nothing of an answer is on its way yet, and hangs up. Says nothing of the fault. */
export function answerUnreadable(error: NodeJS.ErrnoException, socket: Socket, isHttps: boolean): void {
  if (!socket.writable) {
    socket.destroy();
    return;
  }
  const status = statuses[error.code ?? ''] ?? 400;
  const headers = {
    ...securityHeaders(undefined, isHttps),
    'cache-control': 'no-store',
    connection: 'close',
  };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  socket.write(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${lines.join('')}content-length: 0\r\n\r\n`);
  socket.destroySoon();
}
