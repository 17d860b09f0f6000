import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, chownSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';

// What the image does, without an engine for containers: the same files, the same commands, another user.

const port = 4149;
const origin = `http://localhost:${port}`;
const token = 'a-token-of-two-and-thirty-letters';
const operator = { headers: { authorization: `Bearer ${token}` } };
/** The user "nobody" of Linux, who owns nothing. Only root can become somebody else; others are nobody to a tree without write permission. */
const nobody = 65534;
const isRoot = process.getuid?.() === 0;
const root = mkdtempSync(path.join(tmpdir(), 'image-'));
const tree = path.join(root, 'paper');
const dataDir = path.join(root, 'data');
let portal: ChildProcess | undefined;
let said = '';

const environment = { ...process.env, NODE_ENV: 'production' as const, DATA_DIR: path.join(root, 'built') };
const inTree = (program: string, ...argv: string[]) =>
  execFileSync(program, argv, { cwd: tree, env: environment, stdio: ['ignore', 'ignore', 'inherit'] });

beforeAll(async () => {
  mkdirSync(tree);
  execFileSync('sh', ['-c', `git archive HEAD | tar x -C '${tree}'`]);
  inTree('npm', 'ci', '--omit=dev', '--ignore-scripts');
  inTree(process.execPath, 'cli/newsroom.js', 'press');
  execFileSync('chmod', ['-R', 'a-w', tree]);
  chmodSync(root, 0o755);
  mkdirSync(dataDir, { mode: 0o700 });
  writeFileSync(path.join(root, 'mark'), ''); // What is written later is newer.
  if (isRoot) chownSync(dataDir, nobody, nobody);
  const env = {
    ...environment,
    HOME: '/nonexistent',
    DATA_DIR: dataDir,
    PORT: String(port),
    SITE_URL: origin,
    OPERATOR_TOKEN: token,
    LOG_FORMAT: 'json',
  };
  const who = isRoot ? { uid: nobody, gid: nobody } : {};
  const started = spawn(process.execPath, ['cli/newsroom.js', 'start'], {
    cwd: tree,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
    ...who,
  });
  portal = started;
  for (const stream of [started.stdout, started.stderr])
    stream.on('data', (chunk: Buffer) => {
      said += chunk;
    });
  while (!(await fetch(`${origin}/api/health/ready`).catch(() => undefined))?.ok) {
    if (started.exitCode !== null) throw new Error(said);
    await wait(200);
  }
}, 1_800_000);
afterAll(() => {
  portal?.kill('SIGKILL');
  execFileSync('chmod', ['-R', 'u+w', tree]);
  rmSync(root, { recursive: true, force: true });
});

test('installed without what is for tests only, by a user who may write nothing but data, it serves, draws and counts', async () => {
  const deep = await fetch(`${origin}/api/health/deep`, operator);
  expect(await deep.json()).toMatchObject({
    ok: true,
    parts: { card: { ok: true }, event: { ok: true }, edition: { ok: true } },
  });
  const front = await fetch(origin);
  expect([front.status, (await front.text()).length > 10_000]).toEqual([200, true]);
  expect((await fetch(`${origin}/search?q=marked-query`)).status).toBe(200);
  expect((await fetch(`${origin}/newsroom`)).status).toBe(200);
  // What draws is reached by the portal alone.
  expect((await fetch(`${origin}/api/health/card`, operator)).status).toBe(404);
});

test('a failing page of the app and what was searched for leave nothing of a reader in its log', async () => {
  for (const address of [
    '/search?q=%FF',
    '/api/oembed?url=marked-url',
    '/api/og/story/marked/picture-00000000.jpg',
    '/api/marked-typed?marked',
  ])
    await fetch(origin + address, {
      headers: { 'user-agent': 'Marked/1', 'x-forwarded-for': '203.0.113.77' },
    });
  expect(said).not.toMatch(/marked|203\.0\.113/i);
});

test('SIGTERM ends it within ten seconds, and nothing was written into the tree', async () => {
  const began = performance.now();
  const ended = once(portal as ChildProcess, 'close');
  portal?.kill('SIGTERM');
  const [code] = (await ended) as [number];
  expect(performance.now() - began).toBeLessThan(10_000);
  expect(code, said).toBe(0);
  expect(execFileSync('find', [tree, '-newer', path.join(root, 'mark')], { encoding: 'utf8' })).toBe('');
  expect(said).not.toMatch(/EACCES|EROFS|permission denied/i);
});
