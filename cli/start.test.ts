import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { get, type IncomingMessage } from 'node:http';
import { type AddressInfo, createServer } from 'node:net';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import Connection from 'libsql';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { headersAt } from '#lib/audience/audience.test.browser.ts';
import { goodFolder, put } from '#lib/content/check.test.folder.ts';
import { newProject, type Project, removeProject } from '#lib/press/press.test.project.ts';

// A whole portal, as an operator starts it; Next.js is a small server of our own.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 120_000 });

const token = 'a-token-of-two-and-thirty-letters';
let project: Project;
let portal: ChildProcess;
let port: number;
let out: string;
let err: string;

const origin = () => `http://localhost:${port}`;
const read = (address: string, init?: RequestInit) =>
  fetch(origin() + address, { redirect: 'manual', ...init });
const operator = { headers: { authorization: `Bearer ${token}` } };

/** Runs a command with the portal's settings. */
async function newsroom(...argv: string[]): Promise<{ code: number; out: string; err: string }> {
  const env = { ...project.environment, PORT: String(port), SITE_URL: origin() };
  const command = spawn(process.execPath, [path.resolve('cli/newsroom.js'), ...argv], {
    cwd: project.projectDir,
    env,
  });
  const said = { out: '', err: '' };
  command.stdout.on('data', (chunk: Buffer) => {
    said.out += chunk;
  });
  command.stderr.on('data', (chunk: Buffer) => {
    said.err += chunk;
  });
  const [code] = (await once(command, 'close')) as [number];
  return { code, ...said };
}

async function start(): Promise<void> {
  [out, err] = ['', ''];
  const started = spawn(process.execPath, [path.resolve('cli/newsroom.js'), 'start'], {
    cwd: project.projectDir,
    env: {
      ...project.environment,
      PORT: String(port),
      SITE_URL: origin(),
      LOG_FORMAT: 'json',
      OPERATOR_TOKEN: token,
      TRUSTED_PROXIES: 'loopback',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  started.stdout.on('data', (chunk: Buffer) => {
    out += chunk;
  });
  started.stderr.on('data', (chunk: Buffer) => {
    err += chunk;
  });
  portal = started;
  for (;;) {
    if ((await read('/api/health/ready').catch(() => undefined))?.status === 200) return;
    if (started.exitCode !== null) throw new Error(out + err);
    await wait(50);
  }
}

beforeAll(async () => {
  project = newProject();
  const { contentDir } = project.settings;
  const site = `${goodFolder()['site.yml']}audience:\n  mode: daily\n  keepDays: 30\n`;
  put(contentDir, 'site.yml', site);
  const page = '---\ntitle: Privacy\ndescription: Who counts.\nupdatedAt: 2026-11-24T09:00:00+08:00\n---\n';
  put(contentDir, 'pages/privacy.mdx', `${page}\n<AudienceNotice />\n`);
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  port = (probe.address() as AddressInfo).port;
  await new Promise((resolve) => probe.close(resolve));
  await start();
});
afterAll(() => {
  portal.kill('SIGKILL');
  removeProject(project);
});

const lines = () =>
  out
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { level: string; part: string; msg: string });

/** Views of today, of readers and of robots, as the newsroom has them. */
async function viewsToday(): Promise<number> {
  const now = (await (await read('/api/newsroom/now')).json()) as { today: { views: number } };
  return now.today.views;
}

/** Single views in the store of a data folder that nobody works on. */
function viewsIn(dataDir: string): number {
  const store = new Connection(path.join(dataDir, 'audience', 'audience.db'));
  const tables = store
    .prepare("select name from sqlite_master where name glob 'views_*' and type = 'table'")
    .all();
  const counts = (tables as { name: string }[]).map(
    ({ name }) => (store.prepare(`select count(*) as views from ${name}`).get() as { views: number }).views,
  );
  store.close();
  return counts.reduce((sum, views) => sum + views, 0);
}

async function figure(line: string): Promise<number> {
  const body = await (await read('/metrics', operator)).text();
  return Number(
    body
      .split('\n')
      .find((each) => each.startsWith(`${line} `))
      ?.split(' ')[1],
  );
}

async function view(id: number, from?: string): Promise<number> {
  const headers = { ...headersAt(origin()), 'x-forwarded-for': `10.0.${id}.1` };
  const body = JSON.stringify({ view: '/articles/good-story', id, from });
  return (await read('/api/audience', { method: 'POST', headers, body })).status;
}

test('it says where it is, each line an object with its part', () => {
  expect(lines()).toContainEqual(
    expect.objectContaining({
      level: 'info',
      part: 'portal',
      msg: `China Topix is at http://localhost:${port}`,
    }),
  );
  expect(lines()).toContainEqual(expect.objectContaining({ part: 'press' }));
  expect(err).toBe('');
});

test('health is for everybody, figures and the deep check for the operator', async () => {
  expect((await read('/api/health/live')).status).toBe(200);
  expect(await (await read('/api/health/ready')).json()).toEqual({
    ready: true,
    parts: { edition: 'ok', app: 'ok', audience: 'ok', portal: 'ok' },
  });
  for (const address of ['/metrics', '/api/health/deep']) expect((await read(address)).status).toBe(401);
  // This app draws no cards, which is what the check has to notice.
  const deep = await read('/api/health/deep', operator);
  const { parts } = (await deep.json()) as { parts: Record<string, { ok: boolean }> };
  expect([deep.status, parts.card?.ok, parts.event?.ok, parts.edition?.ok]).toEqual([503, false, true, true]);
});

test('nothing of a request gets into the log', async () => {
  const marked = {
    'user-agent': 'Marked-agent/1',
    'x-forwarded-for': '203.0.113.77',
    cookie: 'audience=marked-cookie',
    referer: 'https://marked.example/',
    authorization: 'Bearer marked-token',
  };
  const addresses = [
    '/',
    '/articles/marked-typed?q=marked-query',
    '/search?q=marked-query',
    '/preview/marked-link',
  ];
  for (const address of [
    ...addresses,
    '/api/newsroom/wall/marked-link',
    '/api/og/story/marked/title-00000000.jpg',
  ])
    await read(address, { headers: marked });
  await read('/api/audience', { method: 'POST', headers: marked, body: '{"view":"/marked-body"}' });
  await read('/api/newsroom/session', {
    method: 'POST',
    headers: marked,
    body: 'name=marked-name&password=x',
  });
  await view(3, 'marked.example');
  expect(out + err).not.toMatch(/marked|203\.0\.113|127\.0\.0\.1|\?/i);
});

test('requests are counted by kind, and what the audience took', async () => {
  const before = await figure('portal_audience_events_total');
  await read('/articles/good-story');
  await read('/articles/nothing');
  expect(await view(4)).toBe(204);
  expect(await figure('portal_requests_total{kind="page",status="2xx"}')).toBeGreaterThan(0);
  expect(await figure('portal_requests_total{kind="page",status="4xx"}')).toBeGreaterThan(0);
  expect(await figure('portal_audience_events_total')).toBe(before + 1);
});

test('an app that dies is started again; pages are read meanwhile, and the portal stays ready', async () => {
  await read('/api/oembed?url=/kill');
  await vi.waitFor(async () => expect(await figure('portal_app_restarts_total')).toBe(1), { timeout: 5_000 });
  expect((await read('/articles/good-story')).status).toBe(200);
  expect((await read('/api/health/ready')).status).toBe(200);
  await vi.waitFor(async () => expect(await figure('portal_app_up')).toBe(1), { timeout: 20_000 });
  expect(lines().map(({ msg }) => msg)).toContain(
    'The app stopped; starting it again in 250 ms. Reading goes on.',
  );
});

test('a backup is made while events come in, and has what was acknowledged before; it isn’t put back under a portal that runs', async () => {
  const before = await viewsToday();
  let id = 300;
  let isEnough = false;
  const sending = (async () => {
    while (!isEnough) await view(id++);
  })();
  while (id < 320) await wait(10);
  const file = path.join(project.settings.dataDir, '..', 'kept.tar.gz');
  const least = before + id - 1 - 300;
  expect(await newsroom('backup', file)).toMatchObject({ code: 0, err: '' });
  isEnough = true;
  await sending;
  const refused = await newsroom('recover', file, '--replace');
  expect(refused).toMatchObject({ code: 1, err: expect.stringContaining('A portal runs on') });
  const into = path.join(project.settings.dataDir, '..', 'recovered');
  expect(await newsroom('recover', file, '--into', into)).toMatchObject({ code: 0, err: '' });
  expect(viewsIn(into)).toBeGreaterThanOrEqual(least);
  expect(viewsIn(into)).toBeLessThanOrEqual(await viewsToday());
  expect(readdirSync(into).toSorted()).toEqual(['audience', 'secret']);
  expect(readdirSync(path.join(into, 'audience'))).toEqual(['audience.db']);
});

test('SIGTERM: streams end, what was acknowledged is in the store, and all within ten seconds', async () => {
  const stream = get(`${origin()}/api/newsroom/live`);
  const [answer] = (await once(stream, 'response')) as [IncomingMessage];
  answer.resume();
  const ended = once(answer, 'close');
  const before = await viewsToday();
  const sending = Array.from({ length: 200 }, (_, at) => view(10 + at).catch(() => 0));
  await Promise.race(sending);
  const began = performance.now();
  const closed = once(portal, 'close');
  portal.kill('SIGTERM');
  const acknowledged = (await Promise.all(sending)).filter((status) => status === 204).length;
  await ended;
  const [code] = (await closed) as [number];
  expect(performance.now() - began).toBeLessThan(10_000);
  expect([code, err]).toEqual([0, '']);
  expect(lines().at(-1)).toMatchObject({ msg: 'Everything is finished.' });
  expect(acknowledged).toBeGreaterThan(0);
  expect(viewsIn(project.settings.dataDir) - before).toBeGreaterThanOrEqual(acknowledged);
});
