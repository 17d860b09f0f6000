/** Bodies that mean harm: that grow when they are unpacked, never end, or are more than they say; and floods at the doors. */
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { passOf } from '#lib/press/door.ts';
import { sealer } from '#lib/settings/secret.ts';
import { type Hostile, pairs, refused, requestOf, sampled, shown, siteUrl } from './hostile.ts';
import type { Known } from './known.ts';
import { secret } from './portal.ts';

/** Every address that takes a body, and some that don't. */
const doors = [
  ...[
    '/api/audience',
    '/api/audience/choice',
    '/api/audience/pixel.gif',
    '/api/most-read',
    '/api/newsroom/session',
  ],
  ...[
    '/api/newsroom/session/end',
    '/api/newsroom/wall',
    '/api/newsroom/rebuild',
    '/api/newsroom/live',
    '/api/press/publish',
  ],
  ...[
    '/api/press/rollback',
    '/api/press/hello',
    '/preview/a',
    '/search',
    '/api/oembed',
    '/api/og/story/a/b.jpg',
    '/newsroom',
    '/',
  ],
];
const post = (address: string, body: string | Buffer, headers: readonly string[] = []) =>
  requestOf(address, { method: 'POST', body, headers: [`Origin: ${siteUrl}`, ...headers] });

const zeros = Buffer.alloc(20 * 1024 * 1024);
/** Twenty megabytes of nothing, packed to a few kilobytes. */
const packed: readonly (readonly [string, Buffer])[] = [
  ['gzip', gzipSync(zeros)],
  ['x-gzip', gzipSync(zeros)],
  ['deflate', deflateSync(zeros)],
  ['br', brotliCompressSync(zeros)],
  ['gzip, gzip', gzipSync(gzipSync(zeros))],
  ['zstd', Buffer.from('28b52ffd', 'hex')],
];

const inPieces = (body: Buffer) =>
  Buffer.concat([Buffer.from(`${body.length.toString(16)}\r\n`), body, Buffer.from('\r\n0\r\n\r\n')]);

const bombs = (): Hostile[] =>
  pairs(doors, packed).flatMap(([address, [coding, bytes]]) => {
    const headers = [`Content-Encoding: ${coding}`, `Origin: ${siteUrl}`];
    const pieces = [...headers, 'Transfer-Encoding: chunked'];
    const of = (how: string, sent: Buffer): Hostile => ({
      family: 'bombs',
      what: `${coding} ${how} to ${address}`,
      bytes: sent,
      allowed: [415],
    });
    return [
      of('whole', requestOf(address, { method: 'POST', headers, body: bytes.subarray(0, 60_000) })),
      of(
        'in pieces',
        requestOf(address, {
          method: 'POST',
          headers: pieces,
          body: inPieces(bytes.subarray(0, 30_000)),
          isBare: true,
        }),
      ),
    ];
  });

const answered = [200, 204, 303, 401, 403, 410, 429, ...refused];

const huge = ({ story }: Known): Hostile[] => {
  const of = (what: string, bytes: Buffer, allowed: readonly number[] = answered): Hostile => ({
    family: 'huge',
    what,
    bytes,
    allowed,
    mayHangUp: true,
  });
  const sizes = [1_000, 4_000, 8_000, 12_000, 20_000, 100_000, 1_000_000];
  return [
    ...sizes.flatMap((size) => [
      of(`address of ${size}`, requestOf(`/${'a'.repeat(size)}`), [404, 431]),
      of(`query of ${size}`, requestOf(`${story}?${'a'.repeat(size)}`), [200, 431]),
      of(`parameters, ${size}`, requestOf(`/search?${'q=a&'.repeat(size / 4)}`), [200, 431]),
      of(`encoded address of ${size}`, requestOf(`/${'%61'.repeat(size / 3)}`), [404, 431]),
      of(`folders, ${size}`, requestOf('/a'.repeat(size / 2)), [404, 431]),
      of(`slashes, ${size}`, requestOf(`${story}${'/'.repeat(size)}`), [308, 431]),
      of(`header of ${size}`, requestOf(story, { headers: [`X-A: ${'a'.repeat(size)}`] }), [200, 431]),
      of(
        `cookie of ${size}`,
        requestOf(story, { headers: [`Cookie: ${'a=b; '.repeat(size / 5)}`] }),
        [200, 431],
      ),
      of(
        `headers, ${size} bytes`,
        requestOf(story, { headers: Array.from({ length: size / 6 }, (_, n) => `A${n % 9}: a`) }),
        [200, 431],
      ),
      of(
        `name of a header of ${size}`,
        requestOf(story, { headers: [`${'a'.repeat(size)}: a`] }),
        [200, 431],
      ),
      of(`method of ${size}`, requestOf(story, { method: 'A'.repeat(size) }), [400, 431]),
    ]),
    ...pairs(doors, [3_000, 70_000, 2_000_000]).flatMap(([address, size]) => [
      of(`body of ${size} to ${address}`, post(address, 'a'.repeat(size))),
      of(
        `body of ${size} in pieces to ${address}`,
        requestOf(address, {
          method: 'POST',
          isBare: true,
          headers: ['Transfer-Encoding: chunked'],
          body: inPieces(Buffer.alloc(size, 'a')),
        }),
      ),
    ]),
    ...pairs(doors, ['9'.repeat(12), '1048577', '9007199254740993', '18446744073709551616']).map(
      ([address, length]) =>
        of(
          `a body of ${length} is promised to ${address}`,
          requestOf(address, { method: 'POST', headers: [`Content-Length: ${length}`] }),
          [400, 413],
        ),
    ),
  ];
};

/** Events that aren't: too deep, too long, of other shapes, numbers that aren't any. */
const events = ({ story }: Known): Hostile[] => {
  const token = sealer('another secret', 'page').seal('1.2.3');
  const view = { view: story, id: 1 };
  const texts = [
    ...[
      '',
      'null',
      '[]',
      '{}',
      '1',
      '"',
      '{"view":',
      '\ufeff{}',
      '{"view":"/","id":1e999}',
      '{"view":"/","id":-0}',
    ],
    ...[
      '{"view":"/","view":"/x","id":1}',
      '{"__proto__":{"view":"/","id":1}}',
      '{"constructor":{"prototype":{"a":1}}}',
    ],
    ...[
      '{"view":"/","id":1,"__proto__":null}',
      '{"view":["/"],"id":1}',
      '{"view":"/","id":"1"}',
      '{"view":"/","id":NaN}',
    ],
    ...[
      '{"view":"//evil.example","id":1}',
      '{"view":"/..","id":1}',
      '{"view":"/\\u0000","id":1}',
      '{"view":"/\\ud800","id":1}',
    ],
    '['.repeat(1_000) + ']'.repeat(1_000),
    '{"a":'.repeat(300),
    `[${'1,'.repeat(900)}1]`,
    `{"view":"/","id":${'9'.repeat(1_500)}}`,
    `{"view":"/","id":0.${'1'.repeat(1_500)}}`,
    JSON.stringify({
      ...view,
      campaign: { source: '\u0000'.repeat(60), medium: '\u202e', name: '<script>' },
    }),
    JSON.stringify({ ...view, from: `a${'.a'.repeat(140)}` }),
    JSON.stringify({ ...view, from: "'; DROP TABLE views; --" }),
    JSON.stringify({ ...view, width: 1e308 }),
    JSON.stringify({ ...view, ago: 86_400 }),
    JSON.stringify({ token, engaged: 1, depth: 1 }),
    JSON.stringify({ token: `${token}.${token}`, engaged: 1, depth: 1 }),
    JSON.stringify({ token, engaged: -1, depth: 101 }),
  ];
  const of = (text: string, headers: readonly string[] = []): Hostile => ({
    family: 'events',
    what: `${headers.join()} ${shown(text)}`,
    bytes: post('/api/audience', Buffer.from(text), headers),
    allowed: answered,
  });
  return [
    ...pairs(texts, [
      [],
      ['Content-Type: application/json'],
      ['Content-Type: text/plain; charset=utf-7'],
      ['Sec-Fetch-Site: cross-site'],
    ]).map(([text, headers]) => of(text, headers)),
    ...sampled(fc.json({ maxDepth: 6 }), 200).map((text) => of(text)),
    ...sampled(
      fc.record({ view: fc.webPath(), id: fc.oneof(fc.nat(), fc.double(), fc.string()), from: fc.string() }),
      200,
    ).map((event) => of(JSON.stringify(event))),
  ];
};

/** Sign-in, the press and the newsroom, for who has no key to them. */
const doorsWithLocks = (): Hostile[] => {
  // A guess costs a tenth of a second by intent, and they take turns: on a busy machine that is long.
  const locked = (what: string, bytes: Buffer, allowed: readonly number[]): Hostile => ({
    within: 60_000,
    family: 'locks',
    what,
    bytes,
    allowed,
  });
  const session = (form: string) => post('/api/newsroom/session', form, ['X-Forwarded-For: 192.0.2.7']);
  const passes = [
    '',
    'Bearer',
    `Bearer ${secret.slice(1)}`,
    passOf('another secret of thirty-two signs', Date.now()),
    passOf(secret, Date.now() - 3_600_000),
    `Bearer ${sealer(secret, 'page').seal(String(Date.now() + 60_000))}`,
    `Bearer ${sealer(secret, 'newsroom').seal('staff amy zzzzzzz a')}`,
    'Basic YTpi',
    `Bearer ${'a.'.repeat(3_000)}`,
  ];
  const cookies = [
    ...[
      '',
      'newsroom=',
      'newsroom=a.b',
      'newsroom=staff%20amy%20zzzzzz%20a',
      `newsroom=${'a'.repeat(8_000)}`,
      'newsroom=%ff',
    ],
    `newsroom=${encodeURIComponent(sealer(secret, 'page').seal('staff amy zzzzzzz aaaaaaaaaaaa'))}`,
    `newsroom=${encodeURIComponent(sealer('another', 'newsroom').seal('staff amy zzzzzzz aaaaaaaaaaaa'))}`,
    `newsroom=${encodeURIComponent(sealer(secret, 'newsroom').seal('staff amy zzzzzzz wrong-print'))}`,
  ];
  return [
    // One network may guess ten times, and then once in twenty seconds.
    ...Array.from({ length: 120 }, (_, n) =>
      locked(`guess ${n}`, session(`name=amy&password=guess-${n}`), [401, 429]),
    ),
    ...[
      '',
      'name=amy',
      'password=a',
      `name=${'a'.repeat(1_500)}`,
      'name[]=amy',
      'name=amy%00&password=a',
      '{"name":"amy"}',
    ].map((form) => locked(`form ${shown(form)}`, session(form), [401, 413, 429])),
    ...pairs(['hello', 'publish', 'rollback', 'status', 'unknown', '..%2fpublish', ''], passes).map(
      ([task, pass]) =>
        locked(
          `press ${task} ${shown(pass)}`,
          post(`/api/press/${task}`, '{}', [`Authorization: ${pass}`]),
          [403],
        ),
    ),
    ...pairs(
      ['session', 'now', 'live', 'report?first=2026-01-01&last=2026-01-02', 'export?as=csv', 'unknown'],
      cookies,
    ).map(([path, cookie]) =>
      locked(
        `newsroom ${path} ${shown(cookie)}`,
        requestOf(`/api/newsroom/${path}`, { headers: [`Cookie: ${cookie}`] }),
        [401],
      ),
    ),
    ...pairs(['wall', 'rebuild'], cookies).map(([path, cookie]) =>
      locked(
        `newsroom ${path} ${shown(cookie)}`,
        post(`/api/newsroom/${path}`, '', [`Cookie: ${cookie}`]),
        [401],
      ),
    ),
    ...pairs(
      ['wall', 'rebuild', 'session', 'session/end'],
      ['Origin: https://evil.example', 'Sec-Fetch-Site: cross-site', 'Origin: null'],
    ).map(([path, header]) =>
      locked(
        `${path} from elsewhere, ${header}`,
        requestOf(`/api/newsroom/${path}`, { method: 'POST', headers: [header] }),
        [403],
      ),
    ),
  ];
};

/** Addresses of other machines, and of this one, wherever we take an address: none may ever be fetched. */
const fetching = ({ story }: Known): Hostile[] => {
  const urls = [
    ...[
      'http://127.0.0.1:22/',
      'http://localhost/api/press/status',
      'http://169.254.169.254/latest/meta-data/',
      'http://[::1]/',
      'http://0/',
    ],
    ...[
      'http://2130706433/',
      'http://0x7f.1/',
      'http://127.1/',
      'file:///etc/passwd',
      'ftp://example.org/',
      'gopher://127.0.0.1:6379/_',
    ],
    ...[
      'data:text/html,<script>',
      'javascript:alert(1)',
      '//example.org/',
      'http://example.org@news.example/',
      'https://news.example@example.org/',
    ],
    ...[
      `https://news.example.example.org${story}`,
      `https://news.example:444${story}`,
      `http://news.example%2eexample.org${story}`,
    ],
    ...[
      'https://news.example/articles/../../etc/passwd',
      'https://news.example/articles/hidden-until-2099',
      'a',
      '%00',
      'http://',
    ],
  ];
  const places = [
    '/api/oembed?url=',
    '/api/oembed?format=xml&url=',
    '/_next/image?w=640&q=75&url=',
    '/api/search?url=',
    '/search?q=',
    '/api/og/story/',
  ];
  // A search shows what was asked for.
  const isEchoed = (place: string, url: string) => place.startsWith('/search') && url.includes('hidden');
  return pairs(places, urls)
    .filter(([place, url]) => !isEchoed(place, url))
    .map(([place, url]) => ({
      family: 'fetching',
      what: place + url,
      bytes: requestOf(place + encodeURIComponent(url)),
      allowed: [200, 400, 404],
    }));
};

export const hostileBodies = (known: Known): Hostile[] => [
  ...bombs(),
  ...huge(known),
  ...events(known),
  ...doorsWithLocks(),
  ...fetching(known),
];
