import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
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

const aftermath = (webhook: string) => {
  const settings = readSettings({ DATA_DIR: '/nowhere', PURGE_WEBHOOK: webhook });
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
