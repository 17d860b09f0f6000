/** Headers that mean harm: that would end up in an answer, in another's cache, or in an endless pattern. */
import fc from 'fast-check';
import type { RawAnswer } from '#lib/newsstand/raw.test.client.ts';
import { forged, type Hostile, pairs, refused, requestOf, sampled, shown, utf8 } from './hostile.ts';
import type { Known } from './known.ts';

/** Line ends, plain and disguised, and what they would bring along. */
const breaks = [
  ...[
    '%0d%0aX-Injected:%201',
    '%0aX-Injected:%201',
    '%0dX-Injected:%201',
    '%0d%0a%0d%0a<script>',
    '%250d%250aX-Injected:1',
  ],
  ...[
    '%E5%98%8D%E5%98%8AX-Injected:%201',
    '%c4%8d%c4%8aX-Injected:1',
    '%u000d%u000aX-Injected:1',
    '%E2%80%A8X-Injected:1',
  ],
  ...['%23%0d%0aSet-Cookie:a=b', '%3f%0d%0aLocation:%20//a', '%c2%85X-Injected:1', '%00%0d%0aX-Injected:1'],
  ...[utf8('\u560d\u560aX-Injected: 1'), '\x85X-Injected: 1', '\x1bX-Injected: 1'],
];

function injection({ story }: Known): Hostile[] {
  const of = (what: string, bytes: Buffer): Hostile => ({
    family: 'injection',
    what,
    bytes,
    allowed: [200, 204, 303, 308, 401, 403, ...refused],
    mayHangUp: true,
  });
  const places = [
    `/`,
    `${story}/`,
    `/articles/old-name?`,
    `${story}/?`,
    '/search?q=',
    '/search?section=',
    '/api/oembed?format=xml&url=',
    '/api/audience/pixel.gif?page=',
    '/api/newsroom/wall/',
    '/api/newsroom/report?first=',
    '/newsroom?range=',
  ];
  const named = [
    'Cookie: theme=',
    'Cookie: newsroom=',
    'Referer: ',
    'User-Agent: ',
    'Accept-Language: ',
    'If-None-Match: ',
    'Origin: ',
  ];
  return [
    ...pairs(places, breaks).map(([place, text]) => of(place + text, requestOf(place + text))),
    ...pairs(named, breaks).map(([name, text]) =>
      of(name + text, requestOf(story, { headers: [name + text] })),
    ),
    ...breaks.map((text) =>
      of(`choice ${text}`, requestOf('/api/audience/choice', { method: 'POST', body: `count=no${text}` })),
    ),
    ...sampled(fc.string({ unit: 'binary', maxLength: 60 }), 150).map((text) => {
      const place = places[text.length % places.length] ?? '';
      return of(place + text, requestOf(place + utf8(text).replace(/[ \r\n]/g, '%0d%0a')));
    }),
  ];
}

/** Names of hosts that aren't ours, in every header by which a proxy or a framework might take them for the real one. */
const forgeries = [
  ...[
    'X-Forwarded-Host',
    'X-Host',
    'X-Forwarded-Server',
    'X-HTTP-Host-Override',
    'X-Original-Host',
    'X-Forwarded-Prefix',
  ],
  ...[
    'X-Original-URL',
    'X-Rewrite-URL',
    'X-Forwarded-Path',
    'X-Forwarded-Scheme',
    'X-Forwarded-Port',
    'X-Wap-Profile',
  ],
  ...[
    'True-Client-IP',
    'X-Client-IP',
    'Via',
    'X-Proxy-Host',
    'X-Matched-Path',
    'X-Now-Route-Matches',
    'Origin',
    'Referer',
  ],
];

const echoes =
  (name: string) =>
  ({ headers, body }: RawAnswer) =>
    Object.values(headers).join().includes(forged) || body.includes(forged) ? `echoes ${name}` : undefined;

function hosts({ addresses }: Known): Hostile[] {
  const of = (what: string, bytes: Buffer, status: number): Hostile => ({
    family: 'forged host',
    what,
    bytes,
    allowed: [status],
    look: echoes(what),
  });
  const values = [forged, `https://${forged}/a`, `/articles/${forged}`];
  return pairs(addresses, [forged, `${forged}:80`, `news.example.${forged}`, `${forged}"><script>`])
    .map(([[address, status], host]) => of(`Host ${host} ${address}`, requestOf(address, { host }), status))
    .concat(
      pairs(addresses, forgeries).map(([[address, status], name], index) => {
        const header = `${name}: ${values[index % values.length]}`;
        return of(`${header} ${address}`, requestOf(address, { headers: [header] }), status);
      }),
      addresses.map(([address, status]) =>
        of(
          `Forwarded ${address}`,
          requestOf(address, { headers: [`Forwarded: for=1;host=${forged};proto=http`] }),
          status,
        ),
      ),
    );
}

/** Headers that no cache has in its key, and that some server somewhere answers to. */
const unkeyed = [
  ...[
    'RSC: 1',
    'Next-Router-Prefetch: 1',
    'Next-Router-State-Tree: %5B%22%22%5D',
    'Next-Router-Segment-Prefetch: /_tree',
  ],
  ...[
    'Next-Url: /articles',
    'Next-Action: 40',
    'Next-HMR-Refresh: 1',
    'X-Nextjs-Data: 1',
    'X-Nextjs-Postponed: 1',
  ],
  ...[
    'X-Middleware-Subrequest: middleware:middleware:middleware:middleware:middleware',
    'X-Middleware-Prefetch: 1',
  ],
  ...[
    'X-Middleware-Rewrite: /newsroom',
    'X-Middleware-Next: 1',
    'X-Middleware-Set-Cookie: a=b',
    'X-Invoke-Path: /newsroom',
  ],
  ...[
    'X-Invoke-Status: 500',
    'X-Invoke-Query: %7B%7D',
    'X-Invoke-Output: /_error',
    'X-Prerender-Revalidate: a',
    'Purpose: prefetch',
  ],
  ...[
    'X-Prerender-Revalidate-If-Generated: 1',
    'X-Next-Cache-Tags: a',
    'X-Next-Revalidated-Tags: a',
    'X-Vercel-Id: a',
  ],
  ...[
    'X-HTTP-Method-Override: POST',
    'X-Method-Override: DELETE',
    'X-HTTP-Method: PUT',
    'X-Forwarded-Proto: http',
  ],
  ...[
    'X-Forwarded-For: 127.0.0.1',
    'X-Real-IP: 127.0.0.1',
    'Accept: text/x-component',
    'Accept: application/json',
    'Accept-Language: zh',
  ],
  ...[
    'Cookie: __prerender_bypass=a; __next_preview_data=b',
    'Cookie: NEXT_LOCALE=zh',
    'Cookie: theme=pink',
    'Cookie: audience=off',
  ],
  ...[
    'Range: bytes=0-1',
    'Range: bytes=0-0,1-1,2-2',
    'If-Range: "a"',
    'If-Match: "a"',
    'Authorization: Bearer a',
    'Pragma: no-cache',
  ],
  ...[
    'Cache-Control: no-cache',
    'Save-Data: on',
    'Sec-Fetch-Dest: document',
    'Upgrade: h2c',
    'TE: trailers',
    'User-Agent: Googlebot',
  ],
  ...[
    'User-Agent: facebookexternalhit/1.1',
    'X-Requested-With: XMLHttpRequest',
    'Content-Type: text/x-component',
    'DNT: 1',
    'Expect: 100-continue',
  ],
];
/** Parameters of the same kind. */
const parameters = [
  '_rsc=a',
  '__nextDataReq=1',
  '__nextLocale=zh',
  '__nextDefaultLocale=zh',
  '__nextFallback=1',
  'utm_source=a',
  'nxtPslug=a',
  'amp=1',
];

/** `plain`: what each address answers to a request with nothing of the kind. */
function poison({ addresses }: Known, plain: ReadonlyMap<string, string>): Hostile[] {
  const of = (what: string, address: string, status: number, headers: string[], sent = address): Hostile => ({
    family: 'cache poisoning',
    what: `${what} ${address}`,
    bytes: requestOf(sent, { headers }),
    allowed: [status],
    look: (answer) => (essence(answer) === plain.get(address) ? undefined : 'differs'),
  });
  return [
    ...pairs(addresses, unkeyed).map(([[address, status], header]) => of(header, address, status, [header])),
    ...pairs(addresses, parameters)
      .filter(([[address]]) => !address.startsWith('/articles/old-name'))
      .map(([[address, status], parameter]) =>
        of(parameter, address, status, [], `${address}${address.includes('?') ? '&' : '?'}${parameter}`),
      ),
    // What is encoded where it needn't be is another address, or the same one: never another answer at this one.
    ...addresses
      .filter(([address]) => address.lastIndexOf('/') > 0 && !address.includes('?'))
      .map(([address]): Hostile => {
        const at = address.lastIndexOf('/');
        const odd = `${address.slice(0, at)}%2f${address.slice(at + 1)}`;
        return { family: 'cache poisoning', what: odd, bytes: requestOf(odd), allowed: [404] };
      }),
  ];
}

/** An answer but for its date. */
export function essence({ status, headers, body }: RawAnswer): string {
  const { date: _, ...rest } = headers;
  return JSON.stringify([status, Object.entries(rest).sort(), body.toString('latin1')]);
}

const long = 15_000;

/** Texts on which a careless pattern goes back and forth for ever. In each header and parameter that we read. */
function patterns({ story }: Known): Hostile[] {
  const texts = [
    `a${' '.repeat(long)}b`,
    ' ;'.repeat(long / 2),
    ','.repeat(long),
    `W/${'"'.repeat(long)}`,
    'a;q=0.'.repeat(long / 6),
    `${'a'.repeat(long)}!`,
    `Mozilla/5.0 (${'('.repeat(long)}`,
    `Mozilla/5.0 ${'Chrome/1.'.repeat(long / 9)}`,
    `bytes=${'0-,'.repeat(long / 3)}`,
    `theme=${';theme='.repeat(long / 7)}`,
    `10.0.0.1${', 10.0.0.1'.repeat(long / 10)}`,
    `[${':'.repeat(long)}`,
  ];
  const names = [
    'Accept-Encoding',
    'Accept',
    'Cookie',
    'If-None-Match',
    'User-Agent',
    'Range',
    'X-Forwarded-For',
    'If-Modified-Since',
    'Origin',
    'Accept-Language',
  ];
  const questions = [
    'a'.repeat(9_000),
    'a '.repeat(4_500),
    '"'.repeat(6_000),
    '%22a%20%22'.repeat(900),
    encodeURIComponent('的'.repeat(900)),
    encodeURIComponent('a\u0301'.repeat(900)),
    encodeURIComponent('\ufdfa'.repeat(900)),
    `${'x'.repeat(199)}y`,
    'zzzzzzzz'
      .split('')
      .map((sign, index) => sign.repeat(20 + index))
      .join('+'),
    `${'%'.repeat(300)}`,
    "'%20OR%201=1--",
    '*'.repeat(190),
    'NEAR(a%20b)%20AND%20NOT%20(c',
    '%00%01%02',
    '%F0%9F%91%A9%E2%80%8D'.repeat(100),
  ];
  const of = (what: string, bytes: Buffer): Hostile => ({
    family: 'patterns',
    what,
    bytes,
    allowed: [200, 204, 400, 404, 416, 431],
    within: 5_000,
  });
  return [
    ...pairs(names, texts)
      .flatMap(([name, text]) => [
        of(`${name}: ${shown(text)}`, requestOf(story, { headers: [`${name}: ${text}`] })),
        of(
          `${name} of an event: ${shown(text)}`,
          requestOf('/api/audience', {
            method: 'POST',
            body: '{"view":"/","id":1}',
            headers: [`${name}: ${text}`],
          }),
        ),
      ])
      .map((hostile) => ({ ...hostile, allowed: [...hostile.allowed, 403, 429] })),
    ...questions.map((text) => of(`search ${shown(text)}`, requestOf(`/search?q=${text}`))),
    ...sampled(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 300 }), 60).map((text) =>
      of(`search ${shown(text)}`, requestOf(`/search?q=${encodeURIComponent(text.toWellFormed())}`)),
    ),
    ...[
      'section=../a',
      'topic=%00',
      'date=9999-99',
      'date=2026-11-',
      'page=0',
      'page=-1',
      'page=1e9',
      'page=9999',
      'order=__proto__',
      'author[]=a',
    ].map((text) => of(`search ${text}`, requestOf(`/search?q=a&${text}`))),
  ];
}

export const hostileHeaders = (known: Known, plain: ReadonlyMap<string, string>): Hostile[] => [
  ...injection(known),
  ...hosts(known),
  ...poison(known, plain),
  ...patterns(known),
];
