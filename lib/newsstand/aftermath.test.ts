import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { type Entry, writeEntries } from '#lib/edition/entries.ts';
import { manifestOf } from '#lib/edition/manifest.test.blank.ts';
import { goLive } from '#lib/edition/manifest.ts';
import { readSettings } from '#lib/settings/settings.ts';
import { Aftermath } from './aftermath.ts';
import { Shelf } from './shelf.ts';

let server: Server;
let bodies: string[];
let statuses: number[];
let said: string[];

beforeEach(async () => {
  bodies = [];
  statuses = [];
  said = [];
  server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    bodies.push(body);
    response.writeHead(statuses.shift() ?? 204).end();
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
});
afterEach(() => server.close());

const aftermath = (webhook: string, dataDir = '/nowhere') => {
  const settings = readSettings({ DATA_DIR: dataDir, PURGE_WEBHOOK: webhook });
  const shelf = new Shelf(settings.dataDir, async () => '');
  return new Aftermath({ settings, shelf, appPort: () => undefined, report: (line) => void said.push(line) });
};
const here = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}/purge`;

test('the cache in front is told of every address that changed, again if it fails', async () => {
  statuses = [503];
  aftermath(here()).follow({ name: 'abc', changed: ['/', '/articles/tides'] });
  await vi.waitFor(() => expect(bodies).toHaveLength(2), { timeout: 5_000 });
  expect(bodies.map((body) => JSON.parse(body))).toEqual(
    Array(2).fill({ addresses: ['/', '/articles/tides'] }),
  );
  expect(said).toEqual([]);
});

test('caches go on with pages that are finished later, unless something was withdrawn', async () => {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'aftermath-'));
  onTestFinished(() => rmSync(dataDir, { recursive: true }));
  const page = { type: 'text/html', status: 200, keep: 'page' } as const;
  const entries = new Map<string, Entry>([
    ['/', { ...page, object: 'finished' }],
    ['/articles/neighbour', page],
    ['/articles/withdrawn', { ...page, status: 410, object: 'finished' }],
  ]);
  goLive(dataDir, manifestOf({ shards: await writeEntries(dataDir, entries) }));
  const after = aftermath(here(), dataDir);
  after.follow({ name: 'abc', changed: ['/', '/articles/neighbour'] });
  await vi.waitFor(() => expect(bodies).toHaveLength(1));
  after.follow({ name: 'def', changed: ['/', '/articles/neighbour', '/articles/withdrawn'] });
  await vi.waitFor(() => expect(bodies).toHaveLength(2));
  expect(bodies.map((body) => JSON.parse(body).addresses)).toEqual([['/'], [...entries.keys()]]);
});
