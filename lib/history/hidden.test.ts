/** The property that everything else rests on: of a version that the public couldn't see, no word gets into an edition. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Reading } from '#lib/content/imprint.ts';
import type { StoryStatus } from '#lib/edition/model.ts';
import { visibility } from '#lib/edition/visibility.ts';
import { instantsOf, publicVersions, settles } from './versions.ts';

const minute = 60_000;
const day = Date.parse('2026-11-24T00:00:00Z');
const text = (instant: number) => new Date(instant).toISOString();
const instant = fc.integer({ min: 0, max: 120 }).map((minutes) => day + minutes * minute);

/** What a commit says, and by which clock; taken away now and then. */
const commit = fc.record({
  clock: instant,
  isThere: fc.constantFrom(true, true, true, true, false),
  status: fc.constantFrom('draft', 'published', 'published', 'published', 'withdrawn'),
  publishedAt: instant,
  embargoUntil: fc.option(instant, { nil: undefined }),
  expiresAt: fc.option(instant, { nil: undefined }),
  words: fc.integer({ min: 0, max: 3 }).map(String),
});
type Commit = typeof commit extends fc.Arbitrary<infer Made> ? Made : never;

const readingOf = ({ status, publishedAt, embargoUntil, expiresAt, words }: Commit): Reading => ({
  sketch: words,
  dated: {
    id: 'a-story',
    status,
    publishedAt: text(publishedAt),
    ...(embargoUntil === undefined ? {} : { embargoUntil: text(embargoUntil) }),
    ...(expiresAt === undefined ? {} : { expiresAt: text(expiresAt) }),
  },
});

const versionsOf = (commits: readonly Commit[], now: number) =>
  publicVersions(
    commits.map(({ clock, isThere }, number) => ({
      commit: `c${number}`,
      number,
      at: clock,
      ...(isThere ? { blob: `${number}` } : {}),
    })),
    (blob) => {
      const found = commits[Number(blob)];
      return found && readingOf(found);
    },
    now,
  );

/** Minute by minute, as a reader would have looked, with the clocks in order. */
function wasSeen(commits: readonly Commit[], number: number, now: number): boolean {
  const own = commits[number];
  if (!own?.isThere) return false;
  const { dated } = readingOf(own);
  const story = { ...dated, status: dated.status as StoryStatus };
  const until = commits[number + 1]?.clock ?? now + 1;
  for (let at = own.clock; at < until && at <= now; at += minute / 2)
    if (visibility(story, at) === 'public') return true;
  return false;
}

test('no version is shown that nobody saw, and every one that was seen for a minute is', () => {
  const now = day + 130 * minute;
  fc.assert(
    fc.property(fc.array(commit, { maxLength: 8 }), (made) => {
      const commits = made.toSorted((a, b) => a.clock - b.clock);
      const shown = new Set(versionsOf(commits, now).flatMap((version) => version.commits));
      for (const [number, { clock }] of commits.entries()) {
        const seen = wasSeen(commits, number, now);
        if (shown.has(`c${number}`)) expect(seen, `c${number} is shown`).toBe(true);
        const lasted = (commits[number + 1]?.clock ?? Number.POSITIVE_INFINITY) - clock >= settles;
        if (seen && lasted) expect(shown.has(`c${number}`), `c${number} was seen`).toBe(true);
      }
    }),
    { numRuns: 2_000 },
  );
});

test('whatever clocks say: no draft and nothing withdrawn is shown, nor what wasn’t due at any instant until now', () => {
  const now = day + 60 * minute;
  fc.assert(
    fc.property(fc.array(commit, { maxLength: 8 }), (commits) => {
      for (const version of versionsOf(commits, now)) {
        expect(version.since).toBeLessThanOrEqual(now);
        for (const name of version.commits) {
          const { status, publishedAt, embargoUntil = 0 } = commits[Number(name.slice(1))] as Commit;
          expect(status).toBe('published');
          expect(Math.max(publishedAt, embargoUntil)).toBeLessThanOrEqual(now);
        }
      }
    }),
    { numRuns: 2_000 },
  );
});

test('instants follow the branch, and as many clocks as can be right are taken to be', () => {
  fc.assert(
    fc.property(fc.array(instant, { maxLength: 12 }), (clocks) => {
      const now = day + 100 * minute;
      const instants = instantsOf(clocks, now);
      const from = instants.map((each) => each.from);
      expect(from).toEqual(from.toSorted((a, b) => a - b));
      for (const [index, { from: at, isSure }] of instants.entries())
        if (isSure) expect(at).toBe(clocks[index]);
      if (clocks.every((clock, index) => clock <= now && clock >= (clocks[index - 1] ?? 0)))
        expect(instants.every(({ isSure }) => isSure)).toBe(true);
    }),
  );
});
