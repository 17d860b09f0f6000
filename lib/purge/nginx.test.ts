import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { hasNginx, type Nginx, siteOf, startNginx } from './nginx.test.server.ts';
import { Purger } from './purger.ts';

vi.setConfig({ hookTimeout: 60_000 });

type Heard = Readonly<{ url: string; headers: IncomingHttpHeaders }>;
type Said = Readonly<{ status?: number; control?: string; text?: string; vary?: string }>;

const page = 'public, max-age=0, s-maxage=30, stale-while-revalidate=30, stale-if-error=86400';
/** Instead of an answer the connection ends. */
const hangUp = 'hang up';
const token = 'a-token-nobody-reads';
let nginx: Nginx;
let portals: Server[];
let heard: Heard[];
let says: (url: string) => Said;

/** Stands for the portals; a stream stays open after its first line. */
async function portal(): Promise<Server> {
  const server = createServer(({ url = '', headers }, response) => {
    heard.push({ url, headers });
    const { status = 200, control = page, text = `${url} ${heard.length}` } = says(url);
    if (text === hangUp) {
      response.destroy();
      return;
    }
    response.writeHead(status, {
      'content-type': 'text/html',
      'cache-control': control,
      vary: 'Accept-Encoding, Cookie',
    });
    if (url === '/api/newsroom/live') response.write('data: first\n\n');
    else response.end(text);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return server;
}

const portOf = (server: Server) => (server.address() as AddressInfo).port;

test('every line that is the operator’s is found, and nothing of ours is left in its place', () => {
  const { site, purge } = siteOf({
    portals: [4001, 4002],
    token,
    port: 4000,
    purgePort: 4003,
    folder: '/tmp/x',
  });
  expect(site + purge).not.toMatch(/300\d|example\.org;|change-me|\/var\//);
  expect(site).toContain('server 127.0.0.1:4002 max_fails');
});

// Where nginx or its purge module isn't installed there is nothing to say of them.
describe.each(hasNginx ? ['Debian’s'] : [])('%s nginx with our configuration', () => {
  beforeAll(async () => {
    heard = [];
    portals = [await portal(), await portal()];
    nginx = await startNginx({ portals: portals.map(portOf), token });
  });
  afterAll(async () => {
    await nginx?.stop();
    for (const server of portals ?? []) {
      server.close();
      server.closeAllConnections();
    }
  });
  beforeEach(() => {
    heard = [];
    says = () => ({});
  });

  /** Fetches by a request of its own: a browser's fetch wouldn't leave the encoding alone. */
  function ask(address: string, headers: Record<string, string> = {}) {
    const options = { headers: { host: 'localhost', ...headers }, agent: false as const };
    return new Promise<{ status: number; cache: string; text: string }>((resolve, reject) => {
      request(nginx.origin + address, options, async (answer) => {
        let text = '';
        for await (const chunk of answer) text += chunk;
        resolve({ status: answer.statusCode ?? 0, cache: String(answer.headers['x-cache']), text });
      })
        .once('error', reject)
        .end();
    });
  }

  async function purge(...addresses: string[]): Promise<void> {
    const settings = {
      dataDir: '/nowhere',
      siteUrl: 'http://localhost',
      purge: [`nginx:${nginx.purgeOrigin}`],
      purgeToken: token,
      publishTo: [],
    };
    const purger = new Purger({ settings, report: () => {} });
    purger.tell(addresses);
    await wait(300);
    purger.stop();
  }

  test('keeps a page once for each encoding, whatever stands behind ? and in cookies', async () => {
    const brotli = { 'accept-encoding': 'gzip, deflate, br' };
    const first = await ask('/articles/a?utm_source=x', brotli);
    expect(await ask('/articles/a', { ...brotli, cookie: 'session=1' })).toEqual({ ...first, cache: 'HIT' });
    expect((await ask('/articles/a', { 'accept-encoding': 'br;q=0, gzip' })).cache).toBe('MISS');
    expect((await ask('/articles/a')).cache).toBe('MISS');
    expect(heard.map(({ headers }) => headers['accept-encoding'])).toEqual(['br', 'gzip', 'identity']);
    expect(heard.map(({ headers }) => headers.cookie)).toEqual([undefined, undefined, undefined]);
  });

  test('tells the portal who asks and nothing that they say of themselves, and its own name', async () => {
    await ask('/articles/who', { 'x-forwarded-for': '192.0.2.1', forwarded: 'for=192.0.2.1', host: 'other' });
    expect(heard[0]?.headers).toMatchObject({ host: 'localhost', 'x-forwarded-for': '127.0.0.1' });
    expect(heard[0]?.headers).not.toHaveProperty('forwarded');
  });

  test('forgets what it is told to, in every encoding, at once', async () => {
    const all = [{ 'accept-encoding': 'br' }, { 'accept-encoding': 'gzip' }, {}] as Record<string, string>[];
    for (const headers of all) await ask('/articles/b', headers);
    says = () => ({ status: 410, control: 'public, max-age=0, s-maxage=30', text: 'withdrawn' });
    for (const headers of all) expect((await ask('/articles/b', headers)).status).toBe(200);
    await purge('/articles/b');
    for (const headers of all) expect((await ask('/articles/b', headers)).text).toBe('withdrawn');
  });

  test('lets nobody else have it forget', async () => {
    await ask('/articles/c');
    const answer = await fetch(`${nginx.purgeOrigin}/identity/articles/c`, {
      headers: { authorization: 'Bearer guessed' },
    });
    expect(answer.status).toBe(403);
    expect((await ask('/articles/c')).cache).toBe('HIT');
  });

  test('hands a page in a reader’s theme to that reader alone', async () => {
    const plain = await ask('/articles/d');
    says = () => ({ control: 'private, max-age=0, must-revalidate', text: 'dark' });
    expect((await ask('/articles/d', { cookie: 'a=b; theme=dark' })).text).toBe('dark');
    expect(heard.at(-1)?.headers.cookie).toBe('theme=dark');
    expect((await ask('/articles/d')).text).toBe(plain.text);
  });

  test('fetches a live page anew for whoever knows of news, and keeps it for all', async () => {
    await ask('/articles/live');
    const news = await ask('/articles/live?as-of=2');
    expect(news.cache).toBe('BYPASS');
    expect((await ask('/articles/live')).text).toBe(news.text);
  });

  test('keeps nothing that isn’t there, no other spelling, and no redirect with another reader’s question', async () => {
    says = () => ({ status: 404 });
    await ask('/articles/not-yet');
    says = () => ({});
    expect((await ask('/articles/not-yet')).status).toBe(200);
    await ask('/%61rticles/a');
    expect((await ask('/%61rticles/a')).cache).toBe('BYPASS');
    says = () => ({ status: 308 });
    await ask('/articles/moved?utm_source=x');
    expect((await ask('/articles/moved')).cache).toBe('MISS');
  });

  test('shows what it has while portals can’t make a page', async () => {
    says = () => ({ control: 'public, max-age=0, s-maxage=1' });
    const kept = await ask('/articles/e');
    await wait(2_100);
    says = () => ({ status: 503, control: 'no-store', text: 'broken' });
    expect(await ask('/articles/e')).toEqual({ ...kept, cache: 'STALE' });
  });

  test('goes to another portal when one fails, and doesn’t show the failure', async () => {
    let isFirst = true;
    says = () => {
      const said = isFirst ? { status: 503, control: 'no-store' } : {};
      isFirst = false;
      return said;
    };
    expect((await ask('/articles/f')).status).toBe(200);
    expect(heard).toHaveLength(2);
  });

  test('keeps nothing of what is made for who asks, and passes cookies on', async () => {
    for (const address of ['/search?q=a', '/newsroom', '/api/newsroom/session', '/api/oembed?url=a']) {
      await ask(address, { cookie: 'newsroom=1' });
      await ask(address, { cookie: 'newsroom=1' });
      expect(heard.filter(({ url }) => url === address)).toHaveLength(2);
    }
    expect(heard.every(({ headers }) => headers.cookie === 'newsroom=1')).toBe(true);
  });

  test('passes the live view on line by line', async () => {
    const line = await new Promise((resolve) => {
      const stream = request(`${nginx.origin}/api/newsroom/live`, { agent: false }, (answer) =>
        answer.once('data', (chunk: Buffer) => {
          resolve(String(chunk));
          stream.destroy();
        }),
      );
      stream.on('error', () => {}).end();
    });
    expect(line).toContain('first');
  });

  test('shows nobody the press, or an operator’s figures', async () => {
    for (const address of ['/api/press/publish', '/metrics', '/api/health/deep', '/api/search'])
      expect((await ask(address)).status).toBe(404);
    expect(heard).toEqual([]);
  });

  test('takes no more than a reader’s script sends, and not without end', async () => {
    const flood = await Promise.all(Array.from({ length: 60 }, () => ask('/search?q=a')));
    expect(flood.some(({ status }) => status === 429)).toBe(true);
    const body = 'x'.repeat(70_000);
    const answer = await fetch(`${nginx.origin}/api/audience`, { method: 'POST', body });
    expect(answer.status).toBe(413);
  });

  // The last: portals that don't answer are left out for seconds.
  test('while no portal answers, shows what has leave for that, and nothing else', async () => {
    const short = 'public, max-age=0, s-maxage=1';
    says = (url) => ({ control: url === '/articles/g' ? `${short}, stale-if-error=86400` : short });
    const kept = await ask('/articles/g');
    await ask('/articles/h');
    await wait(2_100);
    says = () => ({ text: hangUp });
    expect(await ask('/articles/g')).toEqual({ ...kept, cache: 'STALE' });
    expect((await ask('/articles/h')).status).toBe(502);
  });
});
