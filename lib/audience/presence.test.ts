import fc from 'fast-check';
import { expect, test } from 'vitest';
import { forgetsAfter, Presence } from './presence.ts';

test('a reader who gives no more signs is gone within 45 seconds; one who left is gone at once', () => {
  const presence = new Presence();
  presence.sign(1, 7, 0);
  presence.sign(2, 7, 0);
  presence.leave(2);
  expect(presence.readers(39_999)).toEqual({ total: 1, byPage: new Map([[7, 1]]) });
  expect(forgetsAfter).toBeLessThanOrEqual(45_000 - 2_000);
  expect(presence.readers(forgetsAfter)).toEqual({ total: 0, byPage: new Map() });
});

test('one who reads for twenty minutes is never lost, even if every other sign is', () => {
  const presence = new Presence();
  for (let now = 0; now < 20 * 60_000; now += 1000) {
    if (now % 30_000 === 0) presence.sign(1, 7, now);
    expect(presence.readers(now).total).toBe(1);
  }
});

test('a flood takes no more room than there is, and pushes out the oldest', () => {
  const presence = new Presence(1000);
  for (let view = 0; view < 100_000; view++) presence.sign(view, view % 5, 0);
  expect(presence.readers(1).total).toBe(1000);
});

test('whatever happens, the pages add up to the total, and to those with a sign in time who didn’t leave', () => {
  const event = fc.record({
    view: fc.nat(8),
    page: fc.nat(3),
    after: fc.nat(20_000),
    left: fc.boolean(),
  });
  fc.assert(
    fc.property(fc.array(event, { maxLength: 60 }), (events) => {
      const presence = new Presence();
      const truth = new Map<number, { page: number; at: number }>();
      let now = 0;
      for (const { view, page, after, left } of events) {
        now += after;
        if (left) {
          presence.leave(view);
          truth.delete(view);
        } else {
          presence.sign(view, page, now);
          truth.set(view, { page, at: now });
        }
        const there = [...truth.values()].filter(({ at }) => at > now - forgetsAfter);
        const { total, byPage } = presence.readers(now);
        expect(total).toBe(there.length);
        for (const each of [0, 1, 2, 3])
          expect(byPage.get(each) ?? 0).toBe(there.filter((one) => one.page === each).length);
      }
    }),
  );
});
