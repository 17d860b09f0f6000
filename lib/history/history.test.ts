import { execFileSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { linesOf, Repository } from './history.test.repository.ts';

let paper: Repository;
beforeEach(() => {
  paper = new Repository();
});
afterEach(() => paper.remove());

const now = '2026-11-24T12:00:00Z';

describe('what readers find of a story’s versions', () => {
  test('each that they saw, with its instant, its reason and its words; nobody’s name, no message', async () => {
    paper.save({ body: 'Five dogs bark.' });
    paper.commit('2026-11-20T09:00:30Z');
    paper.save({
      body: 'Six dogs bark.',
      corrections: '[{ at: 2026-11-21T08:00:00Z, wrong: five, right: six }]',
    });
    paper.commit('2026-11-21T08:00:00Z');
    const updated = { updatedAt: '2026-11-22T08:00:00Z', updateNote: 'The cats.' };
    paper.save({
      body: 'Six dogs bark.\n\nNo cat does.',
      corrections: '[{ at: 2026-11-21T08:00:00Z, wrong: five, right: six }]',
      ...updated,
    });
    paper.commit('2026-11-22T08:00:00Z');
    expect(linesOf(await paper.history(now))).toEqual([
      '2026-11-22T08:00Z | The cats. | +No cat does.+',
      '2026-11-21T08:00Z | six | -Five-+Six+ dogs bark.',
      '2026-11-20T09:00Z | first',
    ]);
    expect(paper.keptText()).not.toMatch(/Nobody Known|localhost|secret words/);
  });

  test('a story that never changed has no earlier version, and no link to any', async () => {
    paper.save({});
    paper.commit('2026-11-20T09:00:00Z');
    const edition = await paper.publish(now);
    expect(edition.summary('a-story')?.history).toBeUndefined();
    expect(linesOf(await paper.history(now))).toEqual(['2026-11-20T09:00Z | first']);
  });

  test('topics, spaces, quotes and other form make no version', async () => {
    paper.save({ body: 'It\'s "so" -- *really*.' });
    paper.commit('2026-11-20T09:00:00Z');
    paper.save({ body: 'It’s  “so” – _really_.\n', topics: '[]' });
    paper.commit('2026-11-21T09:00:00Z');
    expect(linesOf(await paper.history(now))).toEqual(['2026-11-20T09:00Z | first']);
  });

  test('what is saved and not committed is the present version', async () => {
    paper.save({ body: 'One.' });
    paper.commit('2026-11-20T09:00:00Z');
    paper.save({ body: 'Two.', updatedAt: '2026-11-23T10:00:00Z' });
    expect(linesOf(await paper.history(now))).toEqual([
      '2026-11-23T10:00Z | -One-+Two+.',
      '2026-11-20T09:00Z | first',
    ]);
    paper.save({ body: 'Three.' });
    expect(linesOf(await paper.history(now))).toEqual(['now | -One-+Three+.', '2026-11-20T09:00Z | first']);
    paper.commit('2026-11-24T10:00:00Z');
    expect(linesOf(await paper.history(now))?.[0]).toBe('2026-11-24T10:00Z | -One-+Three+.');
  });

  test('a renamed story keeps its versions, from wherever its file lay', async () => {
    paper.save({ body: 'One.' }, 'old-name');
    paper.commit('2026-11-20T09:00:00Z');
    paper.rename('old-name', 'a-story');
    paper.commit('2026-11-21T09:00:00Z');
    paper.save({ body: 'Two.', formerly: '[old-name]' });
    paper.commit('2026-11-22T09:00:00Z');
    expect(linesOf(await paper.history(now))).toEqual([
      '2026-11-22T09:00Z | -One-+Two+.',
      '2026-11-20T09:00Z | first',
    ]);
    // Another story in the old place has nothing of it.
    paper.save({ id: 'another', body: 'Quite another.' }, 'old-name');
    paper.save({ body: 'Two.' });
    paper.commit('2026-11-23T09:00:00Z');
    expect(linesOf(await paper.history(now, 'old-name'))).toEqual(['2026-11-20T09:00Z | first']);
    expect(linesOf(await paper.history(now))).toHaveLength(2);
  });

  test('what a merge brings is one version, of the instant of the merge', async () => {
    paper.save({ body: 'One.' });
    paper.commit('2026-11-20T09:00:00Z');
    paper.git('checkout', '-q', '-b', 'edits');
    paper.save({ body: 'Nearly.' });
    paper.commit('2026-11-21T09:00:00Z');
    paper.save({ body: 'Two.' });
    paper.commit('2026-11-21T10:00:00Z');
    paper.git('checkout', '-q', 'main');
    paper.commit('2026-11-21T11:00:00Z');
    paper.merge('2026-11-22T09:00:00Z', 'edits');
    expect(linesOf(await paper.history(now))).toEqual([
      '2026-11-22T09:00Z | -One-+Two+.',
      '2026-11-20T09:00Z | first',
    ]);
    expect(paper.keptText()).not.toContain('Nearly');
  });

  test('commits of the same minute went out together: nobody saw those between', async () => {
    paper.save({ body: 'One.' });
    paper.commit('2026-11-20T09:00:00Z');
    paper.save({ body: 'Between.' });
    paper.commit('2026-11-21T09:00:00Z');
    paper.save({ body: 'Two.' });
    paper.commit('2026-11-21T09:00:20Z');
    expect(linesOf(await paper.history(now))).toEqual([
      '2026-11-21T09:00:20.000Z | -One-+Two+.',
      '2026-11-20T09:00Z | first',
    ]);
    expect(paper.keptText()).not.toContain('Between');
  });

  test('Chinese is compared by words', async () => {
    paper.save({ body: '北京今天下雨。', lang: 'zh-Hans' });
    paper.commit('2026-11-20T09:00:00Z');
    paper.save({ body: '北京明天下雨。', lang: 'zh-Hans' });
    paper.commit('2026-11-21T09:00:00Z');
    expect(linesOf(await paper.history(now))?.[0]).toBe('2026-11-21T09:00Z | 北京-今天-+明天+下雨。');
  });
});

describe('what readers never find', () => {
  test('drafts: a story begins with what was first published', async () => {
    paper.save({ status: 'draft', body: 'Zzyzx, a guess.' });
    paper.commit('2026-11-19T09:00:00Z');
    paper.save({ body: 'One.' });
    paper.commit('2026-11-20T10:00:00Z');
    paper.save({ status: 'draft', body: 'Zzyzx again.' });
    paper.commit('2026-11-21T10:00:00Z');
    paper.save({ body: 'Two.' });
    paper.commit('2026-11-22T10:00:00Z');
    expect(linesOf(await paper.history(now))).toEqual([
      '2026-11-22T10:00Z | -One-+Two+.',
      '2026-11-20T09:00Z | first',
    ]);
    expect(paper.keptText()).not.toContain('Zzyzx');
  });

  test('what was other before it was due, by its time or its embargo', async () => {
    for (const times of [{ publishedAt: '2026-11-22T09:00:00Z' }, { embargoUntil: '2026-11-22T09:00:00Z' }]) {
      paper.save({ body: 'Zzyzx, a guess.', ...times });
      paper.commit('2026-11-20T09:00:00Z');
      paper.save({ body: 'One.', ...times });
      paper.commit('2026-11-21T09:00:00Z');
      paper.save({ body: 'Two.', ...times });
      paper.commit('2026-11-23T09:00:00Z');
      expect(linesOf(await paper.history(now))).toEqual([
        '2026-11-23T09:00Z | -One-+Two+.',
        '2026-11-22T09:00Z | first',
      ]);
      expect(paper.keptText()).not.toContain('Zzyzx');
      paper.remove();
      paper = new Repository();
    }
  });

  test('anything of a story that was withdrawn, is a draft, has expired or isn’t due', async () => {
    const hidden = [
      { status: 'withdrawn', withdrawnReason: 'Wrong.' },
      { status: 'draft' },
      { expiresAt: '2026-11-24T11:00:00Z' },
      { embargoUntil: '2026-11-25T00:00:00Z' },
    ];
    paper.save({ body: 'Zzyzx was public.' });
    paper.commit('2026-11-20T09:00:00Z');
    for (const fields of hidden) {
      paper.save({ body: 'Two.', ...fields });
      paper.commit('2026-11-21T09:00:00Z');
      expect(await paper.history(now), JSON.stringify(fields)).toBeUndefined();
      expect(paper.keptText()).not.toContain('Zzyzx');
    }
  });

  test('what was committed after a story that stays as it is live', async () => {
    const two = { body: 'Two.', updatedAt: '2026-11-21T09:00:00Z' };
    paper.save({ body: 'One.' });
    paper.commit('2026-11-20T09:00:00Z');
    paper.save(two);
    paper.commit('2026-11-21T09:00:00Z');
    paper.save({ ...two, body: 'Zzyzx, not published.' });
    paper.commit('2026-11-22T09:00:00Z');
    paper.save(two);
    const held = { isHeld: () => true, of: () => undefined as string | undefined };
    expect(linesOf(await paper.history(now, 'a-story', held))).toEqual([
      '2026-11-21T09:00Z | -One-+Two+.',
      '2026-11-20T09:00Z | first',
    ]);
    expect(paper.keptText()).not.toContain('Zzyzx');
    // As it is live, whatever git knows by now.
    paper.save({ ...two, body: 'Three.' });
    const edition = await paper.publish(now, { ...held, of: () => 'its-history' });
    expect(edition.summary('a-story')?.history).toBe('its-history');
  });

  test('the time in which a story was withdrawn, when it is back', async () => {
    paper.save({ body: 'One.' });
    paper.commit('2026-11-20T09:00:00Z');
    paper.save({ status: 'withdrawn', withdrawnReason: 'Wrong.', body: 'Zzyzx.' });
    paper.commit('2026-11-21T09:00:00Z');
    paper.save({ body: 'Two.' });
    paper.commit('2026-11-22T09:00:00Z');
    expect(linesOf(await paper.history(now))).toEqual([
      '2026-11-22T09:00Z | -One-+Two+.',
      '2026-11-20T09:00Z | first',
    ]);
    expect(paper.keptText()).not.toContain('Zzyzx');
  });

  test('a version whose embargo can’t be read, or that is no story', async () => {
    for (const broken of [
      { embargoUntil: 'tomorrow' },
      { embargoUntil: '' },
      { status: 'Published' },
      { publishedAt: '2026' },
    ]) {
      paper.save({ body: 'Zzyzx.', ...broken });
      paper.commit('2026-11-20T09:00:00Z');
    }
    writeFileSync(paper.fileOf('a-story'), 'Zzyzx without front matter');
    paper.commit('2026-11-20T10:00:00Z');
    paper.save({ body: 'Two.' });
    paper.commit('2026-11-22T09:00:00Z');
    expect(linesOf(await paper.history(now))).toEqual(['2026-11-20T09:00Z | first']);
    expect(paper.keptText()).not.toContain('Zzyzx');
  });
});

describe('what is known', () => {
  test('without git, and without the git program, nothing is', async () => {
    paper.remove();
    paper = new Repository(false);
    paper.save({});
    expect((await paper.publish(now)).recorded).toBe('none');
    paper.remove();
    paper = new Repository();
    paper.save({});
    paper.commit('2026-11-20T09:00:00Z');
    vi.stubEnv('PATH', '/nowhere');
    expect((await paper.publish(now)).recorded).toBe('none');
    vi.unstubAllEnvs();
    expect((await paper.publish(now)).recorded).toBe('whole');
  });

  test('nothing of a folder that git leaves out', async () => {
    paper.save({});
    writeFileSync(path.join(paper.contentDir, '../.gitignore'), 'content\n');
    paper.commit('2026-11-20T09:00:00Z');
    expect((await paper.publish(now)).recorded).toBe('none');
  });

  test('nothing before the first commit', async () => {
    paper.save({});
    expect((await paper.publish(now)).recorded).toBe('none');
  });

  test('a shallow clone knows the newest part', async () => {
    for (const [number, day] of ['20', '21', '22'].entries()) {
      paper.save({ body: `Version ${number}.` });
      paper.commit(`2026-11-${day}T09:00:00Z`);
    }
    const clone = path.join(paper.root, 'clone');
    execFileSync('git', ['clone', '-q', '--depth', '2', `file://${path.dirname(paper.contentDir)}`, clone]);
    rmSync(path.dirname(paper.contentDir), { recursive: true });
    execFileSync('mv', [clone, path.dirname(paper.contentDir)]);
    expect((await paper.publish(now)).recorded).toBe('cut');
    expect(linesOf(await paper.history(now))).toEqual([
      '2026-11-22T09:00Z | Version -1-+2+.',
      '2026-11-20T09:00Z | first',
    ]);
  });

  test('what was committed since is added, whether the press ran on or was started anew; a branch that was rebuilt is read again', async () => {
    paper.save({ body: 'One.' });
    const first = paper.commit('2026-11-20T09:00:00Z');
    expect(linesOf(await paper.history(now))).toHaveLength(1);
    paper.save({ body: 'Two.' });
    paper.commit('2026-11-21T09:00:00Z');
    expect(linesOf(await paper.history(now))).toHaveLength(2);
    paper.restart();
    paper.save({ body: 'Three.' });
    paper.commit('2026-11-22T09:00:00Z');
    expect(linesOf(await paper.history(now))).toHaveLength(3);
    paper.git('reset', '-q', '--hard', first);
    paper.save({ body: 'Other.' });
    paper.commit('2026-11-23T09:00:00Z');
    expect(linesOf(await paper.history(now))).toEqual([
      '2026-11-23T09:00Z | -One-+Other+.',
      '2026-11-20T09:00Z | first',
    ]);
  });

  test('a version of another time: what can be read of it is shown', async () => {
    paper.save({ headline: 'Old headline', body: 'Old <OldComponent /> text.', oldField: 'of old' });
    paper.commit('2026-11-20T09:00:00Z');
    paper.save({ headline: 'New headline', body: 'New text.' });
    paper.commit('2026-11-21T09:00:00Z');
    paper.save({ headline: 'New headline', body: '<Unknown />' });
    paper.commit('2026-11-22T09:00:00Z');
    paper.save({ headline: 'New headline', body: 'Newest text.' });
    paper.commit('2026-11-23T09:00:00Z');
    expect(linesOf(await paper.history(now))).toEqual([
      '2026-11-23T09:00Z | before-unreadable',
      '2026-11-22T09:00Z | unreadable',
      '2026-11-21T09:00Z | -Old-+New+ headline',
      '2026-11-20T09:00Z | first',
    ]);
  });
});
