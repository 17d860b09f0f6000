import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { put, storiesFolder, story } from '#lib/content/check.test.folder.ts';
import { liveName } from '#lib/edition/manifest.ts';
import {
  falls,
  missingFrom,
  newProject,
  type Project,
  pageAt,
  published,
  removeProject,
} from '#lib/press/press.test.project.ts';

// Everything here is a process of its own, and Contentlayer is loaded by most of them.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 120_000 });

let project: Project;
beforeAll(() => {
  project = newProject();
});
afterAll(() => removeProject(project));

const command = path.resolve('cli/newsroom.js');
let saves = 0;

/** Saves a story with a headline that was never there before; gives that. */
function save(): string {
  const headline = `Saved for the ${++saves}. time`;
  // What is found in it takes more than the smallest file that a shell can allow, a kilobyte.
  const body = 'The sea rises. '.repeat(100);
  const text = published(story('tides', { change: { headline: `headline: ${headline}` }, body }));
  put(project.settings.contentDir, `${storiesFolder}/tides.mdx`, text);
  return headline;
}

type Run = Readonly<{
  environment?: Record<string, string> /** What the shell does first. */;
  prefix?: string;
}>;

function newsroom(name: string, { environment = {}, prefix = 'exec' }: Run = {}) {
  return spawn('/bin/sh', ['-c', `${prefix} "$@"`, 'sh', process.execPath, command, name], {
    cwd: project.projectDir,
    env: { ...project.environment, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

/** Runs `newsroom publish`, as somebody at a terminal does. */
async function publish(run?: Run): Promise<{ code: number; out: string; err: string }> {
  const child = newsroom('publish', run);
  const said = { out: '', err: '' };
  child.stdout.on('data', (chunk: Buffer) => (said.out += chunk));
  child.stderr.on('data', (chunk: Buffer) => (said.err += chunk));
  const [code] = (await once(child, 'close')) as [number];
  return { code, ...said };
}

/** Two at once: both end well, one has published what is saved. */
async function bothPublish(run?: Run): Promise<void> {
  const both = await Promise.all([publish(run), publish(run)]);
  for (const { code, err } of both) expect([code, err]).toEqual([0, '']);
  expect(both.filter(({ out }) => out.includes('Live as'))).toHaveLength(1);
  expect(both.filter(({ out }) => out.includes('Nothing has changed'))).toHaveLength(1);
}

describe('where a portal runs', () => {
  let portal: ChildProcess;
  let said: string;
  const run = { environment: { PORT: '', LOG_FORMAT: 'text' } };

  /** Resolves when it answers. */
  async function start(prefix?: string): Promise<void> {
    said = '';
    const started = newsroom('start', { ...run, prefix });
    for (const stream of [started.stdout, started.stderr])
      stream.on('data', (chunk: Buffer) => {
        said += chunk;
      });
    portal = started;
    await vi.waitFor(async () => expect((await read('/')).status, said).toBe(200), { timeout: 60_000 });
  }
  async function stop(): Promise<void> {
    const ended = once(portal, 'close');
    portal.kill('SIGTERM');
    await ended;
  }
  async function read(address: string): Promise<{ status: number; text: string }> {
    const answer = await fetch(`http://127.0.0.1:${run.environment.PORT}${address}`);
    return { status: answer.status, text: await answer.text() };
  }

  beforeAll(async () => {
    run.environment.PORT = String(await freePort());
    save();
    await start();
  });
  afterAll(stop);

  test('of two who publish at once one waits, and both end well', async () => {
    const headline = save();
    await bothPublish(run);
    expect((await read('/articles/tides')).text).toContain(headline);
  });

  test('an app that is killed in the middle is replaced by another, and the publish ends well', async () => {
    const headline = save();
    falls(project, 'rendering', 1);
    const { code, out, err } = await publish(run);
    expect([code, err]).toEqual([0, '']);
    expect(out).toContain('The app that renders fell over; another is started.');
    expect((await read('/articles/tides')).text).toContain(headline);
  });

  test('started again where files can’t grow it serves what was live, and says why it publishes nothing', async () => {
    const before = (await read('/')).text;
    save();
    await stop();
    await start('ulimit -f 1; exec');
    const { code, out, err } = await publish(run);
    expect([code, out]).toEqual([1, '']);
    expect(err).toMatch(
      /^A file under \S+\/data may not grow any more; raise what ulimit -f allows\. What was live stays\.\n$/,
    );
    expect(said).toContain(err);
    expect((await read('/')).text).toBe(before);
  });
});

describe('where none runs', () => {
  /** What is said of a publish that fails; what was live stays, whole. */
  async function failure(): Promise<string> {
    const before = liveName(project.settings.dataDir);
    const { code, err } = await publish();
    expect(code, err).toBe(1);
    expect(liveName(project.settings.dataDir)).toBe(before);
    expect(missingFrom(project)).toEqual([]);
    return err;
  }

  test('of two who publish at once one waits, and both end well', async () => {
    const headline = save();
    await bothPublish();
    expect(pageAt(project, '/articles/tides')).toContain(headline);
  });

  test('where a file stands in place of a folder a sentence names it; when it has gone, all is well', async () => {
    const headline = save();
    const folder = path.join(project.settings.dataDir, 'content');
    renameSync(folder, `${folder}.away`);
    writeFileSync(folder, '');
    expect(await failure()).toBe(`A file is in the way of ${folder}; move it. What was live stays.\n`);
    rmSync(folder);
    renameSync(`${folder}.away`, folder);
    expect(await publish()).toMatchObject({ code: 0, err: '' });
    expect(pageAt(project, '/articles/tides')).toContain(headline);
  });

  test('a data folder that can’t be made: a sentence, and no trace of a program', async () => {
    const DATA_DIR = path.join(project.settings.contentDir, 'site.yml', 'data');
    const err = `A file is in the way of ${DATA_DIR}; move it\n`;
    expect(await publish({ environment: { DATA_DIR } })).toEqual({ code: 1, out: '', err });
  });

  test('while git is in the middle of a rebase nothing is published', async () => {
    save();
    const git = path.join(project.settings.contentDir, '.git');
    mkdirSync(path.join(git, 'rebase-merge'), { recursive: true });
    expect(await failure()).toBe(
      'git is in the middle of a rebase; publish when it has finished (git status says how). What was live stays.\n',
    );
    rmSync(git, { recursive: true });
  });
});

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
}
