import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readSettings } from '#lib/settings/settings.ts';
import { checkNeeds, unmetIn } from './needs.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'needs-'));
  mkdirSync(path.join(folder, 'content'));
  writeFileSync(path.join(folder, 'content', 'site.yml'), '');
});
afterEach(() => rmSync(folder, { recursive: true }));

const settings = (more: Record<string, string> = {}) =>
  readSettings({ CONTENT_DIR: path.join(folder, 'content'), DATA_DIR: path.join(folder, 'data'), ...more });

test('on this machine content is enough', () => {
  expect(unmetIn(settings())).toEqual([]);
});

test('everything that is missing is said at once, each with what to do', () => {
  writeFileSync(path.join(folder, 'file'), '');
  const all = {
    SITE_URL: 'https://news.example',
    CONTENT_DIR: path.join(folder, 'nowhere'),
    DATA_DIR: path.join(folder, 'file', 'data'),
    NEWSROOM_USERS: 'amy:broken',
  };
  expect(() => checkNeeds(settings(all))).toThrow(
    /site\.yml in \S+nowhere.*CONTENT_DIR[\s\S]*in the way of \S+file[\s\S]*PORTAL_SECRET=\$\(openssl rand -hex 32\)[\s\S]*"amy:…" is no user; make one with: npx newsroom user/,
  );
});
