import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { linesOf, Repository } from './history.test.repository.ts';

let paper: Repository;
beforeEach(() => {
  paper = new Repository();
});
afterEach(() => paper.remove());

const now = '2026-11-24T12:00:00Z';

describe('redaction', () => {
  const versions = () => {
    paper.save({ body: 'One.' });
    paper.commit('2026-11-20T09:00:00Z');
    paper.save({ body: 'Zzyzx is her name.' });
    const commit = paper.commit('2026-11-21T09:00:17Z');
    paper.save({ body: 'Three.' });
    paper.commit('2026-11-22T09:00:00Z');
    return commit;
  };

  test('by instant or commit: that there was a version, when, and why it isn’t shown; nothing of its words', async () => {
    const commit = versions();
    for (const name of ['at: 2026-11-21T17:00+08:00', `commit: ${commit.slice(0, 9)}`]) {
      paper.save({ body: 'Three.', redactions: `[{ ${name}, reason: It named a child. }]` });
      expect(linesOf(await paper.history(now)), name).toEqual([
        '2026-11-22T09:00Z | before-withheld',
        '2026-11-21T09:00:17.000Z | withheld It named a child.',
        '2026-11-20T09:00Z | first',
      ]);
      expect(paper.keptText()).not.toContain('Zzyzx');
    }
  });

  test('one that names no version hides them all, until it is put right', async () => {
    versions();
    paper.save({ body: 'Three.', redactions: '[{ at: 2026-11-21T10:00:00Z, reason: It named a child. }]' });
    expect(linesOf(await paper.history(now))).toEqual([
      '2026-11-22T09:00Z | before-withheld',
      '2026-11-21T09:00:17.000Z | withheld',
      '2026-11-20T09:00Z | withheld',
    ]);
    expect(paper.keptText()).not.toContain('Zzyzx');
  });
});
