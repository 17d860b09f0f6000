import { spawn } from 'node:child_process';
import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { put, storiesFolder, story } from '#lib/content/check.test.folder.ts';
import { liveName } from '#lib/edition/manifest.ts';
import {
  missingFrom,
  newProject,
  type Project,
  pageAt,
  published,
  removeProject,
} from '#lib/press/press.test.project.ts';

// Each publish is a process of its own, and the first loads Contentlayer.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 120_000 });

let project: Project;
let saves = 0;

beforeAll(async () => {
  project = newProject();
  save();
  expect(await publish()).toMatchObject({ code: 0, err: '' });
});
afterAll(() => removeProject(project));

const dataDir = () => project.settings.dataDir;

/** Saves a story with a headline that was never there before; gives that. */
function save(): string {
  const headline = `Saved for the ${++saves}. time`;
  // What is found in it takes more than the smallest file that a shell can allow, a kilobyte.
  const body = 'The sea rises. '.repeat(100);
  const text = published(story('tides', { change: { headline: `headline: ${headline}` }, body }));
  put(project.settings.contentDir, `${storiesFolder}/tides.mdx`, text);
  return headline;
}

/** Runs `newsroom publish` where no portal runs, as somebody at a terminal does. `prefix` is what the shell does first. */
async function publish(
  prefix = 'exec',
  other: Record<string, string> = {},
): Promise<{ code: number | null; out: string; err: string }> {
  const child = spawn(
    '/bin/sh',
    ['-c', `${prefix} "$@"`, 'sh', process.execPath, path.resolve('cli/newsroom.js'), 'publish'],
    {
      cwd: project.projectDir,
      env: { ...project.environment, ...other },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  const said = { out: '', err: '' };
  child.stdout.on('data', (chunk: Buffer) => (said.out += chunk));
  child.stderr.on('data', (chunk: Buffer) => (said.err += chunk));
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { code, ...said };
}

/** What is said of a publish that fails; what was live stays, whole. */
async function failure(prefix?: string): Promise<string> {
  const before = liveName(dataDir());
  const { code, err } = await publish(prefix);
  expect(code, err).toBe(1);
  expect(liveName(dataDir())).toBe(before);
  expect(missingFrom(project)).toEqual([]);
  return err;
}

async function heals(headline: string): Promise<void> {
  expect(await publish()).toMatchObject({ code: 0, err: '', out: expect.stringContaining('Live as') });
  expect(pageAt(project, '/articles/tides')).toContain(headline);
}

test('where files can’t grow any more a sentence says so; when they can, it is as if nothing had been', async () => {
  const headline = save();
  expect(await failure('ulimit -f 1; exec')).toMatch(
    /^A file under \S+\/data may not grow any more; raise what ulimit -f allows\. What was live stays\.\n$/,
  );
  await heals(headline);
});

test('where a file stands in place of a folder a sentence names it', async () => {
  const headline = save();
  const folder = path.join(dataDir(), 'content');
  renameSync(folder, `${folder}.away`);
  writeFileSync(folder, '');
  expect(await failure()).toMatch(
    /^A file is in the way of \S+\/data\/content; move it\. What was live stays\.\n$/,
  );
  rmSync(folder);
  renameSync(`${folder}.away`, folder);
  await heals(headline);
});

test('a data folder that can’t be made: a sentence, and no trace of a program', async () => {
  const inAFile = { DATA_DIR: path.join(project.settings.contentDir, 'site.yml', 'data') };
  expect(await publish('exec', inAFile)).toEqual({
    code: 1,
    out: '',
    err: `A file is in the way of ${inAFile.DATA_DIR}; move it\n`,
  });
});

test('while git is in the middle of a rebase nothing is published', async () => {
  const headline = save();
  const traces = path.join(project.settings.contentDir, '.git');
  mkdirSync(path.join(traces, 'rebase-merge'), { recursive: true });
  expect(await failure()).toBe(
    'git is in the middle of a rebase; publish when it has finished (git status says how). What was live stays.\n',
  );
  expect(pageAt(project, '/articles/tides')).not.toContain(headline);
  rmSync(traces, { recursive: true });
});

test('of two who publish at once one waits, and both end well', async () => {
  const headline = save();
  const both = await Promise.all([publish(), publish()]);
  for (const { code, err } of both) expect([code, err]).toEqual([0, '']);
  const said = both.map(({ out }) => out).sort();
  expect(said.filter((out) => out.includes('Live as'))).toHaveLength(1);
  expect(said.filter((out) => out.includes('Nothing has changed'))).toHaveLength(1);
  expect(pageAt(project, '/articles/tides')).toContain(headline);
});
