/** Test help: a newsstand with an edition of one answer of each kind, desks, and an app behind it that answers everything. */
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Entry } from '#lib/edition/entries.ts';
import { manifestOf } from '#lib/edition/manifest.test.blank.ts';
import { goLive } from '#lib/edition/manifest.ts';
import { writeObject } from '#lib/edition/objects.ts';
import { type Asked, empty, text } from '#lib/http/asked.ts';
import { keepFile } from '#lib/press/finish.ts';
import { newsstand } from './newsstand.ts';
import { Shelf } from './shelf.ts';

const html = 'text/html; charset=utf-8';

/** What a desk of the test was asked, by address: how many bytes of a body it got. */
export type Stand = Readonly<{
  port: number;
  /** What the app was asked for. */
  appAsked: string[];
  bodies: (number | undefined)[];
  close: () => Promise<void>;
}>;

export async function openStand(siteUrl = 'https://news.example'): Promise<Stand> {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'stand-'));
  const entry = async (content: string, more: Partial<Entry> = {}): Promise<Entry> => {
    const kept = { type: html, status: 200, keep: 'page' as const, ...more };
    return { object: await keepFile(dataDir, Buffer.from(content), kept.type, 1), ...kept };
  };
  const page = (word: string) => `<html lang="en">${word}</html>`;
  const entries: Record<string, Entry> = {
    '/': await entry(page('front')),
    '/gone': await entry(page('gone'), { status: 410 }),
    '/barred': await entry(page('barred'), { status: 451 }),
    '/old': { type: html, status: 308, keep: 'page', location: '/' },
    '/broken': { type: html, status: 200, keep: 'page', inputs: 'a' },
    '/errors/not-found': await entry(page('nothing here'), { status: 404 }),
    '/errors/failed': await entry(page('ours'), { status: 500 }),
    '/feed.xml': await entry('<rss/>', { type: 'application/xml; charset=utf-8' }),
    '/feed.json': await entry('{}', { type: 'application/feed+json; charset=utf-8' }),
    '/media/a/1.jpg': await entry('jpg', { type: 'image/jpeg', keep: 'immutable' }),
    '/sw.js': await entry('a', { type: 'text/javascript; charset=utf-8', keep: 'worker' }),
    '/a.css': await entry('p{}', { type: 'text/css; charset=utf-8', keep: 'immutable' }),
    '/robots.txt': await entry('a', { type: 'text/plain; charset=utf-8' }),
  };
  goLive(dataDir, manifestOf({ shards: [writeObject(dataDir, JSON.stringify(entries))] }));
  const appAsked: string[] = [];
  const app = createServer((request, response) => {
    appAsked.push(request.url ?? '');
    response.writeHead(200, { 'content-type': html, 'x-powered-by': 'secret', 'x-nextjs-cache': 'secret' });
    response.end(page('app'));
  });
  const appPort = await listening(app);
  const bodies: (number | undefined)[] = [];
  const desk = {
    owns: (address: string) => address.startsWith('/api/audience'),
    async answer(asked: Asked) {
      const body = await asked.body(2_000);
      bodies.push(body?.length);
      if (asked.path.endsWith('picture'))
        return { ...empty(200, { 'content-type': 'image/gif' }), body: 'a' };
      if (asked.path.endsWith('none')) return empty(404);
      return body ? empty(204) : text(413, 'too-large');
    },
    cardFetched() {},
    pageFailed() {},
  };
  const shelf = new Shelf(dataDir, async () => {
    throw new Error('can’t be rendered');
  });
  const card = async () => undefined;
  const server = newsstand({ shelf, siteUrl, appPort: () => appPort, card, audience: desk });
  return {
    port: await listening(server),
    appAsked,
    bodies,
    async close() {
      for (const each of [server, app]) {
        each.closeAllConnections();
        await new Promise((resolve) => each.close(resolve));
      }
      rmSync(dataDir, { recursive: true });
    },
  };
}

async function listening(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}
