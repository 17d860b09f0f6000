import { mkdirSync, mkdtempSync, realpathSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { follow } from './follow.ts';

let contentDir: string;
let said: string[];
let calls: number;
let touched: ReadonlySet<string> | undefined;
let working: Promise<void>;
let end: () => Promise<void>;

beforeEach(async () => {
  contentDir = path.join(realpathSync(mkdtempSync(path.join(tmpdir(), 'follow-'))), 'content');
  mkdirSync(path.join(contentDir, 'stories'), { recursive: true });
  said = [];
  calls = 0;
  working = Promise.resolve();
  const saved = (files: ReadonlySet<string> | undefined) => {
    calls++;
    touched = files;
    return working;
  };
  end = await follow({ contentDir, saved, report: (line) => void said.push(line) });
});
afterEach(async () => {
  await end();
  rmSync(path.dirname(contentDir), { recursive: true });
});

const save = (name: string, text = 'text') => writeFileSync(path.join(contentDir, name), text);
const called = (times: number) => vi.waitFor(() => expect(calls).toBe(times), { timeout: 5_000 });
/** Longer than it waits for more. */
const settled = () => wait(300);

test('many files saved at once are one call; a new folder, a rename and a deletion are noticed', async () => {
  for (let n = 0; n < 50; n++) save(`stories/${n}.mdx`);
  await called(1);
  await settled();
  expect(calls).toBe(1);
  mkdirSync(path.join(contentDir, 'stories/2026/12'), { recursive: true });
  save('stories/2026/12/new.mdx');
  await vi.waitFor(() => expect(calls).toBeGreaterThan(1), { timeout: 5_000 });
  await settled();
  const before = calls;
  renameSync(path.join(contentDir, 'stories/1.mdx'), path.join(contentDir, 'stories/one.mdx'));
  await called(before + 1);
  rmSync(path.join(contentDir, 'stories/one.mdx'));
  await called(before + 2);
  expect(touched).toBeUndefined();
});

test('files that are written anew are named, unless more has happened', async () => {
  for (const name of ['one', 'two']) save(`stories/${name}.mdx`);
  await called(1);
  expect(touched).toBeUndefined();
  await settled();
  save('stories/one.mdx', 'other');
  await called(2);
  expect(touched).toEqual(new Set(['stories/one.mdx']));
  save('stories/two.mdx', 'other');
  save('stories/three.mdx');
  await called(3);
  expect(touched).toBeUndefined();
});

test('what an editor keeps for itself is none of ours', async () => {
  save('stories/.1.mdx.swp');
  await settled();
  expect(calls).toBe(0);
});

test('what is saved during a call is told after it, once', async () => {
  let finish = () => {};
  working = new Promise((resolve) => {
    finish = resolve;
  });
  save('a.mdx');
  await called(1);
  save('b.mdx');
  save('c.mdx');
  await settled();
  expect(calls).toBe(1);
  finish();
  await called(2);
  await settled();
  expect(calls).toBe(2);
});

test('while git is at work nothing is told; when it has finished all of it is', async () => {
  const lock = path.join(path.dirname(contentDir), '.git', 'index.lock');
  mkdirSync(path.dirname(lock));
  writeFileSync(lock, '');
  save('a.mdx');
  await vi.waitFor(() => expect(said).toHaveLength(1), { timeout: 5_000 });
  expect(said[0]).toBe('git is writing: what it saves is published when it has finished.');
  await settled();
  expect(calls).toBe(0);
  rmSync(lock);
  await called(1);
  expect(said).toHaveLength(1);
});

test('a call that fails is told of, and the next one is made', async () => {
  working = Promise.reject(new Error('the disk is full'));
  working.catch(() => {});
  save('a.mdx');
  await vi.waitFor(() => expect(said).toEqual(['the disk is full']), { timeout: 5_000 });
  working = Promise.resolve();
  save('a.mdx', 'more');
  await called(2);
});
