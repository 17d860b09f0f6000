import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { writeCorpus } from '#lib/corpus/corpus.ts';

let root: string;
let origin: string;
let dev: ChildProcess;
let said = '';

beforeAll(async () => {
  root = mkdtempSync(path.join(tmpdir(), 'dev-'));
  await writeCorpus({ folder: path.join(root, 'content'), count: 4, seed: 1 });
  const port = await new Promise<number>((resolve) => {
    const probe = createServer().listen(0, () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
  origin = `http://localhost:${port}`;
  dev = spawn(process.execPath, ['cli/newsroom.js', 'dev'], {
    env: {
      ...process.env,
      NODE_ENV: 'development',
      PORT: String(port),
      CONTENT_DIR: path.join(root, 'content'),
      DATA_DIR: path.join(root, 'data'),
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const hear = (chunk: Buffer) => {
    said += chunk;
  };
  dev.stdout?.on('data', hear);
  dev.stderr?.on('data', hear);
  await until(async () => (await fetch(`${origin}/api/health`)).ok);
}, 120_000);

afterAll(async () => {
  // Its end, and not that of its output, which what it has started may hold open.
  const ended = new Promise((resolve) => dev.once('exit', resolve));
  dev.kill('SIGTERM');
  if (dev.exitCode === null && dev.signalCode === null) await ended;
  rmSync(root, { recursive: true, force: true });
});

/** Waits for what is bound to happen, up to a minute. */
async function until(happened: () => Promise<boolean>): Promise<void> {
  for (let attempt = 0; attempt < 300; attempt++) {
    if (await happened().catch(() => false)) return;
    await wait(200);
  }
  throw new Error(`It did not happen within a minute. The command said:\n${said}`);
}

const page = async (address: string) => (await fetch(origin + address)).text();

test('a saved story is on the page, an error is on the page and in the terminal, and the rest goes on', async () => {
  const file = path.join(root, 'content/stories/2026/11/synthetic-story-0.mdx');
  const good = readFileSync(file, 'utf8');
  const address = '/articles/synthetic-story-0';
  expect((await fetch(origin + address)).status).toBe(200);

  writeFileSync(file, good.replace(/^headline: .*$/m, 'headline: A headline that was just saved'));
  await until(async () => (await page(address)).includes('A headline that was just saved'));

  writeFileSync(file, good.replace(/^kind: .*$/m, 'kind: novel'));
  const line = good.split('\n').findIndex((each) => each.startsWith('kind:')) + 1;
  await until(async () => (await page('/')).includes('choose one of: news'));
  const front = (await page('/')).replace(/<!-- -->/g, '');
  expect(front).toContain(`synthetic-story-0.mdx:${line}:7`);
  expect(said).toContain(`synthetic-story-0.mdx:${line}:7  kind  can’t be "novel"`);
  expect((await fetch(`${origin}/articles/synthetic-story-1`)).status).toBe(200);

  writeFileSync(file, good.replace('status: published', 'status: draft'));
  await until(async () => (await page('/')).includes('Shown here, though not public'));
  expect((await fetch(origin + address)).status).toBe(200);

  writeFileSync(file, good);
  await until(async () => !(await page('/')).includes('class="proof"'));
}, 180_000);

test('pictures are there without the newsstand', async () => {
  const picture = /\/media\/[0-9a-f]+\/\d+\.jpg/.exec(await page('/'))?.[0];
  const answer = await fetch(origin + picture);
  expect(answer.headers.get('content-type')).toBe('image/jpeg');
  expect((await answer.arrayBuffer()).byteLength).toBeGreaterThan(500);
}, 60_000);
