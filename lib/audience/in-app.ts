/**
 * The audience where Next.js runs without the newsstand: `next dev`, `next start`, hosting platforms with a disk.
 * Behind the newsstand none of this is asked for, and no store is opened here.
 */
import { edition } from '#lib/edition/open.ts';
import { readSettings } from '#lib/settings/settings.ts';
import { Audience } from './audience.ts';
import type { Answer, Asked } from './http.ts';

// One audience a process: route handlers don't share module instances, but they share the global object.
const shared = globalThis as { [key: symbol]: Audience | undefined };
const key = Symbol.for('china-topix.audience');

function audience(): Audience {
  const open = shared[key];
  if (open) return open;
  const report = (line: string) => void process.stderr.write(`${line}\n`);
  const made = new Audience({
    settings: readSettings(process.env),
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
  // Next.js appends the other end of the connection.
  const forwardedFor = request.headers.get('x-forwarded-for')?.split(',') ?? [];
  const peer = forwardedFor.pop()?.trim();
  const headers = Object.fromEntries(request.headers);
  return {
    method: request.method,
    path: decodeURI(pathname),
    query: searchParams,
    headers: { ...headers, 'x-forwarded-for': forwardedFor.join(',') || undefined },
    peer,
    async body(most) {
      const bytes = Buffer.from(await request.arrayBuffer());
      return bytes.length > most ? undefined : bytes;
    },
    signal: request.signal,
  };
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
