/** The newsstand: a small HTTP server that looks an address up in the live edition and sends a finished file. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { Audience } from '#lib/audience/audience.ts';
import type { CardAnswer, CardRequest } from '#lib/cards/answer.ts';
import { errorPages } from '#lib/edition/addresses.ts';
import type { Entry } from '#lib/edition/entries.ts';
import { type Answer, type Asked, askedOf, headersOf, send as sendAnswer } from '#lib/http/asked.ts';
import { type Encoding, encodingFor, isFresh, isUnmodified, themeOf } from '#lib/http/negotiate.ts';
import { loggable } from '#lib/log/address.ts';
import { kindOf } from '#lib/metrics/kinds.ts';
import type { Metrics } from '#lib/metrics/metrics.ts';
import { compressible } from '#lib/press/finish.ts';
import type { Cached } from '#lib/purge/headers.ts';
import { headersFor, pageFor } from './headers.ts';
import { addressOf, endWithAnswer, longestStandstill, refusalOf, serverLimits } from './limits.ts';
import { proxy } from './proxy.ts';
import { answerUnreadable, securedResponse } from './secured.ts';
import type { Shelf } from './shelf.ts';

/** What the Next.js app answers itself: nothing else is ever passed on to it. */
const appAddresses =
  /^\/(?:api\/(?:health(?:\/[a-z]+)?|oembed|search|og\/[^/%]+\/[^/%]+\/[^/%]+)|newsroom|news-sitemap\.xml)$/;

export type Newsstand = Readonly<{
  shelf: Shelf;
  /** The public address, e.g. `https://example.org`. */
  siteUrl: string;
  /** Port of the app on 127.0.0.1 while it runs. */
  appPort: () => number | undefined;
  /** Answers for cards that are drawn already; nothing for those that the app has to draw. */
  card?: (request: CardRequest) => Promise<CardAnswer | undefined>;
  /** What caches in front are told beside. */
  cached?: (address: string, entry: Entry) => Cached;
  audience?: Pick<Audience, 'owns' | 'answer' | 'cardFetched' | 'pageFailed'>;
  press?: Desk;
  preview?: Desk;
  search?: Desk;
  health?: Desk;
  backup?: Desk;
  metrics?: Pick<Metrics, 'request' | 'card'>;
  /** Told of a page that can't be shown. */
  report?: (line: string) => void;
}>;

/** What answers for some addresses itself. */
type Desk = Readonly<{
  owns: (address: string) => boolean;
  answer: (asked: Asked) => Promise<Answer>;
  /** True if this answer may stand still for minutes while something is made. */
  isSlow?: (asked: Asked) => boolean;
}>;

/** Makes the server; the caller makes it listen. */
export function newsstand(options: Newsstand): Server {
  const { shelf, metrics, report = (line) => void process.stderr.write(`${line}\n`) } = options;
  const isHttps = options.siteUrl.startsWith('https:');
  const underWay = new WeakMap<object, ServerResponse>();
  const handle = (request: IncomingMessage, response: ServerResponse) => {
    underWay.set(request.socket, response);
    endWithAnswer(request, response);
    if (metrics) measure(metrics, request, response);
    answer(options, request, response).catch((error: unknown) => {
      // Without what stands behind the address: it may be what somebody looks for.
      const [address = '/'] = (request.url ?? '/').split('?', 1);
      const told = loggable(addressOf(address) ?? '', (path) => isPublished(shelf, path));
      report(`${told}: ${error instanceof Error ? error.message : String(error)}`);
      fail(options, request, response);
      options.audience?.pageFailed(addressOf(address) ?? '/');
    });
  };
  const server = createServer({ ...serverLimits, ServerResponse: securedResponse(isHttps) }, handle);
  server.timeout = longestStandstill;
  // Whoever asks before sending a body is told to send it only if there is a chance that it is taken.
  server.on('checkContinue', (request: IncomingMessage, response: ServerResponse) => {
    if (!refusalOf(request)) response.writeContinue();
    handle(request, response);
  });
  server.on('clientError', (error, socket) => {
    const last = underWay.get(socket);
    if (last?.headersSent && !last.writableFinished) socket.destroy();
    else answerUnreadable(error, socket as Socket, isHttps);
  });
  return server;
}

/** What can't be looked up now, on a disk that fails, counts as not published. */
function isPublished(shelf: Shelf, address: string): boolean {
  try {
    return shelf.entry(address) !== undefined;
  } catch {
    return false;
  }
}

/** By kind alone, when all is sent or nobody waits any longer. */
function measure(
  metrics: Pick<Metrics, 'request'>,
  request: IncomingMessage,
  response: ServerResponse,
): void {
  const began = performance.now();
  response.once('close', () => {
    const [path = '/'] = (request.url ?? '/').split('?', 1);
    const type = response.getHeader('content-type');
    const isStream = typeof type === 'string' && type.startsWith('text/event-stream');
    const took = isStream ? undefined : performance.now() - began;
    metrics.request(kindOf(addressOf(path) ?? '/'), response.headersSent ? response.statusCode : 499, took);
  });
}

async function answer(options: Newsstand, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { shelf } = options;
  const [rawPath = '/', query] = (request.url ?? '/').split('?', 2);
  const refusal = refusalOf(request);
  if (refusal) return plain(response, refusal.status, refusal.text);
  const address = addressOf(rawPath);
  if (address === undefined) return plain(response, 400, 'This address is not well formed.');
  const { health, backup, audience, press, preview, search } = options;
  const desks: readonly (Desk | undefined)[] = [health, backup, audience, press, preview, search];
  for (const desk of desks) {
    if (!desk?.owns(address)) continue;
    const asked = askedOf(request, response, address);
    // The limit is of the connection: only for who has a pass, or anybody could have it lifted.
    if (desk.isSlow?.(asked)) request.setTimeout(0);
    return sendDesk(options, request, response, await desk.answer(asked));
  }
  if (appAddresses.test(address)) {
    const card = await cardAnswer(options, request, address);
    if (!card) {
      const path = encodeURI(address) + (query === undefined ? '' : `?${query}`);
      return proxy(request, response, options.appPort(), path);
    }
    response.writeHead(card.status, card.headers);
    response.end(request.method === 'HEAD' ? undefined : card.body);
    return;
  }
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    response.setHeader('allow', 'GET, HEAD');
    return plain(response, 405, 'Only GET and HEAD are answered here.');
  }
  if (!shelf.stocked)
    return plain(response, 503, 'The first edition is being made. Please try again in a moment.');
  const entry = shelf.entry(address);
  if (entry?.location) return redirect(response, entry.location, query);
  if (entry && !isErrorPage(address)) {
    const { edition } = shelf;
    try {
      return await send(options, request, response, address, entry);
    } catch (error) {
      // A story that is taken back while its page is rendered: the edition that is live by now has the answer.
      if (shelf.edition === edition || response.headersSent) throw error;
      return answer(options, request, response);
    }
  }
  const trimmed = withoutSlashesBehind(address);
  if (trimmed !== address && trimmed !== '' && (shelf.entry(trimmed) || trimmed === '/newsroom'))
    return redirect(response, encodeURI(trimmed), query);
  return sendErrorPage(options, request, response, errorPages.notFound, 404);
}

/** By hand: for a pattern, thousands of slashes in the middle are work that grows with their square. */
function withoutSlashesBehind(address: string): string {
  let end = address.length;
  while (address[end - 1] === '/') end--;
  return address.slice(0, end);
}

/** What a desk answers; where it has nothing to say, the page for what isn't there. */
async function sendDesk(
  options: Newsstand,
  request: IncomingMessage,
  response: ServerResponse,
  answer: Answer,
) {
  if (answer.status !== 404 || answer.body !== undefined) return sendAnswer(response, answer, request.method);
  for (const [name, value] of Object.entries(answer.headers)) response.setHeader(name, value);
  return sendErrorPage(options, request, response, errorPages.notFound, 404);
}

/** Shared links keep their pictures while the app is restarted: only what isn't drawn yet needs it. */
async function cardAnswer(
  { card, audience, metrics }: Newsstand,
  request: IncomingMessage,
  address: string,
): Promise<CardAnswer | undefined> {
  const [, subject, id, file] = /^\/api\/og\/([^/]+)\/([^/]+)\/([^/]+)$/.exec(address) ?? [];
  if (!card || !subject || !id || !file) return undefined;
  const { method = 'GET', headers, socket } = request;
  const answer = await card({ method, subject, id, file, ifNoneMatch: headers['if-none-match'] });
  metrics?.card(answer ? 'kept' : 'app');
  if (subject === 'story' && (answer?.status ?? 200) < 400)
    audience?.cardFetched(id, { method, headers: headersOf(request), peer: socket.remoteAddress });
  return answer;
}

async function send(
  { shelf, cached }: Newsstand,
  request: IncomingMessage,
  response: ServerResponse,
  address: string,
  entry: Entry,
): Promise<void> {
  const object = await shelf.objectOf(address, entry);
  const canCompress = compressible.test(entry.type);
  const isPage = entry.type.startsWith('text/html');
  const encoding: Encoding = canCompress ? encodingFor(request.headers['accept-encoding']) : 'identity';
  const theme = isPage ? themeOf(request.headers.cookie) : undefined;
  const etag = `"${object.slice(0, 20)}${encoding === 'identity' ? '' : `-${encoding}`}${theme ? `-${theme}` : ''}"`;
  const headers: Record<string, string> = {
    ...headersFor(entry, shelf.siteUrl + encodeURI(address), cached?.(address, entry)),
    etag,
    ...headersOn(response),
  };
  if (canCompress) headers.vary = isPage ? 'Accept-Encoding, Cookie' : 'Accept-Encoding';
  // A reader's own copy: a shared cache that ignores Vary must not hand it to others.
  if (theme) headers['cache-control'] = 'private, max-age=0, must-revalidate';
  const { 'if-none-match': tags, 'if-modified-since': since } = request.headers;
  const modified = dated.test(entry.type) ? await shelf.modifiedAt(object) : undefined;
  if (modified) headers['last-modified'] = modified.toUTCString();
  const isKnown = isFresh(tags, etag) || (modified && isUnmodified(since, tags, modified));
  if (entry.status === 200 && isKnown) {
    response.writeHead(304, headers).end();
    return;
  }
  const bytes = await shelf.bytes(object, encoding, theme);
  if (encoding !== 'identity') headers['content-encoding'] = encoding;
  headers['content-length'] = String(bytes.length);
  response.writeHead(entry.status, headers);
  response.end(request.method === 'HEAD' ? undefined : bytes);
}

/** Feeds and sitemaps: programs ask for them of which some know no tags. */
const dated = /^application\/(xml|feed\+json)/;

/** Headers that are set already: they hold against what an entry would have. */
const headersOn = (response: ServerResponse) =>
  Object.fromEntries(response.getHeaderNames().map((name) => [name, String(response.getHeader(name))]));

async function sendErrorPage(
  options: Newsstand,
  request: IncomingMessage,
  response: ServerResponse,
  page: string,
  status: number,
): Promise<void> {
  const entry = options.shelf.entry(page);
  if (!entry)
    return plain(
      response,
      status,
      status === 404 ? 'There is nothing at this address.' : 'Something broke here.',
    );
  return send(options, request, response, page, { ...entry, status });
}

function fail(options: Newsstand, request: IncomingMessage, response: ServerResponse): void {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  response.setHeader('retry-after', '5');
  // Where the edition's own page can't be read either, a plain word is better than a broken connection.
  sendErrorPage(options, request, response, errorPages.failed, 503).catch(() =>
    response.headersSent
      ? response.destroy()
      : plain(response, 503, 'This can’t be shown. Please try again in a moment.'),
  );
}

function redirect(response: ServerResponse, location: string, query: string | undefined): void {
  const headers = {
    location: query ? `${location}?${query}` : location,
    'cache-control': pageFor,
    'content-length': '0',
  };
  response.writeHead(308, headers).end();
}

function plain(response: ServerResponse, status: number, text: string): void {
  const body = Buffer.from(`${text}\n`);
  const headers = {
    'content-length': String(body.length),
    'content-type': 'text/plain; charset=utf-8',
    'cache-control': 'no-store',
  };
  response.writeHead(status, headers).end(body);
}

const isErrorPage = (address: string) => address === errorPages.notFound || address === errorPages.failed;
