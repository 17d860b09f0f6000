import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openStand, type Stand } from './newsstand.test.stand.ts';
import { answersTo, type RawAnswer } from './raw.test.client.ts';

let stand: Stand;
beforeAll(async () => {
  stand = await openStand();
});
afterAll(() => stand.close());

const page =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; " +
  "manifest-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
const closed = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

const always = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'strict-origin-when-cross-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=(), browsing-topics=()',
  'cross-origin-opener-policy': 'same-origin',
  'strict-transport-security': 'max-age=63072000',
};
const own = 'same-origin';
const anybody = 'cross-origin';

const request = (line: string, more = '') => `${line} HTTP/1.1\r\nHost: news.example\r\n${more}\r\n`;
const get = (address: string, more?: string) => request(`GET ${address}`, more);
const post = (address: string, more: string) => request(`POST ${address}`, more);

const table: [what: string, bytes: string, status: number, policy: string, resource: string][] = [
  ['a page', get('/'), 200, page, own],
  ['a page of a chosen theme', get('/', 'Cookie: theme=dark\r\n'), 200, page, own],
  ['a page that the client has', get('/', 'If-None-Match: *\r\n'), 304, page, own],
  ['what isn’t there', get('/nothing'), 404, page, own],
  ['what was withdrawn', get('/gone'), 410, page, own],
  ['what a law forbids', get('/barred'), 451, page, own],
  ['what can’t be rendered', get('/broken'), 503, page, own],
  ['an old address', get('/old'), 308, closed, own],
  ['a slash too many', get('/gone/'), 308, closed, own],
  ['a feed, which a browser may show by our style sheet', get('/feed.xml'), 200, page, anybody],
  ['a feed in JSON', get('/feed.json'), 200, page, anybody],
  ['a picture', get('/media/a/1.jpg'), 200, closed, anybody],
  ['a worker', get('/sw.js'), 200, page, own],
  ['a style sheet', get('/a.css'), 200, closed, own],
  ['a text', get('/robots.txt'), 200, closed, own],
  ['what a desk says', post('/api/audience', 'Content-Length: 0\r\n'), 204, closed, own],
  [
    'what a desk refuses',
    post('/api/audience', `Content-Length: 9000\r\n\r\n${'a'.repeat(9000)}`),
    413,
    closed,
    own,
  ],
  ['what a desk doesn’t have', get('/api/audience/none'), 404, page, own],
  ['what the app says', get('/newsroom'), 200, page, own],
  ['what the app is never asked', post('/newsroom', 'Content-Length: 0\r\n'), 405, closed, own],
  ['an address that isn’t well formed', get('/%'), 400, closed, own],
  ['another method', request('DELETE /'), 405, closed, own],
  ['a method with a risk', request('TRACE /'), 405, closed, own],
  ['a body that is too large', post('/', 'Content-Length: 9999999\r\n'), 413, closed, own],
  [
    'a body that is compressed',
    post('/', 'Content-Encoding: gzip\r\nContent-Length: 1\r\n'),
    415,
    closed,
    own,
  ],
  ['two hosts', get('/', 'Host: other.example\r\n'), 400, closed, own],
  ['no host', 'GET / HTTP/1.1\r\n\r\n', 400, closed, own],
  ['what is no HTTP', 'nonsense\r\n\r\n', 400, closed, own],
  ['headers that are too long', get('/', `A: ${'a'.repeat(20_000)}\r\n`), 431, closed, own],
  ['an expectation that nobody can meet', get('/', 'Expect: wonders\r\n'), 417, closed, own],
];

describe('the headers that protect readers', () => {
  test.each(table)('%s', async (_, bytes, status, policy, resource) => {
    const [answer] = (await answersTo(stand.port, bytes)) as [RawAnswer];
    expect(answer.status).toBe(status);
    expect(answer.headers).toMatchObject({
      ...always,
      'content-security-policy': policy,
      'cross-origin-resource-policy': resource,
    });
    expect(Object.keys(answer.headers)).not.toContain('server');
    expect(Object.values(answer.headers).join()).not.toContain('secret');
  });

  test('a site without encryption promises none', async () => {
    const plain = await openStand('http://news.example');
    const answers = await Promise.all(
      [get('/'), get('/nothing'), 'nonsense\r\n\r\n'].map((bytes) => answersTo(plain.port, bytes)),
    );
    await plain.close();
    for (const [answer] of answers) {
      expect(answer?.headers).not.toHaveProperty('strict-transport-security');
      expect(answer?.headers).toHaveProperty('x-content-type-options', 'nosniff');
    }
  });

  test('an answer that says something stricter of itself keeps it', async () => {
    const { securedResponse } = await import('./secured.ts');
    const { createServer } = await import('node:http');
    const server = createServer({ ServerResponse: securedResponse(true) }, (_, response) => {
      response.setHeader('referrer-policy', 'no-referrer');
      response.writeHead(200, { 'content-type': 'image/png', 'cross-origin-resource-policy': 'same-origin' });
      response.end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as { port: number };
    const [answer] = await answersTo(port, get('/'));
    server.closeAllConnections();
    server.close();
    expect(answer?.headers).toMatchObject({
      'referrer-policy': 'no-referrer',
      'cross-origin-resource-policy': 'same-origin',
      'content-security-policy': closed,
    });
  });
});
