import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { story } from './edition.test.stories.ts';
import { nextChange, visibility } from './visibility.ts';

const at = (text: string) => Date.parse(text);
const hour = 3_600_000;
const start = at('2026-11-24T00:00:00Z');
const instant = fc.integer({ min: 0, max: 48 }).map((hours) => new Date(start + hours * hour).toISOString());
const dated = fc.record(
  {
    status: fc.constantFrom('draft' as const, 'published' as const, 'withdrawn' as const),
    publishedAt: instant,
    embargoUntil: instant,
    expiresAt: instant,
  },
  { requiredKeys: ['status', 'publishedAt'] },
);
/** Half hours too, so that instants lie on, before and after every boundary. */
const moment = fc.integer({ min: -2, max: 100 }).map((halves) => start + (halves * hour) / 2);

describe('what the public may know of a story', () => {
  test('a draft is hidden, however old', () => {
    expect(visibility(story('x', { status: 'draft' }), at('2030-01-01T00:00:00Z'))).toBe('hidden');
  });

  test('a published story opens at its very second, in whatever zone that was written', () => {
    const one = story('x', { publishedAt: '2026-11-24T09:00:00+08:00' });
    expect(visibility(one, at('2026-11-24T00:59:59Z'))).toBe('hidden');
    expect(visibility(one, at('2026-11-24T01:00:00Z'))).toBe('public');
  });

  test('an embargo holds a story back, and an expiry takes it away', () => {
    const one = story('x', { embargoUntil: '2026-11-25T00:00:00Z', expiresAt: '2026-11-26T00:00:00Z' });
    expect(visibility(one, at('2026-11-24T23:59:59Z'))).toBe('hidden');
    expect(visibility(one, at('2026-11-25T00:00:00Z'))).toBe('public');
    expect(visibility(one, at('2026-11-25T23:59:59Z'))).toBe('public');
    expect(visibility(one, at('2026-11-26T00:00:00Z'))).toBe('hidden');
  });

  test('a withdrawn story says so, but not before it was ever published', () => {
    const one = story('x', { status: 'withdrawn', publishedAt: '2026-11-24T09:00:00Z' });
    expect(visibility(one, at('2026-11-24T08:00:00Z'))).toBe('hidden');
    expect(visibility(one, at('2026-11-24T09:00:00Z'))).toBe('withdrawn');
  });

  test.each(['publishedAt', 'embargoUntil', 'expiresAt'] as const)('an unreadable %s hides it', (field) => {
    const one = story('x', { [field]: 'tomorrow' });
    expect(visibility(one, at('2026-11-24T12:00:00Z'))).toBe('hidden');
    expect(visibility(one, at('2999-01-01T00:00:00Z'))).toBe('hidden');
  });

  test('it is public exactly from the later of publication and embargo until it expires', () => {
    fc.assert(
      fc.property(dated, moment, (fields, now) => {
        const opens = Math.max(at(fields.publishedAt), at(fields.embargoUntil ?? fields.publishedAt));
        const closes = fields.expiresAt === undefined ? Number.POSITIVE_INFINITY : at(fields.expiresAt);
        const expected = fields.status === 'published' && opens <= now && now < closes;
        expect(visibility(fields, now) === 'public').toBe(expected);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('the next change', () => {
  test('is the first instant at which visibility is another, and there is none where it stays', () => {
    fc.assert(
      fc.property(dated, moment, (fields, now) => {
        const now_ = visibility(fields, now);
        // Every boundary lies on a whole hour.
        let expected: number | undefined;
        for (let later = start; later <= start + 49 * hour && expected === undefined; later += hour)
          if (later > now && visibility(fields, later) !== now_) expected = later;
        expect(nextChange(fields, now)).toBe(expected);
      }),
      { numRuns: 1000 },
    );
  });

  test('is not of a draft, nor of dates that can’t be read', () => {
    expect(
      nextChange(story('x', { status: 'draft', publishedAt: '2027-01-01T00:00:00Z' }), start),
    ).toBeUndefined();
    expect(nextChange(story('x', { publishedAt: 'soon' }), start)).toBeUndefined();
    expect(
      nextChange(story('x', { publishedAt: '2027-01-01T00:00:00Z', expiresAt: 'later' }), start),
    ).toBeUndefined();
  });
});
