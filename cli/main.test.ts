import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { writeCorpus } from '#lib/corpus/corpus.ts';
import { manifestOf } from '#lib/edition/manifest.test.blank.ts';
import { goLive, liveName } from '#lib/edition/manifest.ts';
import { newsroom } from './main.test.run.ts';

// Whichever test runs a command first loads its modules.
vi.setConfig({ testTimeout: 60_000 });

const listed = await newsroom(['--help']);
const commands = [...listed.stdout.matchAll(/^ {2}(\w+) {2,}/gm)].map(([, name]) => name ?? '');

test('newsroom --help lists the commands', () => {
  expect(listed.status).toBe(0);
  expect(commands).toEqual(
    expect.arrayContaining(['start', 'dev', 'test', 'check', 'press', 'prepare', 'corpus', 'unfurl']),
  );
});

describe('in a process of its own, as in a terminal', () => {
  const inTerminal = (argv: readonly string[], env: Record<string, string> = {}) =>
    spawnSync(process.execPath, ['cli/newsroom.js', ...argv], {
      encoding: 'utf8',
      env: { ...process.env, ...env },
    });

  test('a command says how it is used, and ends well', () => {
    const { status, stdout, stderr } = inTerminal(['check', '--help']);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toContain('Usage: newsroom check');
  });

  test('a wrong setting stops it with a sentence that names the setting, and with nothing else', () => {
    const { status, stdout, stderr } = inTerminal(['check'], { CONTENT_DIR: 'there-is-no-such-folder' });
    expect(status).toBe(1);
    expect(stdout).toBe('');
    expect(stderr).toMatch(/^There is no content folder .*there-is-no-such-folder\. Set CONTENT_DIR.*\n$/);
  });
});

describe.each(commands)('newsroom %s', (name) => {
  test('says with --help how it is used, and does nothing else', async () => {
    const { status, stdout, stderr } = await newsroom([name, '--help']);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toContain(`Usage: newsroom ${name}`);
  });

  test('refuses an option it does not know, and says which', async () => {
    const { status, stderr } = await newsroom([name, '--nonsense']);
    expect(status).toBe(2);
    expect(stderr).toContain('--nonsense');
    expect(stderr).toContain(`Usage: newsroom ${name}`);
  });
});

test('a command that does not exist is named, with those that do', async () => {
  const { status, stderr } = await newsroom(['pubish']);
  expect(status).toBe(2);
  expect(stderr).toContain('There is no command "pubish"');
  expect(stderr).toContain('start');
});

test('without a command it says which there are, and has failed', async () => {
  expect(await newsroom([])).toEqual({ ...listed, status: 2 });
});

test('corpus writes nowhere but into an empty folder', async () => {
  expect(await newsroom(['corpus', '3', '--out', 'cli'])).toMatchObject({ status: 2 });
  const many = await newsroom(['corpus', 'many', '--out', 'nowhere']);
  expect(many.stderr).toContain('N is a whole number');
  expect((await newsroom(['corpus', '3'])).stderr).toContain('--out DIR');
});

test('unfurl wants one page or all of them, a file for its wall, and a portal that answers', async () => {
  const unfurl = (...argv: string[]) => newsroom(['unfurl', ...argv]);
  expect(await unfurl()).toMatchObject({
    status: 2,
    stderr: expect.stringContaining('Name one story, or --all.'),
  });
  expect(await unfurl('one', '--all')).toMatchObject({ status: 2 });
  expect((await unfurl('--all', '--html', 'wall.pdf')).stderr).toContain('must end with .html');
  expect((await unfurl('--all', '--at', 'example')).stderr).toContain('"example" is not an address');
  const nobody = await unfurl('--all', '--at', 'http://127.0.0.1:9');
  expect(nobody.status).toBe(1);
  expect(nobody.stderr).toContain('is a portal running there?');
});

test('unfurl ends with 1 if a client loses anything, and says what', async () => {
  const page = '<html><head><title>One</title></head><body></body></html>';
  const server = createServer((request, response) => {
    const isMap = request.url === '/sitemap.xml';
    response.setHeader('content-type', isMap ? 'application/xml' : 'text/html');
    // Its public address is another one: what is asked for is still this server.
    response.end(
      isMap ? '<loc>https://news.example/</loc><loc>https://news.example/articles/one</loc>' : page,
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const { status, stdout } = await newsroom(['unfurl', 'one', '--at', `http://127.0.0.1:${port}`]);
  server.close();
  expect(status).toBe(1);
  expect(stdout).toContain('✗ there is no picture');
  expect(stdout).toMatch(/1 page, 20 clients, \d+ losses/);
});

test('content with a problem stops a press before anything is built, and what is live stays live', async () => {
  const root = mkdtempSync(path.join(tmpdir(), 'press-'));
  try {
    const contentDir = path.join(root, 'content');
    await writeCorpus({ folder: contentDir, count: 2, seed: 1 });
    const file = path.join(contentDir, 'stories/2026/11/synthetic-story-0.mdx');
    writeFileSync(file, readFileSync(file, 'utf8').replace(/^kind: .*$/m, 'kind: novel'));
    const dataDir = path.join(root, 'data');
    const live = goLive(dataDir, manifestOf({}));
    for (const command of ['press', 'start']) {
      const env = { CONTENT_DIR: contentDir, DATA_DIR: dataDir };
      const { status, stdout, stderr } = await newsroom([command], { env });
      expect(status, command).toBe(1);
      expect(stderr).toContain('synthetic-story-0.mdx:6:7  kind  can’t be "novel"');
      expect(stderr).toContain('1 problem in the content. Nothing was published.');
      expect(stdout).not.toContain('Building');
      expect(liveName(dataDir)).toBe(live);
    }
  } finally {
    rmSync(root, { recursive: true });
  }
});
