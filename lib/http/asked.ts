/** Requests and answers as the audience's addresses see them, whether the newsstand or Next.js hands them over. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { pipeline, Readable } from 'node:stream';

export type Asked = Readonly<{
  method: string;
  /** Decoded path. */
  path: string;
  query: URLSearchParams;
  /** By lower-case names. */
  headers: Readonly<Record<string, string | undefined>>;
  /** The other end of the connection. */
  peer?: string;
  /** The body; nothing if it is longer than so many bytes, or was broken off. */
  body: (most: number) => Promise<Buffer | undefined>;
  /** Aborted when nobody waits for the answer any more. */
  signal: AbortSignal;
}>;

export type Answer = Readonly<{
  status: number;
  headers: Readonly<Record<string, string>>;
  body?: string | Buffer | AsyncIterable<string>;
}>;

const noStore = { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' };

export const empty = (status: number, more: Record<string, string> = {}): Answer => ({
  status,
  headers: { ...noStore, ...more },
});

export const text = (status: number, line: string, more: Record<string, string> = {}): Answer => ({
  status,
  headers: { 'content-type': 'text/plain; charset=utf-8', ...noStore, ...more },
  body: `${line}\n`,
});

export const json = (status: number, value: unknown, more: Record<string, string> = {}): Answer => ({
  status,
  headers: { 'content-type': 'application/json; charset=utf-8', ...noStore, ...more },
  body: JSON.stringify(value),
});

/** A request of Node.js's own server. Headers that came twice are joined. */
export const headersOf = ({ headers }: IncomingMessage) => headers as Asked['headers'];

export function askedOf(request: IncomingMessage, response: ServerResponse, path: string): Asked {
  const aborted = new AbortController();
  response.once('close', () => aborted.abort());
  const { socket } = request;
  return {
    method: request.method ?? 'GET',
    path,
    query: new URLSearchParams((request.url ?? '').split('?', 2)[1] ?? ''),
    headers: headersOf(request),
    peer: socket.remoteAddress,
    body: (most) => bodyOf(request, most),
    signal: aborted.signal,
  };
}

async function bodyOf(request: IncomingMessage, most: number): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let length = 0;
  try {
    // The stream stays open where it is left: closing it would take the connection along, and the answer with it.
    for await (const chunk of request.iterator({ destroyOnReturn: false })) {
      length += (chunk as Buffer).length;
      if (length > most) return undefined;
      chunks.push(chunk as Buffer);
    }
  } catch {
    return undefined; // Broken off: nobody waits for an answer.
  }
  return Buffer.concat(chunks);
}

/** Sends an answer by Node.js's own server. */
export function send(response: ServerResponse, { status, headers, body }: Answer, method = 'GET'): void {
  if (body === undefined || typeof body === 'string' || Buffer.isBuffer(body)) {
    const bytes = typeof body === 'string' ? Buffer.from(body) : body;
    const length =
      bytes === undefined && status === 204 ? {} : { 'content-length': String(bytes?.length ?? 0) };
    response.writeHead(status, { ...headers, ...length });
    response.end(method === 'HEAD' ? undefined : bytes);
    return;
  }
  response.writeHead(status, headers);
  response.flushHeaders();
  pipeline(Readable.from(body), response, () => response.destroy());
}
