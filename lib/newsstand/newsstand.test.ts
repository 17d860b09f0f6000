import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { request as ask, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { findCard } from '#lib/cards/card.ts';
import { keepCard } from '#lib/cards/store.ts';
import { choose } from '#lib/edition/choose.ts';
import { contentOf, noon, story } from '#lib/edition/edition.test.stories.ts';
import type { Entry } from '#lib/edition/entries.ts';
import { keepContent } from '#lib/edition/keep.ts';
import { manifestOf } from '#lib/edition/manifest.test.blank.ts';
import { goLive, liveEdition, type Manifest } from '#lib/edition/manifest.ts';
import { objectPath, writeObject } from '#lib/edition/objects.ts';
import { openContent } from '#lib/edition/open.ts';
import { keepFile } from '#lib/press/finish.ts';
import { drawnCards } from './cards.ts';
import { liveContent } from './live.ts';
import { newsstand } from './newsstand.ts';
import { Shelf } from './shelf.ts';

const html = 'text/html; charset=utf-8';
let dataDir: string;
let server: Promise<Server> | undefined;
let finished: string[];
/** Happens while the next page is finished. */
let meanwhile: () => void;

beforeEach(() => {
  dataDir = mkdtempSync(path.join(tmpdir(), 'newsstand-'));
  finished = [];
  meanwhile = () => {};
});
afterEach(async () => {
  await stop();
  rmSync(dataDir, { recursive: true });
});

async function entry(text: string, more: Partial<Entry> = {}): Promise<Entry> {
  const type = more.type ?? html;
  return {
    object: await keepFile(dataDir, Buffer.from(text), type, 1),
    type,
    status: 200,
    keep: 'page',
    ...more,
  };
}

function publish(entries: Record<string, Entry>, more: Partial<Manifest> = {}): string {
  const shards = [writeObject(dataDir, JSON.stringify(entries))];
  return goLive(dataDir, manifestOf({ ...more, shards }));
}

async function start(): Promise<Server> {
  const shelf = new Shelf(dataDir, async (late) => {
    finished.push(late);
    meanwhile();
    meanwhile = () => {};
    if (late.endsWith('broken')) throw new Error('can’t be rendered');
    return keepFile(dataDir, Buffer.from(`<html lang="en">${late}</html>`), html, 1);
  });
  const started = newsstand({
    shelf,
    siteUrl: 'https://news.example',
    appPort: () => undefined,
    card: drawnCards(dataDir, liveContent(shelf)),
  });
  await new Promise<void>((resolve) => started.listen(0, '127.0.0.1', resolve));
  return started;
}

async function stop(): Promise<void> {
  const started = await server;
  server = undefined;
  await new Promise((resolve) => (started ? started.close(resolve) : resolve(undefined)));
}

/** Asks the newsstand, started now if it isn't running, for an address exactly as written. */
async function get(address: string, headers: Record<string, string> = {}, method = 'GET') {
  server ??= start();
  const { port } = (await server).address() as AddressInfo;
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    ask({ host: '127.0.0.1', port, path: address, headers, method }, resolve).once('error', reject).end();
  });
  const chunks: Buffer[] = [];
  for await (const chunk of answer) chunks.push(chunk as Buffer);
  return { status: answer.statusCode, headers: answer.headers, text: Buffer.concat(chunks).toString() };
}

test('before the first edition there is a plain word and a 503', async () => {
  expect(await get('/')).toMatchObject({ status: 503, headers: { 'cache-control': 'no-store' } });
});

test('what open pages ask for again and again is sent once, and kept by no cache for long', async () => {
  const file = { type: 'application/json', keep: 'live' } as const;
  publish({ '/articles/a/live.json': await entry('{"entries":[]}', file) });
  const { status, headers, text } = await get('/articles/a/live.json');
  expect([status, text]).toEqual([200, '{"entries":[]}']);
  expect(headers['cache-control']).toBe('public, max-age=0, s-maxage=2');
  const again = () => get('/articles/a/live.json', { 'if-none-match': headers.etag ?? '' });
  expect(await again()).toMatchObject({ status: 304, text: '' });
  publish({ '/articles/a/live.json': await entry('{"entries":[1]}', file) });
  expect(await again()).toMatchObject({ status: 200, text: '{"entries":[1]}' });
});

test('a new edition is handed out with the next request, the old one wholly gone', async () => {
  publish({
    '/': await entry('<html lang="en">one</html>'),
    '/old': await entry('<html lang="en">old</html>'),
  });
  expect((await get('/')).text).toContain('one');
  publish({ '/': await entry('<html lang="en">two</html>') });
  expect((await get('/')).text).toContain('two');
  expect((await get('/old')).status).toBe(404);
});

test('an edition that can’t be read is passed over: the one before is handed out', async () => {
  publish({ '/': await entry('<html lang="en">one</html>') });
  await get('/');
  const { switchPointer } = await import('#lib/disk/write.ts');
  switchPointer(path.join(dataDir, 'editions', 'live'), 'missing.json');
  expect((await get('/')).text).toContain('one');
});

test('status, type and cache rule come from the edition', async () => {
  publish({
    '/gone': await entry('<html lang="en">gone</html>', { status: 410 }),
    '/file.css': await entry('p{}', { type: 'text/css; charset=utf-8', keep: 'immutable' }),
    '/old': { type: 'text/plain', status: 308, keep: 'page', location: '/new' },
  });
  expect(await get('/gone')).toMatchObject({ status: 410, headers: { 'content-type': html } });
  expect((await get('/file.css')).headers['cache-control']).toBe('public, max-age=31536000, immutable');
  expect(await get('/old?q=1')).toMatchObject({ status: 308, headers: { location: '/new?q=1' } });
});

test('Chinese and encoded addresses find their page', async () => {
  publish({ '/topics/时间': await entry('<html lang="en">time</html>') });
  expect((await get('/topics/%E6%97%B6%E9%97%B4')).text).toContain('time');
});

test('unknown addresses get the edition’s own page, without asking anybody', async () => {
  publish({ '/errors/not-found': await entry('<html lang="en">nothing here</html>', { status: 404 }) });
  for (const address of ['/nothing', '/errors/not-found', '/__proto__', '/constructor', '/toString'])
    expect(await get(address), address).toMatchObject({
      status: 404,
      text: '<html lang="en">nothing here</html>',
    });
  expect(finished).toEqual([]);
});

test('a thousand addresses that don’t exist leave nothing on the disk', async () => {
  publish({ '/errors/not-found': await entry('<html lang="en">nothing here</html>', { status: 404 }) });
  await get('/nothing');
  const before = readdirSync(dataDir, { recursive: true }).length;
  for (let n = 0; n < 1_000; n++) expect((await get(`/articles/made-up-${n}`)).status).toBe(404);
  expect(readdirSync(dataDir, { recursive: true })).toHaveLength(before);
  expect(finished).toEqual([]);
});

test('a late page that was rendered while another edition went live is rendered again, and kept for neither', async () => {
  const late = (inputs: string): Record<string, Entry> => ({
    '/late': { type: html, status: 200, keep: 'page', inputs },
  });
  publish(late('a'));
  meanwhile = () => void publish(late('b'));
  await get('/late');
  expect(finished).toEqual(['/late', '/late']);
  publish(late('a'));
  await get('/late');
  expect(finished).toHaveLength(3);
});

test('a story that is taken back while its page is rendered answers as it does by then', async () => {
  publish({ '/late-broken': { type: html, status: 200, keep: 'page', inputs: 'a' } });
  const gone = await entry('<html lang="en">gone</html>', { status: 410 });
  meanwhile = () => void publish({ '/late-broken': gone });
  const { status, text } = await get('/late-broken');
  expect(status).toBe(410);
  expect(text).toContain('gone');
});

test('a late page is finished once, however many ask at the same time, and kept over a restart', async () => {
  publish({ '/late': { type: html, status: 200, keep: 'page', inputs: 'a' } });
  const answers = await Promise.all(Array.from({ length: 20 }, () => get('/late')));
  expect(new Set(answers.map(({ text }) => text))).toEqual(new Set(['<html lang="en">/late</html>']));
  expect(finished).toEqual(['/late']);
  await stop();
  await get('/late');
  expect(finished).toEqual(['/late']);
});

test('a late page that changed is finished anew', async () => {
  publish({ '/late': { type: html, status: 200, keep: 'page', inputs: 'a' } });
  await get('/late');
  publish({ '/late': { type: html, status: 200, keep: 'page', inputs: 'b' } });
  await get('/late');
  expect(finished).toEqual(['/late', '/late']);
});

test('a page that can’t be finished is our error, is not kept, and leaves the rest alone', async () => {
  publish({
    '/broken': { type: html, status: 200, keep: 'page', inputs: 'a' },
    '/errors/failed': await entry('<html lang="en">ours</html>', { status: 500 }),
    '/': await entry('<html lang="en">front</html>'),
  });
  expect(await get('/broken')).toMatchObject({
    status: 503,
    headers: { 'cache-control': 'no-store', 'retry-after': '5' },
    text: '<html lang="en">ours</html>',
  });
  expect((await get('/')).status).toBe(200);
  await get('/broken');
  expect(finished).toEqual(['/broken', '/broken']);
});

test('an object that is lost from the disk is our error, not a blank page', async () => {
  const lost = await entry('<html lang="en">lost</html>');
  publish({ '/': lost });
  rmSync(objectPath(dataDir, lost.object ?? ''));
  expect((await get('/')).status).toBe(503);
});

test('a list of addresses that is lost from the disk is our error, and ends nobody but its request', async () => {
  publish({ '/': await entry('<html lang="en">front</html>') });
  const [shard = ''] = liveEdition(dataDir)?.manifest.shards ?? [];
  rmSync(objectPath(dataDir, shard));
  for (let time = 0; time < 2; time++) expect((await get('/')).status).toBe(503);
});

test('thousands of slashes in an address cost no time', async () => {
  publish({ '/': await entry('<html lang="en">front</html>') });
  const began = performance.now();
  for (let time = 0; time < 20; time++)
    expect((await get(`/a${'/'.repeat(15_000)}b`)).status).toBeGreaterThanOrEqual(400);
  expect(performance.now() - began).toBeLessThan(1_000);
});

test('while the app is away its addresses say so, and pages go on', async () => {
  publish({ '/': await entry('<html lang="en">front</html>') });
  expect(await get('/api/health')).toMatchObject({ status: 503, headers: { 'retry-after': '2' } });
  expect((await get('/')).status).toBe(200);
});

test('of the newsroom the app is asked for its one page, and for nothing below it', async () => {
  publish({ '/': await entry('<html lang="en">front</html>') });
  for (const address of ['/newsroom', '/newsroom?range=7d'])
    expect((await get(address)).status, address).toBe(503);
  expect(await get('/newsroom/')).toMatchObject({ status: 308, headers: { location: '/newsroom' } });
  for (const address of ['/newsroom/x', '/newsroomy']) expect((await get(address)).status, address).toBe(404);
});

test('the theme stands on the root element, in every encoding', async () => {
  publish({ '/': await entry('<html lang="en">front</html>') });
  expect((await get('/', { cookie: 'theme=dark' })).text).toBe(
    '<html data-theme="dark" lang="en">front</html>',
  );
  const small = await get('/', { cookie: 'theme=dark', 'accept-encoding': 'br' });
  expect(small.headers).toMatchObject({
    'content-encoding': 'br',
    'cache-control': 'private, max-age=0, must-revalidate',
  });
});

test('other methods are refused, with those that are not', async () => {
  publish({ '/': await entry('<html lang="en">front</html>') });
  expect(await get('/', {}, 'POST')).toMatchObject({ status: 405, headers: { allow: 'GET, HEAD' } });
});

test.each(['/%', '/%00', '//example.org/'])('the address %s is refused', async (address) => {
  publish({ '/': await entry('<html lang="en">front</html>') });
  expect((await get(address)).status).toBe(400);
});

test('a card that is drawn already is handed out while the app is away; one that isn’t has to wait for it', async () => {
  const edition = (headline: string) => {
    const content = keepContent(dataDir, choose(contentOf([story('one', { headline })]), noon));
    publish({ '/': entryOf }, { content });
    return findCard(openContent(dataDir, content), 'story', 'id-one', 'title');
  };
  const entryOf = await entry('<html lang="en">Front</html>');
  const first = edition('First');
  keepCard(dataDir, first?.hash ?? '', Buffer.from('the first card'));
  const address = first?.address ?? '';
  expect(await get(address)).toMatchObject({
    status: 200,
    text: 'the first card',
    headers: { 'content-length': '14' },
  });
  const { headers } = await get(address, {}, 'HEAD');
  expect(await get(address, { 'if-none-match': headers.etag ?? '' })).toMatchObject({
    status: 304,
    text: '',
  });
  expect((await get('/api/og/story/id-none/title-000000000000.jpg')).status).toBe(404);
  expect((await get(address, {}, 'POST')).status).toBe(405);
  // The next edition has another card; nobody drew it yet, and the old one isn't handed out in its place.
  edition('Second');
  expect((await get(address)).status).toBe(503);
});

test('a feed says in its headers which hub tells of it, and its own address', async () => {
  const hub = 'https://hub.example/';
  publish(
    {
      '/feed.xml': await entry('<rss/>', { type: 'application/xml', hub }),
      '/atom.xml': await entry('<feed/>', { type: 'application/xml' }),
    },
    { siteUrl: 'https://news.example' },
  );
  const link = `<${hub}>; rel="hub", <https://news.example/feed.xml>; rel="self"`;
  const first = await get('/feed.xml');
  expect(first.headers.link).toBe(link);
  const again = await get('/feed.xml', { 'if-none-match': String(first.headers.etag) });
  expect([again.status, again.headers.link]).toEqual([304, link]);
  expect((await get('/atom.xml')).headers).not.toHaveProperty('link');
});
