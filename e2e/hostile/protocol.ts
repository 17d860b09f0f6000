/** Bytes that are nearly HTTP: requests in requests, two lengths, methods that aren't, and noise. */
import fc from 'fast-check';
import { type Hostile, pairs, refused, requestOf, sampled, shown } from './hostile.ts';
import type { Known } from './known.ts';

/** What is hidden in another request; nothing has this address, so that an answer to it is told by its length. */
const hidden = 'GET /hidden-in-another HTTP/1.1\r\nHost: news.example\r\nX-Ignore: x';

const transfers = [
  ...[
    'chunked',
    ' chunked',
    'Chunked',
    'xchunked',
    'chunked, identity',
    'identity',
    'gzip, chunked',
    'chunked;a=b',
    '"chunked"',
    '\tchunked',
  ],
  ...[
    '\x0bchunked',
    'chunked\x00',
    'chunk',
    'chunked, chunked',
    ', chunked',
    'chunked,',
    'identity, chunked, chunked',
  ],
];
const names = [
  'Transfer-Encoding: ',
  'Transfer-Encoding : ',
  'Transfer-Encoding:\r\n ',
  'transfer_encoding: ',
  'X: x\nTransfer-Encoding: ',
  '\x00Transfer-Encoding: ',
  ' Transfer-Encoding: ',
];
const lengths = [
  '0',
  '4',
  '+4',
  '-1',
  '0x4',
  '4, 5',
  '4\r\nContent-Length: 5',
  '4 4',
  '04',
  '4\x00',
  '',
  '４',
  '1e1',
  '99999999999999999999',
];
const chunks = [
  '0\r\n\r\n',
  '0;ext="\r\n\r\n',
  '00000000000000000000000000\r\n\r\n',
  '-1\r\n\r\n',
  '0x0\r\n\r\n',
  ' 0\r\n\r\n',
  '5\r\nabc\r\n0\r\n\r\n',
  '3\nabc\n0\n\n',
  `1;${'a'.repeat(20_000)}\r\na\r\n0\r\n\r\n`,
  'ffffffffffffffff\r\nabc',
  '0\r\nTrailer: a\r\nContent-Length: 4\r\n\r\n',
  '0\r\n\r',
  '2\r\nab',
];

/** Bytes that a proxy and a server may cut in different places. `path`: an address that takes a body, and one that doesn't. */
export function smuggling(): { what: string; bytes: Buffer }[] {
  const of = (path: string, headers: string, body: string) => ({
    what: `${path} ${headers} ${body}`,
    bytes: Buffer.from(`POST ${path} HTTP/1.1\r\nHost: news.example\r\n${headers}\r\n\r\n${body}`, 'latin1'),
  });
  const paths = ['/api/audience', '/'];
  return [
    ...pairs(names, transfers).map(([name, transfer]) =>
      of(paths[0] ?? '', `Content-Length: 5\r\n${name}${transfer}`, `0\r\n\r\n${hidden}`),
    ),
    ...pairs(names, transfers.slice(0, 8)).map(([name, transfer]) =>
      of(paths[1] ?? '', `${name}${transfer}`, `0\r\n\r\n${hidden}`),
    ),
    ...pairs(paths, lengths).map(([path, length]) => of(path, `Content-Length: ${length}`, `abcd${hidden}`)),
    ...pairs(paths, chunks).map(([path, chunk]) => of(path, 'Transfer-Encoding: chunked', chunk + hidden)),
    ...pairs(paths, [
      'Connection: Content-Length',
      'Connection: close, Transfer-Encoding',
      'Connection: X-Forwarded-For',
    ]).map(([path, header]) => of(path, `${header}\r\nContent-Length: 4`, `abcd${hidden}`)),
  ];
}

/** Of a body that ends where it says, the hidden request is a second one, and not hidden: two answers are right then. */
const direct = (): Hostile[] =>
  smuggling().map(({ what, bytes }) => ({
    family: 'smuggling',
    what,
    // A second request that is whole, and closes.
    bytes: Buffer.concat([bytes, Buffer.from('\r\nConnection: close\r\n\r\n')]),
    allowed: [204, 403, ...refused, 501],
    answers: 2,
    mayHangUp: true,
    mayWait: true,
    within: 3_000,
  }));

const methods = [
  ...[
    'OPTIONS',
    'TRACE',
    'PUT',
    'DELETE',
    'PATCH',
    'PROPFIND',
    'MKCOL',
    'MOVE',
    'LOCK',
    'SEARCH',
    'PURGE',
    'LINK',
    'SUBSCRIBE',
    'M-SEARCH',
  ],
  ...['get', 'GET\x00', 'GETT', '', 'DEBUG', 'TRACK', 'PRI', 'QUERY', 'BIND'],
];
const addresses = [
  '/',
  '/feed.xml',
  '/search?q=a',
  '/newsroom',
  '/api/health',
  '/api/oembed',
  '/api/audience',
  '/api/newsroom/session',
  '/api/press/publish',
  '/preview/a',
];

const lines = [
  ...[
    'GET / HTTP/0.9',
    'GET / HTTP/1.2',
    'GET / HTTP/2.0',
    'GET / HTTP/9.9',
    'GET / http/1.1',
    'GET /',
    'GET  / HTTP/1.1',
    'GET\t/\tHTTP/1.1',
  ],
  ...[
    'GET / HTTP/1.1 ',
    ' GET / HTTP/1.1',
    'GET / / HTTP/1.1',
    'GET http://news.example/ HTTP/1.1',
    'GET http://127.0.0.1:22/ HTTP/1.1',
  ],
  ...[
    'GET * HTTP/1.1',
    'OPTIONS * HTTP/1.1',
    'GET / HTTP/1.1\r\nHost',
    'GET ?a HTTP/1.1',
    'GET #a HTTP/1.1',
    'GET /#/../a HTTP/1.1',
  ],
  ...[
    'CONNECT 127.0.0.1:22 HTTP/1.1',
    'CONNECT news.example:443 HTTP/1.1',
    'PRI * HTTP/2.0\r\n\r\nSM',
    '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03',
  ],
  ...[
    'GET /\x7f HTTP/1.1',
    'GET /\x00 HTTP/1.1',
    '\x00\x00\x00\x00',
    'SSH-2.0-a',
    'EHLO a',
    '\r\n\r\n\r\n\r\nGET / HTTP/1.1',
    '{"json":1}',
  ],
];
const ends = [
  '\r\nHost: news.example\r\n\r\n',
  '\nHost: news.example\n\n',
  '\r\nHost: a\r\nHost: b\r\n\r\n',
  '\r\n\r\n',
  '\r\n: a\r\n\r\n',
  '\r\nHost: news.example\r\n A: b\r\n\r\n',
  '\r\nHost : a\r\n\r\n',
];

function malformed({ story }: Known): Hostile[] {
  const of = (what: string, bytes: Buffer): Hostile => ({
    family: 'malformed',
    what,
    bytes,
    allowed: [200, 404, ...refused, 417, 505],
    mayHangUp: true,
    mayWait: true,
    within: 3_000,
  });
  const good = requestOf(story).toString('latin1');
  return [
    ...pairs(lines, ends).map(([line, end]) =>
      of(
        line + end,
        Buffer.from(`${line}${end}`.replace(/\r\n\r\n$|\n\n$/, '\r\nConnection: close$&'), 'latin1'),
      ),
    ),
    ...[
      'Upgrade: websocket\r\nConnection: Upgrade',
      'Upgrade: h2c\r\nHTTP2-Settings: AAAA\r\nConnection: Upgrade, HTTP2-Settings',
      'Expect: 200-ok',
      'Expect: 100-continue',
    ].map((header) => of(header, requestOf(story, { headers: [header] }))),
    // A sound request with a few bytes changed, each time others. Its end is kept, so that it is answered.
    ...sampled(fc.array(fc.tuple(fc.nat(good.length - 5), fc.nat(255)), { minLength: 1, maxLength: 6 }), 500)
      .map((changes) => {
        const bytes = Buffer.from(good, 'latin1');
        for (const [place, byte] of changes) bytes[place] = byte;
        return of(shown(bytes.toString('latin1')), Buffer.concat([bytes, Buffer.from('\r\n\r\n')]));
      })
      .map((hostile) => ({ ...hostile, answers: 2, allowed: [...hostile.allowed, 308, 403] })),
  ];
}

const otherMethods = (): Hostile[] =>
  pairs(methods, addresses).map(([method, address]) => ({
    family: 'methods',
    what: `${method} ${address}`,
    bytes: requestOf(address, { method }),
    allowed: [400, 401, 403, 404, 405],
  }));

export const hostileProtocol = (known: Known): Hostile[] => [
  ...direct(),
  ...malformed(known),
  ...otherMethods(),
];
