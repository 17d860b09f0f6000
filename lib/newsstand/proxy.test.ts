import { createServer, type IncomingHttpHeaders, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { proxy } from './proxy.ts';
import { answersTo } from './raw.test.client.ts';

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
    'next-action': 'a',
    'x-matched-path': '/newsroom',
    cookie: '__prerender_bypass=guess; theme=dark; session=secret',
    host: 'example.org',
    'user-agent': 'test',
  };
  await new Promise((resolve) => {
    request({ host: '127.0.0.1', port: door, path: '/api/x', headers }, (answer) => {
      answer.resume().once('end', resolve);
    }).end();
  });
  expect(Object.keys(seen).sort()).toEqual(['connection', 'cookie', 'host', 'user-agent']);
  expect(seen).toMatchObject({ cookie: 'theme=dark', host: `127.0.0.1:${app}` });
});

test('of its answer nothing is passed back that is about the connection, or the framework', async () => {
  const app = await listen(
    createServer((_, answer) => {
      answer.setHeader('vary', 'rsc, next-router-state-tree, Accept-Encoding');
      for (const name of ['x-nextjs-cache', 'x-powered-by', 'server', 'refresh', 'keep-alive'])
        answer.setHeader(name, 'secret');
      answer.end('ok');
    }),
  );
  const door = await listen(createServer((asked, answer) => proxy(asked, answer, app)));
  const ask = (method: string, body?: string) => fetch(`http://127.0.0.1:${door}/api/x`, { method, body });
  const { headers, status } = await ask('GET');
  expect([status, headers.get('vary')]).toEqual([200, 'Accept-Encoding']);
  expect([...headers.values()].join()).not.toContain('secret');
});

test('the app is asked with GET and HEAD alone, and is never sent a body', async () => {
  let asked = 0;
  let sent = 0;
  const app = await listen(
    createServer((request, answer) => {
      asked++;
      request.on('data', (chunk: Buffer) => (sent += chunk.length)).once('end', () => answer.end('ok'));
    }),
  );
  const door = await listen(createServer((request, answer) => proxy(request, answer, app)));
  for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS']) {
    const answer = await fetch(`http://127.0.0.1:${door}/api/x`, { method, body: 'a' });
    expect([answer.status, answer.headers.get('allow')], method).toEqual([405, 'GET, HEAD']);
  }
  expect(asked).toBe(0);
  const [answer] = await answersTo(door, 'GET /api/x HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nabcde');
  expect(answer?.status).toBe(200);
  expect([asked, sent]).toEqual([1, 0]);
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
