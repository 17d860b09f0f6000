import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { get } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import autocannon from 'autocannon';
import { afterAll, beforeAll, expect, test } from 'vitest';

const port = 3291;
const origin = `http://localhost:${port}`;
let dataDir: string;
let portal: ChildProcess;
let said = '';

/** A whole portal, as `npm start` runs it. */
async function start(): Promise<void> {
  const env = {
    ...process.env,
    PORT: String(port),
    DATA_DIR: dataDir,
    TRUSTED_PROXIES: 'loopback',
    SITE_URL: origin,
  };
  portal = spawn(process.execPath, ['cli/newsroom.js', 'start'], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  for (const stream of [portal.stdout, portal.stderr]) stream?.on('data', (chunk: Buffer) => (said += chunk));
  while (!(await fetch(`${origin}/api/newsroom/now`).catch(() => undefined))?.ok) {
    if (portal.exitCode !== null) throw new Error(said);
    await wait(200);
  }
}

beforeAll(async () => {
  dataDir = mkdtempSync(path.join(tmpdir(), 'portal-'));
  await start();
}, 600_000);
afterAll(async () => {
  portal.kill('SIGKILL');
  rmSync(dataDir, { recursive: true });
});

const forged = 1_000_000;
const browser =
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36';

/** Megabytes of memory of the newsstand and its threads. */
const memory = () =>
  Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${portal.pid}/status`, 'utf8'))?.[1]) / 1024;

test('a million forged events: pages are served, memory stays, every event is counted or refused by its reason', async () => {
  let sent = 0;
  const bodies = [
    () => ({ view: `/articles/made-up-${sent}`, id: sent }),
    () => ({ view: '/', id: sent, from: `host-${sent}.example`, campaign: { source: `campaign-${sent}` } }),
    () => ({ token: `1.2.${sent}.AAAAAAAAAAAAAAAAAAAAAA`, engaged: 1, depth: 1 }),
    () => ({ nonsense: sent }),
    () => ({ view: '/'.repeat(3000), id: sent }),
  ];
  const flood = autocannon({
    url: `${origin}/api/audience`,
    connections: 100,
    amount: forged,
    method: 'POST',
    requests: [
      {
        setupRequest(request) {
          sent++;
          const address = `10.${sent & 255}.${(sent >> 8) & 255}.${(sent >> 16) & 255}`;
          const headers = {
            origin: sent % 7 === 0 ? 'https://evil.example' : origin,
            'user-agent': sent % 11 === 0 ? `Bot/${sent}` : browser,
            'accept-language': 'en',
            // What a browser says of itself; without it the sender counts as a robot.
            ...(sent % 2 === 0 ? { 'sec-fetch-site': 'same-origin' } : {}),
            'x-forwarded-for': sent % 3 === 0 ? '192.0.2.1' : address,
          };
          return { ...request, headers, body: JSON.stringify(bodies[sent % bodies.length]?.()) };
        },
      },
    ],
  });
  let flooded = false;
  void flood.then(() => (flooded = true));
  const times: number[] = [];
  const memories: number[] = [];
  while (!flooded) {
    const began = performance.now();
    const answer = await fetch(`${origin}/`);
    expect(answer.status).toBe(200);
    expect((await answer.text()).length).toBeGreaterThan(5000);
    times.push(performance.now() - began);
    memories.push(memory());
    await wait(100);
  }
  const result = await flood;
  await wait(12_000); // The last counters of refusals are handed over.
  const now = (await (await fetch(`${origin}/api/newsroom/now`)).json()) as {
    refusals: { reason: string; events: number }[];
    today: { views: number };
    robots: { views: number }[];
  };
  const refused = now.refusals.reduce((sum, { events }) => sum + events, 0);
  const robots = now.robots.reduce((sum, { views }) => sum + views, 0);
  const slow = times.toSorted((a, b) => a - b)[Math.floor(times.length * 0.99)];
  // What a flood takes is taken by the end of its first third: buckets and batches are bounded.
  const third = Math.floor(memories.length / 3);
  const [early, late] = [Math.max(...memories.slice(0, third)), Math.max(...memories.slice(-third))];
  console.log({
    pages: times.length,
    p99: Math.round(slow ?? 0),
    memory: `at most ${Math.round(early)} MB in the first third, ${Math.round(late)} in the last`,
    answered: result.statusCodeStats,
    refusals: now.refusals,
    views: now.today.views,
    robots,
  });
  expect(result.errors + result.timeouts).toBe(0);
  expect(Math.min(now.today.views, robots)).toBeGreaterThan(10_000);
  expect(refused + now.today.views + robots).toBe(forged);
  expect(late - early).toBeLessThan(60);
});

test('a hundred thousand addresses that don’t exist fill neither the disk nor memory', async () => {
  const files = () => readdirSync(dataDir, { recursive: true }).length;
  const made = [
    '/articles/',
    '/articles/x/live.json?',
    '/preview/',
    '/media/',
    '/sitemaps/',
    '/api/og/story/',
  ];
  let sent = 0;
  const flood = (amount: number) =>
    autocannon({
      url: origin,
      connections: 32,
      amount,
      requests: [
        { setupRequest: (request) => ({ ...request, path: `${made[sent % made.length]}${sent++}` }) },
      ],
    });
  await flood(20_000);
  const [before, filesBefore] = [memory(), files()];
  const { statusCodeStats, errors } = await flood(80_000);
  console.log({
    memory: `${Math.round(before)} MB after 20,000, ${Math.round(memory())} after 100,000`,
    statusCodeStats,
  });
  expect(errors).toBe(0);
  expect(Object.keys(statusCodeStats ?? {})).toEqual(['404']);
  expect(files()).toBe(filesBefore);
  expect(memory() - before).toBeLessThan(60);
});

test('SIGTERM with two hundred open streams ends within five seconds, and what was answered is there', async () => {
  const streams = Array.from({ length: 200 }, () =>
    get(`${origin}/api/newsroom/live`, (answer) => answer.resume()),
  );
  for (const stream of streams) stream.on('error', () => {});
  await Promise.all(streams.map((stream) => once(stream, 'response')));
  await wait(2000);
  const began = performance.now();
  portal.kill('SIGTERM');
  const [code] = (await once(portal, 'close')) as [number];
  expect(performance.now() - began).toBeLessThan(5000);
  expect(code).toBe(0);
  const views = (await (async () => {
    await start();
    return (await fetch(`${origin}/api/newsroom/now`)).json();
  })()) as { today: { views: number } };
  expect(views.today.views).toBeGreaterThan(0);
});
