import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { agesAt, firstDay } from './age.ts';
import { choose } from './choose.ts';
import { contentOf, story } from './edition.test.stories.ts';

const zone = 'Asia/Shanghai';
const day = 24 * 3600_000;

describe('a story’s age', () => {
  test('counts from its first day anywhere, in the newsroom’s zone', () => {
    // 1 March, one o’clock in the morning in Shanghai.
    const here = { publishedAt: '2026-02-28T17:00:00Z' };
    expect(firstDay(here, zone).toString()).toBe('2026-03-01');
    expect(firstDay({ ...here, originallyPublished: '2014-09-12' }, zone).toString()).toBe('2014-09-12');
    expect(firstDay({ ...here, originallyPublished: '2027-01-01' }, zone).toString()).toBe('2026-03-01');
  });

  test('is more than a year from the day after its anniversary on', () => {
    expect(agesAt({ publishedAt: '2024-02-29T01:00:00Z' }, zone)).toBe(
      Date.parse('2025-03-01T00:00:00+08:00'),
    );
    expect(agesAt({ publishedAt: '2025-11-24T01:00:00Z' }, zone)).toBe(
      Date.parse('2026-11-25T00:00:00+08:00'),
    );
  });

  test('an edition is made anew when a story gets old, and says so from then on', () => {
    const content = contentOf([story('one', { publishedAt: '2025-11-24T01:00:00Z' })]);
    const before = choose(content, Date.parse('2026-11-24T15:59:59Z'));
    expect(before.content.stories[0]).not.toHaveProperty('aged');
    expect(before.changesAt).toBe(Date.parse('2026-11-24T16:00:00Z'));
    const after = choose(content, before.changesAt ?? 0);
    expect(after.content.stories[0]?.aged).toBe(true);
    expect(after.changesAt).toBeUndefined();
  });

  test('never comes sooner than 365 days, nor later than 367', () => {
    fc.assert(
      fc.property(
        // Until 1991 China's clocks went forward in summer, and a year could have an hour more or less.
        fc.date({ min: new Date('1992-01-01'), max: new Date('2090-01-01'), noInvalidDate: true }),
        (at) => {
          const age = agesAt({ publishedAt: at.toISOString() }, zone) - at.getTime();
          expect(age).toBeGreaterThan(365 * day);
          expect(age).toBeLessThanOrEqual(367 * day);
        },
      ),
    );
  });
});
