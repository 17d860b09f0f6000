import { createServer, type IncomingHttpHeaders, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { proxy } from './proxy.ts';

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

async function listen(server: Server): Promise<number> {
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

test('the app gets the request without headers by which a client could steer it', async () => {
  let seen: IncomingHttpHeaders = {};
  const app = await listen(
    createServer((asked, answer) => {
      seen = asked.headers;
      answer.end('ok');
    }),
  );
  const door = await listen(createServer((asked, answer) => proxy(asked, answer, app)));
  const headers = {
    'x-prerender-revalidate': 'guess',
    'x-middleware-subrequest': 'a',
    'x-forwarded-for': '203.0.113.9',
    'x-forwarded-host': 'example.org',
    'x-nextjs-data': '1',
    rsc: '1',
    'next-router-state-tree': 'a',
    'user-agent': 'test',
  };
  await new Promise((resolve) => {
    request({ host: '127.0.0.1', port: door, path: '/api/x', headers }, (answer) => {
      answer.resume().once('end', resolve);
    }).end();
  });
  expect(Object.keys(seen).sort()).toEqual(['connection', 'host', 'user-agent', 'x-forwarded-for']);
  expect(seen['x-forwarded-for']).toBe('127.0.0.1');
});

test('an app that dies in the middle gives 503, or a connection that ends: never half an answer as a whole one', async () => {
  const app = await listen(createServer((asked) => asked.socket.destroy()));
  const door = await listen(createServer((asked, answer) => proxy(asked, answer, app)));
  expect((await fetch(`http://127.0.0.1:${door}/api/x`)).status).toBe(503);
  const half = await listen(
    createServer((asked, answer) => {
      answer.writeHead(200, { 'content-length': '100' });
      answer.write('half');
      setTimeout(() => asked.socket.destroy(), 20);
    }),
  );
  const second = await listen(createServer((asked, answer) => proxy(asked, answer, half)));
  await expect(fetch(`http://127.0.0.1:${second}/api/x`).then((answer) => answer.text())).rejects.toThrow();
});
