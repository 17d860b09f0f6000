import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Audience } from '#lib/audience/audience.ts';
import { Counter } from '#lib/audience/counter.ts';
import { choose } from '#lib/edition/choose.ts';
import { contentOf, noon, story } from '#lib/edition/edition.test.stories.ts';
import { keepContent } from '#lib/edition/keep.ts';
import { manifestOf } from '#lib/edition/manifest.test.blank.ts';
import { goLive } from '#lib/edition/manifest.ts';
import { openContent } from '#lib/edition/open.ts';
import { askedOf, send } from '#lib/http/asked.ts';
import { readSettings } from '#lib/settings/settings.ts';
import { newsroom } from './main.test.run.ts';

let dataDir: string;
let content: string;

beforeAll(async () => {
  dataDir = mkdtempSync(path.join(tmpdir(), 'audience-command-'));
  const site = { audience: { mode: 'daily', keepDays: 30 } } as const;
  content = keepContent(dataDir, choose(contentOf([story('tides'), story('moons')], site), noon));
  goLive(dataDir, manifestOf({ content }));
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

/** Port 1 is nobody's. */
const circumstances = (more: Record<string, string> = {}) => ({ DATA_DIR: dataDir, PORT: '1', ...more });
const told = (argv: readonly string[], more?: Record<string, string>, input?: string) =>
  newsroom(argv, { env: circumstances(more), input });

/** Runs the command in a process of its own, as in a terminal. */
function inTerminal(argv: readonly string[], input = '') {
  const env = { ...process.env, ...circumstances() };
  return spawnSync(process.execPath, ['cli/newsroom.js', ...argv], { env, input, encoding: 'utf8' });
}

describe('while no portal runs, the store itself is asked', () => {
  test('for a story', () => {
    const { status, stdout } = inTerminal(['audience', 'tides']);
    expect(stdout).toContain('Headline of tides\n');
    expect(stdout).toMatch(/^Today +12 +– +1[123] +0 s +0 % +0 %$/m);
    expect(stdout).toMatch(/^ +8 {2}Baidu\n +4 {2}Mastodon$/m);
    expect(status).toBe(0);
  });

  test('for the site, as JSON', async () => {
    const { stdout } = await told(['audience', '--json']);
    const figures = JSON.parse(stdout) as {
      spans: { name: string; report: { figures: { views: number } } }[];
    };
    expect(figures.spans.map(({ name, report }) => [name, report.figures.views])).toEqual([
      ['Today', 12],
      ['7 days', 12],
      ['30 days', 12],
    ]);
  });

  test('to make the sums again', async () => {
    expect((await told(['audience', 'rebuild'])).stdout).toBe('The sums of 12 page views were made again.\n');
  });
});

test('the portal that runs is asked, whoever may sign in there; another one’s secret is refused', async () => {
  const { stdout: line } = inTerminal(['user', 'amy'], 'a password of hers\n');
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
    expect((await told(['audience', 'tides'], { ...more, PORT })).stdout).toMatch(/^Today +12/m);
    expect((await told(['audience', 'rebuild'], { ...more, PORT })).stdout).toContain('12 page views');
    const away = ['audience', 'promote', '--to', 'postgres://portal:not-to-be-said@127.0.0.1:1/portal'];
    const promoted = await told(away, { ...more, PORT });
    expect(promoted.stderr).toContain("PostgreSQL (DATABASE_URL) can't be reached");
    expect(promoted.stderr).not.toContain('not-to-be-said');
    expect(promoted.status).toBe(1);
    const other = { ...more, PORT, PORTAL_SECRET: 'another-secret-of-thirty-two-chars' };
    const { status, stderr } = await told(['audience', 'tides'], other);
    expect([status, stderr]).toEqual([
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
  expect(await told(['audience', 'tide'])).toMatchObject({
    status: 1,
    stderr: 'There is no story "tide". Did you mean tides?\n',
  });
  expect((await told(['audience', 'tides', 'moons'])).status).toBe(2);
  expect((await told(['audience'], { DATA_DIR: path.join(dataDir, 'nowhere') })).stderr).toContain(
    'Run: npm start',
  );
  expect((await told(['user'])).status).toBe(2);
  expect((await told(['user', 'amy'], {}, 'short\n')).stderr).toContain('at least 10 characters');
  expect((await told(['user', 'Amy B'], {}, 'long enough to do\n')).stderr).toContain(
    'is no name for a user',
  );
});

test('a promotion needs the address of a PostgreSQL, and nothing else takes one', async () => {
  for (const argv of [
    ['promote'],
    ['promote', '--to', 'sqlite:///x'],
    ['--to', 'postgres://db/x'],
    ['--rehearse'],
  ])
    expect((await told(['audience', ...argv])).status).toBe(2);
});
