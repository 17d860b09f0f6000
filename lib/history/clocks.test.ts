import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { linesOf, Repository } from './history.test.repository.ts';

let paper: Repository;
beforeEach(() => {
  paper = new Repository();
});
afterEach(() => paper.remove());

const now = '2026-11-24T12:00:00Z';

describe('clocks that are wrong', () => {
  const row = (...clocks: string[]) => {
    for (const [number, clock] of clocks.entries()) {
      paper.save({ body: `Version ${number}.` });
      paper.commit(clock);
    }
  };

  test('one far ahead, one far back: the order is the branch’s, and no version is lost', async () => {
    row(
      '2026-11-20T09:00:00Z',
      '2030-01-01T00:00:00Z',
      '2026-11-21T09:00:00Z',
      '1990-01-01T00:00:00Z',
      '2026-11-22T09:00:00Z',
    );
    const lines = linesOf(await paper.history(now));
    expect(lines?.map((line) => line.replace(/^[^|]*\| /, ''))).toEqual([
      'Version -3-+4+.',
      'Version -2-+3+.',
      'Version -1-+2+.',
      'Version -0-+1+.',
      'first',
    ]);
    expect(lines?.[0]).toContain('2026-11-22T09:00Z');
  });

  test('one ahead shows nothing that was other before it was due', async () => {
    paper.save({ body: 'Zzyzx, a guess.', publishedAt: '2026-11-21T12:00:00Z' });
    paper.commit('2031-01-01T00:00:00Z');
    paper.save({ body: 'One.', publishedAt: '2026-11-21T12:00:00Z' });
    paper.commit('2026-11-21T09:00:00Z');
    expect(linesOf(await paper.history(now))).toEqual(['2026-11-21T12:00Z | first']);
    expect(paper.keptText()).not.toContain('Zzyzx');
  });
});
