import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { deliver, Watch, wordsOf } from './alerts.ts';
import type { Readers } from './presence.ts';

const readers = (...counts: number[]): Readers => ({
  total: counts.reduce((sum, count) => sum + count, 0),
  byPage: new Map(counts.map((count, page) => [page + 1, count])),
});

function watched(minutes: number, past: Readers): Watch {
  const watch = new Watch();
  for (let minute = 0; minute < minutes; minute++) watch.note(past);
  return watch;
}

describe('what is said', () => {
  test('a story with three times its readers, once in half an hour', () => {
    const watch = watched(30, readers(10, 100));
    const now = readers(40, 100);
    expect(watch.alerts(now, 0)).toEqual([{ kind: 'spike', page: 1, readers: 40, usual: 10 }]);
    expect(watch.alerts(now, 29 * 60_000)).toEqual([]);
    expect(watch.alerts(now, 31 * 60_000)).toHaveLength(1);
  });

  test('a new story that is read at once', () => {
    expect(watched(30, readers(0, 50)).alerts(readers(25, 50), 0)).toMatchObject([
      { kind: 'spike', page: 1 },
    ]);
  });

  test('a story that its readers leave while the others stay', () => {
    expect(watched(30, readers(50, 100)).alerts(readers(5, 100), 0)).toEqual([
      { kind: 'fall', page: 1, readers: 5, usual: 50 },
    ]);
  });

  test.each([
    ['few readers', readers(2, 2), readers(12, 2)],
    ['twice the usual', readers(30, 100), readers(60, 100)],
    ['the whole site gone', readers(50, 100), readers(2, 3)],
    ['half the readers gone', readers(50, 100), readers(25, 100)],
    ['nothing at all', readers(), readers()],
  ])('not of %s', (_, past, now) => {
    expect(watched(30, past).alerts(now, 0)).toEqual([]);
  });

  test('nothing in the first quarter of an hour, when nobody knows what is usual', () => {
    expect(watched(14, readers(1)).alerts(readers(500), 0)).toEqual([]);
    expect(watched(15, readers(1)).alerts(readers(500), 0)).toHaveLength(1);
  });
});

describe('delivery', () => {
  let server: Server;
  let got: unknown[];
  let statuses: number[];
  let webhook: string;
  const message = {
    kind: 'spike',
    title: 'Tides',
    address: '/articles/tides',
    readers: 40,
    usual: 10,
  } as const;

  beforeEach(async () => {
    got = [];
    statuses = [];
    server = createServer(async (request, response) => {
      let text = '';
      for await (const chunk of request) text += chunk;
      got.push(JSON.parse(text));
      response.writeHead(statuses.shift() ?? 200, { location: 'http://elsewhere.example/' }).end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    webhook = `http://127.0.0.1:${(server.address() as AddressInfo).port}/secret-hook`;
  });
  afterEach(() => {
    vi.useRealTimers();
    server.close();
  });

  test('in words for a chat, and in parts for a program', async () => {
    await deliver(webhook, 'https://portal.example', message, () => {});
    const text = '40 are reading “Tides” now, 10 is usual. https://portal.example/articles/tides';
    expect(got).toEqual([{ text, content: text, ...message, url: 'https://portal.example/articles/tides' }]);
  });

  test('again if it fails; then it is said, without the hook’s address', async () => {
    statuses = [500, 302, 500];
    const said: string[] = [];
    vi.useFakeTimers({ toFake: ['setTimeout'] });
    const delivered = deliver(webhook, 'https://portal.example', message, (line) => said.push(line));
    await vi.waitFor(
      async () => {
        await vi.advanceTimersByTimeAsync(1000);
        expect(said).toHaveLength(1);
      },
      { timeout: 10_000, interval: 20 },
    );
    await delivered;
    expect(got).toHaveLength(3);
    expect(said[0]).toMatch(/ALERT_WEBHOOK: it answers 500/);
    expect(said[0]).not.toContain('secret-hook');
  });

  test('each kind has its words', () => {
    expect(wordsOf({ ...message, kind: 'fall', readers: 2, usual: 60 }, '')).toContain(
      '2 now, 60 a few minutes ago',
    );
    expect(wordsOf({ ...message, kind: 'error' }, '')).toContain('readers get an error');
  });
});
