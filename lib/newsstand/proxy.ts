/** Passes a request on to the Next.js app and its answer back. */
import { request as httpRequest, type IncomingMessage, type ServerResponse } from 'node:http';
import { pipeline } from 'node:stream';

/** Headers by which a client could steer Next.js or pretend to be another (RFC 9110, section 7.6.1, and Next's own). */
const dropped =
  /^(connection|keep-alive|proxy-.*|te|trailer|transfer-encoding|upgrade|forwarded|x-forwarded-.*|x-middleware-.*|x-prerender-.*|x-nextjs-.*|next-.*|rsc)$/;

/** Answers 503 while the app isn't there: reading goes on without it. */
export function proxy(request: IncomingMessage, response: ServerResponse, port: number | undefined): void {
  if (port === undefined) {
    unavailable(response);
    return;
  }
  const headers = Object.fromEntries(Object.entries(request.headers).filter(([name]) => !dropped.test(name)));
  const passed = httpRequest(
    {
      host: '127.0.0.1',
      port,
      method: request.method,
      path: request.url,
      headers: { ...headers, 'x-forwarded-for': request.socket.remoteAddress ?? '' },
    },
    (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      // An answer that breaks off must end as a broken one here too.
      pipeline(answer, response, (error) => error && response.destroy());
    },
  );
  passed.on('error', () => (response.headersSent ? response.destroy() : unavailable(response)));
  response.on('close', () => passed.destroy());
  request.pipe(passed);
}

function unavailable(response: ServerResponse): void {
  response.writeHead(503, {
    'content-type': 'text/plain; charset=utf-8',
    'retry-after': '2',
    'cache-control': 'no-store',
  });
  response.end('This part is being restarted. Please try again in a moment.\n');
}
