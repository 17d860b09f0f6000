/** Passes a request on to the Next.js app and its answer back. */
import {
  request as httpRequest,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type ServerResponse,
} from 'node:http';
import { pipeline } from 'node:stream';
import { themeOf } from '#lib/http/negotiate.ts';

/** What the app is told of a request. Next.js can be steered by many headers, more with each version: all others stay here. */
const passedOn = ['accept', 'accept-encoding', 'accept-language', 'if-none-match', 'user-agent'];

/** Of the connection to the app (RFC 9110, section 7.6.1), or of its framework and nobody's business. */
const keptBack =
  /^(?:connection|keep-alive|transfer-encoding|upgrade|trailer|proxy-.*|date|server|x-powered-by|x-nextjs-.*|x-middleware-.*|refresh)$/;
/** Names in Vary by which the app's answer can't differ: they aren't passed on. */
const neverSent = /^(?:rsc|next-.*)$/i;

/**
 * `path`: what the app is asked for, with its query. Only GET and HEAD, and never a body: no address of the app takes
 * one. Answers 503 while the app isn't there: reading goes on without it.
 */
export function proxy(
  request: IncomingMessage,
  response: ServerResponse,
  port: number | undefined,
  path = request.url ?? '/',
): void {
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    const allow = {
      'content-type': 'text/plain; charset=utf-8',
      'cache-control': 'no-store',
      allow: 'GET, HEAD',
    };
    response.writeHead(405, allow).end('Only GET and HEAD are answered here.\n');
    return;
  }
  if (port === undefined) {
    unavailable(response);
    return;
  }
  const given = passedOn.flatMap((name) => (request.headers[name] ? [[name, request.headers[name]]] : []));
  // Of all cookies the one that says light or dark, in our own words: the newsroom's page is in what its reader chose.
  const theme = themeOf(request.headers.cookie);
  const passed = httpRequest(
    {
      host: '127.0.0.1',
      port,
      method: request.method,
      path,
      headers: { ...Object.fromEntries(given), ...(theme && { cookie: `theme=${theme}` }) },
    },
    (answer) => {
      response.writeHead(answer.statusCode ?? 502, passedBack(answer.headers));
      // An answer that breaks off must end as a broken one here too.
      pipeline(answer, response, (error) => error && response.destroy());
    },
  );
  passed.on('error', () => (response.headersSent ? response.destroy() : unavailable(response)));
  response.on('close', () => passed.destroy());
  passed.end();
}

function passedBack({ vary, ...headers }: IncomingHttpHeaders): IncomingHttpHeaders {
  const names = (vary ?? '').split(',').map((name) => name.trim());
  const varies = names.filter((name) => name !== '' && !neverSent.test(name)).join(', ');
  const kept = Object.entries(headers).filter(([name]) => !keptBack.test(name));
  return { ...Object.fromEntries(kept), ...(varies === '' ? {} : { vary: varies }) };
}

function unavailable(response: ServerResponse): void {
  response.writeHead(503, {
    'content-type': 'text/plain; charset=utf-8',
    'retry-after': '2',
    'cache-control': 'no-store',
  });
  response.end('This part is being restarted. Please try again in a moment.\n');
}
