/** The newsstand: a small HTTP server that looks an address up in the live edition and sends a finished file. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Audience } from '#lib/audience/audience.ts';
import { type Answer, type Asked, askedOf, headersOf, send as sendAnswer } from '#lib/audience/http.ts';
import type { CardAnswer, CardRequest } from '#lib/cards/answer.ts';
import { errorPages } from '#lib/edition/addresses.ts';
import type { Entry } from '#lib/edition/entries.ts';
import { loggable } from '#lib/log/address.ts';
import { kindOf } from '#lib/metrics/kinds.ts';
import type { Metrics } from '#lib/metrics/metrics.ts';
import { compressible } from '#lib/press/finish.ts';
import { headersFor } from './headers.ts';
import { type Encoding, encodingFor, isFresh, isUnmodified, themeOf } from './negotiate.ts';
import { proxy } from './proxy.ts';
import type { Shelf } from './shelf.ts';

/** What the Next.js app answers itself: nothing else is ever passed on to it. */
const appAddresses = /^\/(?:api(?:\/|$)|newsroom\/?$|news-sitemap\.xml$)/;

export type Newsstand = Readonly<{
  shelf: Shelf;
  /** Port of the app on 127.0.0.1 while it runs. */
  appPort: () => number | undefined;
  /** Answers for cards that are drawn already; nothing for those that the app has to draw. */
  card?: (request: CardRequest) => Promise<CardAnswer | undefined>;
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
type Desk = Readonly<{ owns: (address: string) => boolean; answer: (asked: Asked) => Promise<Answer> }>;

/** Makes the server; the caller makes it listen. */
export function newsstand(options: Newsstand): Server {
  const { shelf, metrics, report = (line) => void process.stderr.write(`${line}\n`) } = options;
  const server = createServer((request, response) => {
    if (metrics) measure(metrics, request, response);
    answer(options, request, response).catch((error: unknown) => {
      // Without what stands behind the address: it may be what somebody looks for.
      const [address = '/'] = (request.url ?? '/').split('?', 1);
      const told = loggable(decode(address) ?? '', (path) => shelf.entry(path) !== undefined);
      report(`${told}: ${error instanceof Error ? error.message : String(error)}`);
      fail(options, request, response);
      options.audience?.pageFailed(decode(address) ?? '/');
    });
  });
  server.keepAliveTimeout = 65_000;
  return server;
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
    metrics.request(kindOf(decode(path) ?? '/'), response.headersSent ? response.statusCode : 499, took);
  });
}

async function answer(options: Newsstand, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { shelf } = options;
  const [rawPath = '/', query] = (request.url ?? '/').split('?', 2);
  const address = decode(rawPath);
  if (address === undefined) return plain(response, 400, 'This address is not well formed.');
  for (const desk of [
    options.health,
    options.backup,
    options.audience,
    options.press,
    options.preview,
    options.search,
  ])
    if (desk?.owns(address))
      return sendDesk(options, request, response, await desk.answer(askedOf(request, response, address)));
  if (appAddresses.test(address)) {
    const card = await cardAnswer(options, request, address);
    if (!card) return proxy(request, response, options.appPort());
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
      return await send(shelf, request, response, address, entry);
    } catch (error) {
      // A story that is taken back while its page is rendered: the edition that is live by now has the answer.
      if (shelf.edition === edition || response.headersSent) throw error;
      return answer(options, request, response);
    }
  }
  const trimmed = address.replace(/\/+$/, '');
  if (trimmed !== address && trimmed !== '' && shelf.entry(trimmed))
    return redirect(response, encodeURI(trimmed), query);
  return sendErrorPage(shelf, request, response, errorPages.notFound, 404);
}

/** What a desk answers; where it has nothing to say, the page for what isn't there. */
async function sendDesk(
  { shelf }: Newsstand,
  request: IncomingMessage,
  response: ServerResponse,
  answer: Answer,
) {
  if (answer.status !== 404 || answer.body !== undefined) return sendAnswer(response, answer, request.method);
  for (const [name, value] of Object.entries(answer.headers)) response.setHeader(name, value);
  return sendErrorPage(shelf, request, response, errorPages.notFound, 404);
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
  shelf: Shelf,
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
    ...headersFor(entry, shelf.siteUrl + encodeURI(address)),
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
  shelf: Shelf,
  request: IncomingMessage,
  response: ServerResponse,
  page: string,
  status: number,
): Promise<void> {
  const entry = shelf.entry(page);
  if (!entry)
    return plain(
      response,
      status,
      status === 404 ? 'There is nothing at this address.' : 'Something broke here.',
    );
  return send(shelf, request, response, page, { ...entry, status });
}

function fail(options: Newsstand, request: IncomingMessage, response: ServerResponse): void {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  response.setHeader('retry-after', '5');
  sendErrorPage(options.shelf, request, response, errorPages.failed, 503).catch(() => response.destroy());
}

function redirect(response: ServerResponse, location: string, query: string | undefined): void {
  const headers = {
    location: query ? `${location}?${query}` : location,
    'cache-control': 'public, max-age=0, s-maxage=60',
  };
  response.writeHead(308, headers).end();
}

function plain(response: ServerResponse, status: number, text: string): void {
  const headers = {
    'content-type': 'text/plain; charset=utf-8',
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  };
  response.writeHead(status, headers).end(`${text}\n`);
}

const isErrorPage = (address: string) => address === errorPages.notFound || address === errorPages.failed;

function decode(rawPath: string): string | undefined {
  try {
    const address = decodeURI(rawPath);
    return address.startsWith('/') && !address.startsWith('//') && !address.includes('\0')
      ? address
      : undefined;
  } catch {
    return undefined;
  }
}
