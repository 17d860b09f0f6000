import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { readSettings } from '#lib/settings/settings.ts';
import { cacheHeaders, keyOf } from './headers.ts';
import { noteUntold, Purger, untold } from './purger.ts';
import { cloudflare, fastly } from './requests.ts';

type Asked = Readonly<{ method?: string; url?: string; headers: IncomingHttpHeaders; body: string }>;
type Answered = Readonly<{ status: number; headers?: Record<string, string> }>;

let server: Server;
let dataDir: string;
let asked: Asked[];
let answers: Answered[];
let said: string[];
let purger: Purger | undefined;

/** Stands for the service. */
beforeEach(async () => {
  dataDir = mkdtempSync(path.join(tmpdir(), 'purge-'));
  [asked, answers, said] = [[], [], []];
  server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    asked.push({ method: request.method, url: request.url, headers: request.headers, body });
    const { status, headers } = answers.shift() ?? { status: 200 };
    response.writeHead(status, headers).end('{}');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
});
afterEach(() => {
  purger?.stop();
  server.close();
  rmSync(dataDir, { recursive: true });
});

const here = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
const settings = (more: Record<string, string>) =>
  readSettings({
    DATA_DIR: dataDir,
    SITE_URL: 'https://paper.example.org',
    PURGE_TOKEN: 'a-token-nobody-reads',
    ...more,
  });
function purgerOf(more: Record<string, string>): Purger {
  const services = { fastly: here(), cloudflare: here() };
  purger = new Purger({ settings: settings(more), report: (line) => void said.push(line), services });
  return purger;
}
const toldTimes = (times: number) => vi.waitFor(() => expect(asked).toHaveLength(times), { timeout: 8_000 });

const zone = '0123456789abcdef0123456789abcdef';
const many = Array.from({ length: 300 }, (_, index) => `/articles/story-${index}`);

test('Fastly is told keys, at most 256 at a time, by its service and with our token', async () => {
  purgerOf({ PURGE: 'fastly:SU1Z0isxPaozGVKXdv0eY' }).tell(many);
  await toldTimes(2);
  for (const { method, url, headers } of asked) {
    expect([method, url]).toEqual(['POST', '/service/SU1Z0isxPaozGVKXdv0eY/purge']);
    expect(headers['fastly-key']).toBe('a-token-nobody-reads');
  }
  const keys = asked.flatMap(({ body }) => JSON.parse(body).surrogate_keys);
  expect(new Set(keys)).toEqual(new Set(many.map(keyOf)));
  expect(asked.map(({ body }) => JSON.parse(body).surrogate_keys.length).sort()).toEqual([256, 44]);
});

test('Cloudflare is told full addresses, at most a hundred at a time', async () => {
  purgerOf({ PURGE: `cloudflare:${zone}` }).tell([...many.slice(0, 100), '/topics/früh']);
  await toldTimes(2);
  expect(asked[0]?.url).toBe(`/zones/${zone}/purge_cache`);
  expect(asked[0]?.headers.authorization).toBe('Bearer a-token-nobody-reads');
  const files = asked.flatMap(({ body }) => JSON.parse(body).files);
  expect(files).toHaveLength(101);
  expect(files).toContain('https://paper.example.org/topics/fr%C3%BCh');
});

test('nginx is told each copy of a page; a page that it doesn’t keep is no failure', async () => {
  answers = Array(6).fill({ status: 404 });
  purgerOf({ PURGE: `nginx:${here()}` }).tell(['/', '/articles/tides']);
  await toldTimes(6);
  expect(asked.map(({ url }) => url).sort()).toEqual([
    '/br/',
    '/br/articles/tides',
    '/gzip/',
    '/gzip/articles/tides',
    '/identity/',
    '/identity/articles/tides',
  ]);
  expect(asked[0]?.headers.authorization).toBe('Bearer a-token-nobody-reads');
  expect(untold(dataDir)).toBeUndefined();
});

describe('a service that fails', () => {
  test('is asked again, only for what it didn’t take, and not before it wants to be', async () => {
    answers = [{ status: 200 }, { status: 429, headers: { 'retry-after': '2' } }];
    const began = performance.now();
    purgerOf({ PURGE: 'fastly:SU1Z0isxPaozGVKXdv0eY' }).tell(many);
    await toldTimes(3);
    expect(performance.now() - began).toBeGreaterThan(1_900);
    expect(said).toEqual([]);
  });

  test('is told of without a secret; what it wasn’t told is kept, and told by the next portal to start', async () => {
    answers = Array(4).fill({ status: 500 });
    const first = purgerOf({ PURGE: 'fastly:SU1Z0isxPaozGVKXdv0eY' });
    first.tell(['/articles/tides']);
    await toldTimes(1);
    first.stop();
    await vi.waitFor(() => expect(untold(dataDir)?.addresses).toEqual(['/articles/tides']));
    expect(JSON.stringify([said, untold(dataDir)])).not.toContain('a-token-nobody-reads');
    answers = [];
    purgerOf({ PURGE: 'fastly:SU1Z0isxPaozGVKXdv0eY' }).start();
    await vi.waitFor(() => expect(untold(dataDir)).toBeUndefined(), { timeout: 5_000 });
  });
});

test('what went live while no portal ran is told by the next one; without a cache nothing is noted', async () => {
  const report = (line: string) => void said.push(line);
  noteUntold(settings({}), ['/articles/tides'], report);
  expect(untold(dataDir)).toBeUndefined();
  const cached = { PURGE: 'fastly:SU1Z0isxPaozGVKXdv0eY' };
  noteUntold(settings(cached), ['/articles/tides'], report);
  noteUntold(settings(cached), ['/'], report);
  expect(untold(dataDir)?.addresses).toEqual(['/articles/tides', '/']);
  purgerOf(cached).start();
  await vi.waitFor(() => expect(untold(dataDir)).toBeUndefined(), { timeout: 5_000 });
  expect(asked).toHaveLength(1);
});

test('where nothing can be noted it says so, and what went live is live', () => {
  const nowhere = settings({
    PURGE: 'fastly:SU1Z0isxPaozGVKXdv0eY',
    DATA_DIR: path.join(dataDir, 'file', 'in'),
  });
  writeFileSync(path.join(dataDir, 'file'), '');
  noteUntold(nowhere, ['/'], (line) => void said.push(line));
  expect(said).toEqual([expect.stringContaining("can't be kept")]);
});

test('what a portal is killed over is noted before anybody is asked', () => {
  purgerOf({ PURGE: 'fastly:SU1Z0isxPaozGVKXdv0eY' }).tell(['/articles/tides']);
  expect(untold(dataDir)?.addresses).toEqual(['/articles/tides']);
});

test('where copies switch a moment later, caches are told once more', async () => {
  purgerOf({ PURGE: 'fastly:SU1Z0isxPaozGVKXdv0eY', PUBLISH_TO: '/srv/other' }).tell(['/']);
  await toldTimes(1);
  await toldTimes(2);
});

test('a service without a token, or of a kind that there isn’t, is refused with a sentence', () => {
  const given = settings({ PURGE: 'fastly:SU1Z0isxPaozGVKXdv0eY', PURGE_TOKEN: '' });
  expect(() => new Purger({ settings: given, report: () => {} })).toThrow('PURGE_TOKEN is missing');
  expect(() => settings({ PURGE: 'akamai:abc' })).toThrow('none of fastly:SERVICE');
});

describe('what caches are told with a page', () => {
  const page = { status: 200, keep: 'page' } as const;
  const told = cacheHeaders(settings({ PURGE: 'fastly:SU1Z0isxPaozGVKXdv0eY' }));

  test('they may show it while nobody answers, only if they can be told to forget it', () => {
    expect(told('/', page).staleIfError).toBe(86_400);
    expect(cacheHeaders(settings({}))('/', page).staleIfError).toBeUndefined();
    expect(cacheHeaders(settings({ PURGE_WEBHOOK: 'http://localhost/' }))('/', page).staleIfError).toBe(
      86_400,
    );
  });

  test('never what says that a story is withdrawn, or isn’t there', () => {
    for (const status of [404, 410, 451])
      expect(told('/articles/tides', { ...page, status }).staleIfError).toBeUndefined();
  });

  test('its key says nothing of what stands at other addresses', () => {
    expect(told('/', page).headers).toEqual({ 'surrogate-key': keyOf('/') });
    expect(keyOf('/articles/tides')).toMatch(/^a[0-9a-f]{15}$/);
    expect(cacheHeaders(settings({ PURGE: `cloudflare:${zone}` }))('/', page).headers).toEqual({});
  });
});

test('no address, no request', () => {
  const none = { addresses: [], siteUrl: 'https://paper.example.org' };
  expect([...fastly('service', 'token', none), ...cloudflare(zone, 'token', none)]).toEqual([]);
});
