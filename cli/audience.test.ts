import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Audience } from '#lib/audience/audience.ts';
import { Counter } from '#lib/audience/counter.ts';
import { askedOf, send } from '#lib/audience/http.ts';
import { choose } from '#lib/edition/choose.ts';
import { contentOf, noon, story } from '#lib/edition/edition.test.stories.ts';
import { keepContent } from '#lib/edition/keep.ts';
import { goLive } from '#lib/edition/manifest.ts';
import { openContent } from '#lib/edition/open.ts';
import { readSettings } from '#lib/settings/settings.ts';

let dataDir: string;
let content: string;

beforeAll(async () => {
  dataDir = mkdtempSync(path.join(tmpdir(), 'audience-command-'));
  const site = { audience: { mode: 'daily', keepDays: 30 } } as const;
  content = keepContent(dataDir, choose(contentOf([story('tides'), story('moons')], site), noon));
  goLive(dataDir, {
    code: 'code',
    content,
    siteUrl: 'http://localhost',
    replacements: {},
    at: 0,
    sources: '',
    shards: [],
  });
  const counter = new Counter({
    projectDir: process.cwd(),
    folder: path.join(dataDir, 'audience'),
    timeZone: 'Asia/Shanghai',
    mode: 'daily',
    keepDays: 30,
    report: () => {},
  });
  const page = { key: 'story:id-tides', address: '/articles/tides', title: 'Headline of tides' };
  for (let id = 1; id <= 12; id++)
    await counter.record({
      kind: 'view',
      id,
      at: Math.floor(Date.now() / 1000),
      page,
      source: id % 3 === 0 ? 'social:Mastodon' : 'search:Baidu',
      device: 'phone',
      reader: `reader ${id}`,
    });
  await counter.stop();
});
afterAll(() => rmSync(dataDir, { recursive: true }));

type Result = Readonly<{ code: number | null; out: string; error: string }>;

/** Runs the command as in a terminal; port 1 is nobody's. */
function newsroom(argv: readonly string[], more: Record<string, string> = {}, input = ''): Promise<Result> {
  const env = { ...process.env, DATA_DIR: dataDir, PORT: '1', ...more };
  const child = spawn(process.execPath, ['cli/newsroom.js', ...argv], { env });
  let [out, error] = ['', ''];
  child.stdout.on('data', (chunk: Buffer) => (out += chunk));
  child.stderr.on('data', (chunk: Buffer) => (error += chunk));
  child.stdin.end(input);
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, out, error })));
}

describe('while no portal runs, the store itself is asked', () => {
  test('for a story', async () => {
    const { code, out } = await newsroom(['audience', 'tides']);
    expect(out).toContain('Headline of tides\n');
    expect(out).toMatch(/^Today +12 +– +1[123] +0 s +0 % +0 %$/m);
    expect(out).toMatch(/^ +8 {2}Baidu\n +4 {2}Mastodon$/m);
    expect(code).toBe(0);
  });

  test('for the site, as JSON', async () => {
    const { out } = await newsroom(['audience', '--json']);
    const told = JSON.parse(out) as { spans: { name: string; report: { figures: { views: number } } }[] };
    expect(told.spans.map(({ name, report }) => [name, report.figures.views])).toEqual([
      ['Today', 12],
      ['7 days', 12],
      ['30 days', 12],
    ]);
  });

  test('to make the sums again', async () => {
    expect((await newsroom(['audience', 'rebuild'])).out).toBe(
      'The sums of 12 page views were made again.\n',
    );
  });
});

test('the portal that runs is asked, whoever may sign in there; another one’s secret is refused', async () => {
  const { out: line } = await newsroom(['user', 'amy'], {}, 'a password of hers\n');
  const more = { NEWSROOM_USERS: line.trim(), PORTAL_SECRET: 'a-secret-of-thirty-two-characters' };
  const edition = openContent(dataDir, content);
  const settings = readSettings({ DATA_DIR: dataDir, ...more });
  const audience = new Audience({
    settings,
    projectDir: process.cwd(),
    edition: () => edition,
    report: () => {},
  });
  const server: Server = createServer((request, response) => {
    const path = (request.url ?? '/').split('?')[0] ?? '/';
    void audience.answer(askedOf(request, response, path)).then((answer) => send(response, answer));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const PORT = String((server.address() as AddressInfo).port);
  try {
    expect((await newsroom(['audience', 'tides'], { ...more, PORT })).out).toMatch(/^Today +12/m);
    expect((await newsroom(['audience', 'rebuild'], { ...more, PORT })).out).toContain('12 page views');
    const other = { ...more, PORT, PORTAL_SECRET: 'another-secret-of-thirty-two-chars' };
    const { code, error } = await newsroom(['audience', 'tides'], other);
    expect([code, error]).toEqual([
      1,
      expect.stringContaining('Run it with the portal’s settings'.replace('’', "'")),
    ]);
  } finally {
    server.closeAllConnections();
    server.close();
    await audience.stop();
  }
});

test('wrong input gets a sentence that helps', async () => {
  expect(await newsroom(['audience', 'tide'])).toMatchObject({
    code: 1,
    error: 'There is no story "tide". Did you mean tides?\n',
  });
  expect((await newsroom(['audience', 'tides', 'moons'])).code).toBe(2);
  expect((await newsroom(['audience'], { DATA_DIR: path.join(dataDir, 'nowhere') })).error).toContain(
    'Run: npm start',
  );
  expect((await newsroom(['user'])).code).toBe(2);
  expect((await newsroom(['user', 'amy'], {}, 'short\n')).error).toContain('at least 10 characters');
  expect((await newsroom(['user', 'Amy B'], {}, 'long enough to do\n')).error).toContain(
    'is no name for a user',
  );
});
