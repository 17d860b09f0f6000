/**
 * The audience where Next.js runs without the newsstand: `next dev`, `next start`, hosting platforms with a disk.
 * Behind the newsstand none of this is asked for, and no store is opened here.
 */
import { edition } from '#lib/edition/open.ts';
import type { Answer, Asked } from '#lib/http/asked.ts';
import { settingsHere } from '#lib/settings/settings.ts';
import { Audience } from './audience.ts';

// One audience a process: route handlers don't share module instances, but they share the global object.
const shared = globalThis as { [key: symbol]: Audience | undefined };
const key = Symbol.for('china-topix.audience');

function audience(): Audience {
  const open = shared[key];
  if (open) return open;
  const report = (line: string) => void process.stderr.write(`${line}\n`);
  const made = new Audience({
    settings: settingsHere(),
    projectDir: process.cwd(),
    edition: () => edition(),
    report,
  });
  shared[key] = made;
  return made;
}

/** Answers a request to one of the audience's addresses. */
export async function answerInApp(request: Request): Promise<Response> {
  return responseOf(await audience().answer(askedOf(request)));
}

function askedOf(request: Request): Asked {
  const { pathname, searchParams } = new URL(request.url);
  const headers = Object.fromEntries(request.headers);
  return {
    method: request.method,
    path: decodeURI(pathname),
    query: searchParams,
    ...clientOf(headers),
    body: (most) => bodyOf(request, most),
    signal: request.signal,
  };
}

/**
 * A route isn't told who is at the other end of the connection, only what X-Forwarded-For says, which a client can
 * write. It is believed where TRUSTED_PROXIES says that something in front writes it; elsewhere nobody is known.
 */
function clientOf(headers: Record<string, string>): Pick<Asked, 'headers' | 'peer'> {
  if (process.env.NODE_ENV === 'development') return { headers, peer: '127.0.0.1' };
  const { 'x-forwarded-for': forwardedFor = '', ...others } = headers;
  if (settingsHere().trustedProxies.length === 0) return { headers: others };
  const hops = forwardedFor.split(',');
  const peer = hops.pop()?.trim();
  return { headers: { ...others, 'x-forwarded-for': hops.join(',') || undefined }, peer };
}

async function bodyOf(request: Request, most: number): Promise<Buffer | undefined> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of request.body ?? []) {
    chunks.push(chunk as Uint8Array);
    length += (chunk as Uint8Array).length;
    if (length > most) return undefined;
  }
  return Buffer.concat(chunks);
}

function responseOf({ status, headers, body }: Answer): Response {
  if (body === undefined || typeof body === 'string') return new Response(body, { status, headers });
  if (Buffer.isBuffer(body)) return new Response(new Uint8Array(body), { status, headers });
  const iterator = body[Symbol.asyncIterator]();
  const encoder = new TextEncoder();
  const stream = new ReadableStream({
    async pull(controller) {
      const { value, done } = await iterator.next();
      if (done) controller.close();
      else controller.enqueue(encoder.encode(value));
    },
    async cancel() {
      await iterator.return?.();
    },
  });
  return new Response(stream, { status, headers });
}
