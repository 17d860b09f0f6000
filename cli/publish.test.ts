import { spawn } from 'node:child_process';
import { renameSync, rmSync, writeFileSync } from 'node:fs';
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
  const text = published(story('tides', { change: { headline: `headline: ${headline}` } }));
  put(project.settings.contentDir, `${storiesFolder}/tides.mdx`, text);
  return headline;
}

/** Runs `newsroom publish` where no portal runs, as somebody at a terminal does. `prefix` is what the shell does first. */
async function publish(prefix = 'exec'): Promise<{ code: number | null; out: string; err: string }> {
  const child = spawn(
    '/bin/sh',
    ['-c', `${prefix} "$@"`, 'sh', process.execPath, path.resolve('cli/newsroom.js'), 'publish'],
    {
      cwd: project.projectDir,
      env: project.environment,
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

test('where no file can grow, a sentence says so; when they can, the publish is as if nothing had been', async () => {
  const headline = save();
  console.log(await failure('ulimit -f 0; exec'));
  console.log(await failure('ulimit -f 1; exec'));
  await heals(headline);
});

test('where a file stands in place of a folder, a sentence names it', async () => {
  const headline = save();
  const folder = path.join(dataDir(), 'content');
  renameSync(folder, `${folder}.away`);
  writeFileSync(folder, '');
  console.log(await failure());
  rmSync(folder);
  renameSync(`${folder}.away`, folder);
  await heals(headline);
});

test('of two who publish at once one waits, and both end well', async () => {
  const headline = save();
  const both = await Promise.all([publish(), publish()]);
  expect(both.map(({ code, err }) => [code, err])).toEqual([
    [0, ''],
    [0, ''],
  ]);
  console.log(both);
  expect(both.filter(({ out }) => out.includes('Live as'))).toHaveLength(1);
  expect(both.filter(({ out }) => out.includes('Nothing has changed'))).toHaveLength(1);
  expect(pageAt(project, '/articles/tides')).toContain(headline);
});
