import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { encodingFor } from '#lib/http/negotiate.ts';
import { addressOf } from './limits.ts';
import { openStand, type Stand } from './newsstand.test.stand.ts';
import { answersTo } from './raw.test.client.ts';

let stand: Stand;
beforeAll(async () => {
  stand = await openStand();
});
beforeEach(() => {
  stand.appAsked.length = 0;
  stand.bodies.length = 0;
});
afterAll(() => stand.close());

const head = (line: string, more = '') => `${line} HTTP/1.1\r\nHost: news.example\r\n${more}\r\n`;
const statusesOf = async (bytes: string, answers = 1) =>
  (await answersTo(stand.port, bytes, { answers })).map(({ status }) => status);

test.each([
  '/api/../articles/a',
  '/api/%2e%2e/articles/a',
  '/api/%252e%252e/articles/a',
  '/api/./health',
  '/api/..',
  '/api/\\example.org',
  '/api/%5cexample.org',
  '/a%0d%0aSet-Cookie:a=b',
  '/a%7f',
  '/a%C2%85',
  '/%00',
  '/%c0%ae%c0%ae/',
  '/%ed%a0%80',
  '//example.org',
  'http://example.org/',
])('an address that two programs may read differently is refused: %s', async (address) => {
  expect(await statusesOf(head(`GET ${address}`))).toEqual([400]);
  expect(stand.appAsked).toEqual([]);
});

test.each(['/a..b', '/...', '/articles/中国', '/a%2fb', '/100%25', '/a;b=c'])(
  '%s is just an address',
  (address) => {
    expect(addressOf(encodeURI(decodeURI(address)))).toBe(decodeURI(address));
  },
);

test.each([
  ['/api', 404],
  ['/api/unknown', 404],
  ['/api/og/story/a/b/c', 404],
  ['/api/og/story/a%2fb/c.jpg', 404],
  ['/api%2fhealth', 404],
  ['/_next/image?url=%2Fa&w=64&q=75', 404],
  ['/_next/data/a/b.json', 404],
  ['/newsroom/x', 404],
])('%s is never asked of the app', async (address, status) => {
  expect(await statusesOf(head(`GET ${address}`))).toEqual([status]);
  expect(stand.appAsked).toEqual([]);
});

test('the app gets an address in one spelling, whatever was sent', async () => {
  expect(await statusesOf(head('GET /%61pi/%68ealth?_rsc=1'))).toEqual([200]);
  expect(await statusesOf(head('GET /api/oembed?url=a?b'))).toEqual([200]);
  expect(stand.appAsked).toEqual(['/api/health?_rsc=1', '/api/oembed?url=a']);
});

const post = (more: string, body = '') => `${head('POST /api/audience', more)}${body}`;

test.each<[string, string, number, (number | undefined)[]]>([
  ['is announced as too long', post('Content-Length: 65537\r\n'), 413, []],
  [
    'comes in pieces and doesn’t end',
    post('Transfer-Encoding: chunked\r\n', `1000\r\n${'a'.repeat(4096)}\r\n`),
    413,
    [undefined],
  ],
  ['is compressed', post('Content-Encoding: br\r\nContent-Length: 2\r\n', 'ab'), 415, []],
  [
    'is compressed and comes in pieces',
    post('Content-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n', '2\r\nab\r\n0\r\n\r\n'),
    415,
    [],
  ],
  ['is short', post('Content-Length: 2\r\n', 'ab'), 204, [2]],
])('a body that %s', async (_, bytes, status, bodies) => {
  expect(await statusesOf(bytes)).toEqual([status]);
  expect(stand.bodies).toEqual(bodies);
});

test('a client that goes on sending after its answer is cut off', async () => {
  const began = performance.now();
  const endless = post('Transfer-Encoding: chunked\r\n', `1000\r\n${'a'.repeat(4096)}\r\n`);
  const answers = await answersTo(stand.port, endless, { answers: 2 });
  expect(answers.map(({ status }) => status)).toEqual([413]);
  expect(performance.now() - began).toBeLessThan(5_000);
});

test('a body is asked for only where it may be taken', async () => {
  expect(await statusesOf(post('Expect: 100-continue\r\nContent-Length: 99999999\r\n'))).toEqual([413]);
  expect(await statusesOf(post('Expect: 100-continue\r\nContent-Length: 2\r\n', 'ab'))).toEqual([204]);
});

const smuggled = 'GET /gone HTTP/1.1\r\nHost: news.example\r\n\r\n';

test.each([
  [
    'a length and pieces',
    post('Content-Length: 4\r\nTransfer-Encoding: chunked\r\n', `0\r\n\r\n${smuggled}`),
  ],
  ['two lengths', post('Content-Length: 0\r\nContent-Length: 4\r\n', `abcd${smuggled}`)],
  ['a length with a sign', post('Content-Length: +0\r\n', smuggled)],
  ['an unknown transfer', post('Transfer-Encoding: xchunked\r\n', `0\r\n\r\n${smuggled}`)],
  [
    'a transfer with a space before the colon',
    post('Transfer-Encoding : chunked\r\n', `0\r\n\r\n${smuggled}`),
  ],
  ['a folded header', post('Transfer-Encoding:\r\n chunked\r\n', `0\r\n\r\n${smuggled}`)],
  ['bare line feeds', `GET / HTTP/1.1\nHost: news.example\n\n${smuggled}`],
])('where a request ends is never in doubt: %s', async (_, bytes) => {
  const statuses = await statusesOf(bytes, 2);
  expect(statuses.filter((status) => status !== 400)).toEqual([]);
});

test('a long list of encodings costs no time', () => {
  const began = performance.now();
  const most = 100_000;
  for (const list of [`a${' '.repeat(most)}b`, ';'.repeat(most), ' ;'.repeat(most), ','.repeat(most)])
    expect(encodingFor(list)).toBe('identity');
  expect(performance.now() - began).toBeLessThan(8_000);
});
