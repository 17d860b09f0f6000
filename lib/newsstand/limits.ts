/** How much a client may send, how long it may take, and which requests are refused before anybody looks at them. */
import type { IncomingMessage, ServerOptions, ServerResponse } from 'node:http';

/** The largest body that any address takes, in bytes; each has a limit of its own below that. */
const largestBody = 64 * 1024;

/** In milliseconds and bytes. Bodies are small here, so that even a bad line sends one in half a minute. */
export const serverLimits = {
  /** The first line and all headers; what nginx takes by itself is less. */
  maxHeaderSize: 16 * 1024,
  headersTimeout: 15_000,
  requestTimeout: 30_000,
  connectionsCheckingInterval: 2_000,
  /** Longer than proxies keep a connection that nobody uses: they close it, not we, while they are sending. */
  keepAliveTimeout: 65_000,
  insecureHTTPParser: false,
} as const satisfies ServerOptions;

/** A client that takes nothing of an answer for so long is gone, in milliseconds. Quiet streams send a sign every 15 seconds. */
export const longestStandstill = 60_000;
/** What a client still sends after its answer isn't waited for longer, in milliseconds. */
const leftover = 1_000;

export type Refused = Readonly<{ status: number; text: string }>;

/** Why a request is refused, whatever it is for. */
export function refusalOf({ headers, rawHeaders }: IncomingMessage): Refused | undefined {
  // Inflating what a stranger sends costs more than sending it; no client of ours compresses.
  if (hasBody(headers) && (headers['content-encoding'] ?? 'identity') !== 'identity')
    return { status: 415, text: 'Bodies are taken as they are, not compressed.' };
  if (Number(headers['content-length'] ?? 0) > largestBody)
    return { status: 413, text: 'This is more than is taken here.' };
  // RFC 9112, section 3.2: with two of them nobody knows which one a proxy has looked at.
  if (rawHeaders.filter((name, index) => index % 2 === 0 && /^host$/i.test(name)).length > 1)
    return { status: 400, text: 'This request names two hosts.' };
  return undefined;
}

const hasBody = (headers: IncomingMessage['headers']) =>
  headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;

/** Hangs up on a client that goes on sending what nobody reads. */
export function endWithAnswer(request: IncomingMessage, response: ServerResponse): void {
  if (!hasBody(request.headers)) return;
  response.once('finish', () => {
    setTimeout(() => {
      if (!request.complete) request.socket.destroy();
    }, leftover).unref();
  });
}

/**
 * The decoded path of a request; nothing if it isn't well formed, or is one that two programs read differently: with
 * a host in it, dot segments, backslashes or control characters. `%2F` stays as it is and is part of a name.
 */
export function addressOf(rawPath: string): string | undefined {
  try {
    const address = decodeURI(rawPath);
    if (!address.startsWith('/') || address.startsWith('//')) return undefined;
    return ambiguous.test(address) ? undefined : address;
  } catch {
    return undefined;
  }
}

/** Dots count as encoded too: `%2e` is decoded by now, but a proxy may decode `%252e` before us or after. */
const ambiguous = /[\p{Cc}\\]|\/(?:\.|%2e){1,2}(?:\/|$)/iu;
