import { chmodSync, existsSync, mkdtempSync, rmSync, unlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { put, storiesFolder, story } from '#lib/content/check.test.folder.ts';
import { liveName, readManifest } from '#lib/edition/manifest.ts';
import { objectPath } from '#lib/edition/objects.ts';
import { Following } from '#lib/press/following.ts';
import {
  missingFrom,
  newProject,
  type Project,
  pageAt,
  published,
  removeProject,
} from '#lib/press/press.test.project.ts';
import { Publisher } from '#lib/press/publisher.ts';
import { targetOf } from './targets.ts';

// Loading Contentlayer takes seconds on a busy machine.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 120_000 });

let project: Project;
let publisher: Publisher;
let folders: string;
let said: string[] = [];
let saves = 0;
const report = (line: string) => void said.push(line);

beforeAll(async () => {
  project = newProject();
  folders = mkdtempSync(path.join(tmpdir(), 'copies-'));
  // One that gets every edition.
  const settings = { ...project.settings, publishTo: [path.join(folders, 'always')] };
  publisher = new Publisher({ ...project, settings, report });
  await publisher.publish();
});
beforeEach(() => {
  said = [];
});
afterAll(async () => {
  await publisher.close();
  removeProject(project);
  rmSync(folders, { recursive: true });
});

/** A portal that follows in a folder, as far as editions go. */
function follower(name: string, more: { projectDir?: string; siteUrl?: string } = {}) {
  const dataDir = path.join(folders, name);
  const { projectDir = project.projectDir, siteUrl = project.settings.siteUrl } = more;
  const settings = { ...project.settings, dataDir, siteUrl };
  const lives: string[][] = [];
  const onLive = ({ changed }: { changed: readonly string[] }) => void lives.push([...changed]);
  const following = new Following({ settings, projectDir, report, onLive });
  return { look: () => following.look(), lives, dataDir, own: { ...project, settings } };
}

/** Saves a headline that was never there before; gives it. */
function save(): string {
  const headline = `Saved for the ${++saves}. time`;
  const text = published(story('tides', { change: { headline: `headline: ${headline}` } }));
  put(project.settings.contentDir, `${storiesFolder}/tides.mdx`, text);
  return headline;
}

test('a folder that is named gets the whole edition, and whoever follows there switches by itself', async () => {
  const other = follower('other');
  const { behind } = await publisher.publish({ to: [other.dataDir] });
  expect(behind).toEqual([]);
  expect(liveName(other.dataDir)).toBeUndefined();
  other.look();
  expect(liveName(other.dataDir)).toBe(liveName(project.settings.dataDir));
  expect(missingFrom(other.own)).toEqual([]);
  expect(pageAt(other.own, '/')).toBe(pageAt(project, '/'));
});

test('every edition goes to the targets of the settings, a rollback too; whoever follows knows what changed', async () => {
  const other = follower('always');
  other.look();
  const headline = save();
  await publisher.publish();
  other.look();
  expect(pageAt(other.own, '/')).toContain(headline);
  expect(missingFrom(other.own)).toEqual([]);
  expect(other.lives.at(-1)).toContain('/articles/tides');
  await publisher.rollback();
  other.look();
  expect(pageAt(other.own, '/')).not.toContain(headline);
  expect(liveName(other.dataDir)).toBe(liveName(project.settings.dataDir));
});

test('a target that can’t be written holds nobody up, is told of, and keeps what it has', async () => {
  const [good, bad] = [follower('good'), follower('bad')];
  writeFileSync(bad.dataDir, 'a file in the way');
  const { behind } = await publisher.publish({ to: [bad.dataDir, good.dataDir] });
  expect(behind).toEqual([bad.dataDir]);
  expect(said.join('\n')).toContain(`The edition could not be taken to ${bad.dataDir}`);
  good.look();
  expect(liveName(good.dataDir)).toBe(liveName(project.settings.dataDir));
});

describe('a portal that follows', () => {
  test('serves no edition that isn’t whole, and takes it when it is', async () => {
    const other = follower('broken');
    await publisher.publish({ to: [other.dataDir] });
    const name = liveName(project.settings.dataDir) ?? '';
    const [shard = ''] = readManifest(other.dataDir, name).shards;
    unlinkSync(objectPath(other.dataDir, shard));
    other.look();
    expect(liveName(other.dataDir)).toBeUndefined();
    expect(said.join('\n')).toContain('isn’t here whole');
    await publisher.publish({ to: [other.dataDir] });
    other.look();
    expect(liveName(other.dataDir)).toBe(name);
  });

  test('serves no edition of another version of the portal: it says so once', async () => {
    const projectDir = path.join(folders, 'older');
    put(projectDir, 'lib/old.ts', 'export {};\n');
    const other = follower('of-older', { projectDir });
    await publisher.publish({ to: [other.dataDir] });
    said = [];
    other.look();
    other.look();
    expect(liveName(other.dataDir)).toBeUndefined();
    expect(said).toEqual([expect.stringContaining('another version of the portal')]);
  });

  test('serves no edition of another address', async () => {
    const other = follower('elsewhere', { siteUrl: 'http://localhost:81' });
    await publisher.publish({ to: [other.dataDir] });
    other.look();
    expect(liveName(other.dataDir)).toBeUndefined();
    expect(said.join('\n')).toContain('SITE_URL is http://localhost:81');
  });
});

test('a rehearsal counts what would be copied, and copies nothing', async () => {
  const folder = path.join(folders, 'rehearsed');
  const name = liveName(project.settings.dataDir) ?? '';
  const target = targetOf(folder, project.settings);
  const { files, bytes } = await target.rehearse(name);
  expect(files).toBeGreaterThan(10);
  expect(bytes).toBeGreaterThan(1_000);
  expect(existsSync(folder)).toBe(false);
  await target.bring(name);
  expect(await target.rehearse(name)).toEqual({ files: 0, bytes: 0 });
});

test('the folder that is published from is no target', () => {
  const { dataDir } = project.settings;
  expect(() => targetOf(dataDir, project.settings)).toThrow('published from');
});

test('rsync takes it to another machine in the same order', async ({ skip }) => {
  // In place of a connection: runs here what rsync would run there.
  const shell = path.join(folders, 'here.sh');
  writeFileSync(shell, '#!/bin/sh\nshift\nexec "$@"\n');
  chmodSync(shell, 0o755);
  process.env.RSYNC_RSH = shell;
  onTestFinished(() => void delete process.env.RSYNC_RSH);
  const other = follower('there');
  const target = `there:${other.dataDir}`;
  await publisher.publish({ to: [target] });
  if (said.some((line) => line.includes('rsync is not installed'))) skip();
  other.look();
  const headline = save();
  const { behind, name } = await publisher.publish({ to: [target] });
  expect(behind).toEqual([]);
  other.look();
  expect(pageAt(other.own, '/')).toContain(headline);
  expect(missingFrom(other.own)).toEqual([]);
  expect((await targetOf(target, project.settings).rehearse(name)).files).toBe(0);
});
