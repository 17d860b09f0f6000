import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Entry } from '#lib/edition/entries.ts';
import { manifestOf } from '#lib/edition/manifest.test.blank.ts';
import { goLive } from '#lib/edition/manifest.ts';
import { writeObject } from '#lib/edition/objects.ts';
import { readSettings } from '#lib/settings/settings.ts';
import { Aftermath } from './aftermath.ts';
import { HubNews } from './hub.ts';
import { Shelf } from './shelf.ts';

let server: Server;
let told: Record<string, string>[];
let statuses: number[];
let said: string[];
/** Answers are held back until then. */
let ready: Promise<void>;

beforeEach(async () => {
  [told, statuses, said, ready] = [[], [], [], Promise.resolve()];
  server = createServer(async (request, response) => {
    const body = (await request.setEncoding('utf8').toArray()).join('');
    told.push({ method: request.method ?? '', ...Object.fromEntries(new URLSearchParams(body)) });
    await ready;
    response.writeHead(statuses.shift() ?? 204).end();
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

const hub = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
const report = (line: string) => void said.push(line);
const news = (feed: string) => ({ method: 'POST', 'hub.mode': 'publish', 'hub.url': feed });

test('a hub is told of each feed, once more if it fails', async () => {
  statuses = [503];
  const hubs = new HubNews(report);
  hubs.tell(hub(), 'https://news.example/feed.xml');
  hubs.tell(hub(), 'https://news.example/topics/seas/atom.xml');
  await vi.waitFor(() => expect(told).toHaveLength(3), { timeout: 5_000 });
  const [first, second] = ['feed.xml', 'topics/seas/atom.xml'].map((at) =>
    news(`https://news.example/${at}`),
  );
  expect(told).toEqual([first, first, second]);
  expect(said).toEqual([]);
});

test('a feed that changes again while it waits is told of once', async () => {
  let answer = () => {};
  ready = new Promise((resolve) => {
    answer = resolve;
  });
  const hubs = new HubNews(report);
  for (const feed of ['one', 'two', 'two', 'three', 'two']) hubs.tell(hub(), feed);
  await vi.waitFor(() => expect(told).toHaveLength(1));
  answer();
  await vi.waitFor(() => expect(told).toHaveLength(3));
  expect(told.map((each) => each['hub.url'])).toEqual(['one', 'two', 'three']);
});

test('a hub that stays away is given up with one line, and is told again of what comes later', async () => {
  statuses = [500, 500, 500, 500];
  const hubs = new HubNews(report, [1, 1, 1]);
  for (const feed of ['one', 'two', 'three']) hubs.tell(hub(), feed);
  await vi.waitFor(() => expect(said).toHaveLength(1), { timeout: 5_000 });
  expect(said).toEqual([`The hub ${hub()} could not be told of 3 feeds: it answered 500.`]);
  expect(told.map((each) => each['hub.url'])).toEqual(['one', 'one', 'one', 'one']);
  hubs.tell(hub(), 'four');
  await vi.waitFor(() => expect(told.at(-1)?.['hub.url']).toBe('four'));
});

test('after a switch the hub hears of the feeds that have changed, and of nothing else', async () => {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'hub-'));
  const page = { type: 'text/html', status: 200, keep: 'page' } as const;
  const entries: Record<string, Entry> = {
    '/': page,
    '/feed.xml': { ...page, hub: hub() },
    '/topics/seas/atom.xml': { ...page, hub: hub() },
    '/topics/maps/atom.xml': { ...page, hub: hub() },
  };
  const shards = [writeObject(dataDir, JSON.stringify(entries))];
  const name = goLive(dataDir, manifestOf({ siteUrl: 'https://news.example', shards }));
  const shelf = new Shelf(dataDir, async () => '');
  const settings = readSettings({ DATA_DIR: dataDir });
  const aftermath = new Aftermath({ settings, shelf, appPort: () => undefined, report });
  aftermath.follow({ name, changed: ['/', '/feed.xml', '/topics/seas/atom.xml', '/topics/gone/atom.xml'] });
  await vi.waitFor(() => expect(told).toHaveLength(2));
  expect(told).toEqual(
    ['/feed.xml', '/topics/seas/atom.xml'].map((address) => news(`https://news.example${address}`)),
  );
  aftermath.stop();
  rmSync(dataDir, { recursive: true });
});
