import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  depthOf,
  type Happening,
  idleAfter,
  type Message,
  next,
  pingEvery,
  type Reading,
  retryAfter,
  unread,
  waitFor,
} from './reading.ts';

type Sent = Readonly<{ at: number; message: Message; engaged: number; depth: number }>;
type Event = Readonly<{ at: number; what: Exclude<Happening, 'due'>; seen?: number }>;

/** Plays events (in the order of their instants) with timers as a browser runs them, and tells what was sent. */
function play(events: readonly Event[], until = events.at(-1)?.at ?? 0) {
  const sent: Sent[] = [];
  const readings: Reading[] = [];
  let reading = unread;
  const step = (what: Happening, at: number, seen = 0) => {
    const after = next(reading, what, at, seen);
    reading = after.reading;
    readings.push(reading);
    const { engaged, depth } = reading;
    if (after.send) sent.push({ at, message: after.send, engaged: engaged / 1000, depth });
  };
  const runTimers = (limit: number) => {
    for (let wait = waitFor(reading); wait !== undefined; wait = waitFor(reading)) {
      if (reading.at + wait > limit) return;
      step('due', reading.at + wait);
    }
  };
  for (const { at, what, seen } of events) {
    runTimers(at);
    step(what, at, seen);
  }
  runTimers(until);
  return { sent, readings, reading };
}

const at = (seconds: number, what: Event['what'], seen?: number): Event => ({
  at: seconds * 1000,
  what,
  seen,
});
const said = ({ sent }: ReturnType<typeof play>) => sent.map((each) => `${each.at / 1000} ${each.message}`);
const opened = [at(1, 'shown'), at(1.2, 'taken')];

describe('the view', () => {
  test('is sent once the page is visible, and not before', () => {
    expect(said(play([at(1, 'hidden'), at(5, 'used')], 100_000))).toEqual([]);
    expect(said(play([at(1, 'hidden'), at(7, 'shown')]))).toEqual(['7 view']);
  });

  test('is one, however often the page is shown', () => {
    const { sent } = play([...opened, at(2, 'shown'), at(3, 'hidden'), at(4, 'shown')]);
    expect(sent.filter(({ message }) => message === 'view')).toHaveLength(1);
  });

  test('that wasn’t taken is sent again after 5, 15 and 45 seconds, and then given up', () => {
    const played = play(
      [at(1, 'shown'), at(2, 'busy'), at(8, 'busy'), at(24, 'busy'), at(70, 'busy'), at(80, 'used')],
      900_000,
    );
    expect(said(played)).toEqual(['1 view', '7 view', '23 view', '69 view']);
    expect(retryAfter).toEqual([5_000, 15_000, 45_000]);
  });

  test('waits with its second try until the page is visible again', () => {
    const busy = [at(1, 'shown'), at(2, 'busy'), at(3, 'hidden')];
    expect(said(play([...busy, at(60, 'shown')]))).toEqual(['1 view', '60 view']);
    expect(said(play([...busy, at(4, 'shown')], 10_000))).toEqual(['1 view', '7 view']);
  });

  test('that was refused, of which nothing is heard, is the last thing said', () => {
    expect(said(play([at(1, 'shown'), at(3, 'hidden'), at(4, 'shown')], 90_000))).toEqual(['1 view']);
  });
});

describe('a ping', () => {
  test('comes with each 15 seconds in use, and none without a token', () => {
    expect(said(play(opened, 50_000))).toEqual(['1 view', '16 ping', '31 ping', '46 ping']);
    expect(said(play([at(1, 'shown')], 50_000))).toEqual(['1 view']);
  });

  test('has the time in use and the depth so far', () => {
    const { sent } = play([...opened, at(10, 'used', 40), at(12, 'used', 30)], 17_000);
    expect(sent.at(-1)).toEqual({ at: 16_000, message: 'ping', engaged: 15, depth: 40 });
  });

  test('comes at once when a reader is back, from another page or from doing nothing', () => {
    const left = [...opened, at(4, 'hidden')];
    expect(said(play([...left, at(100, 'shown')]))).toEqual(['1 view', '4 left', '100 ping']);
    const idle = play([...opened, at(200, 'used')]);
    expect(said(idle)).toEqual(['1 view', '16 ping', '31 ping', '46 ping', '61 ping', '200 ping']);
    expect(idle.reading.engaged).toBe(idleAfter);
  });

  test('does not come with each use', () => {
    const uses = Array.from({ length: 100 }, (_, index) => at(2 + index / 10, 'used'));
    expect(said(play([...opened, ...uses]))).toEqual(['1 view']);
  });

  test('that is overdue when the token comes is sent then', () => {
    expect(said(play([at(1, 'shown'), at(18, 'taken')], 40_000))).toEqual(['1 view', '18 ping', '33 ping']);
  });
});

describe('leaving', () => {
  test('is told once, with the last state', () => {
    const { sent } = play([...opened, at(9, 'hidden', 70), at(9, 'hidden'), at(9.1, 'used')], 500_000);
    expect(sent.slice(1)).toEqual([{ at: 9_000, message: 'left', engaged: 8, depth: 70 }]);
  });

  test('is told when the token comes only afterwards', () => {
    expect(said(play([at(1, 'shown'), at(1.1, 'hidden'), at(2, 'taken')]))).toEqual(['1 view', '2 left']);
  });
});

describe('time in use', () => {
  test('ends 60 seconds after the last use, and goes on with the next', () => {
    const { reading } = play([...opened, at(31, 'used'), at(500, 'used')], 510_000);
    // From 1 to 91, and from 500 on; the last ping brought it up to the 500th second.
    expect(reading.engaged).toBe(90_000);
    expect(play([...opened, at(31, 'used'), at(500, 'used'), at(520, 'hidden')]).reading.engaged).toBe(
      110_000,
    );
  });

  test('needs no timer while nothing is done', () => {
    expect(waitFor(play([...opened, at(20, 'used')], 50_000).reading)).toBe(15_000);
    expect(waitFor(play(opened, 300_000).reading)).toBeUndefined();
  });

  test('does not run backwards with the clock', () => {
    const { reading } = play([...opened, at(10, 'used')]);
    const earlier = next(reading, 'used', 3_000).reading;
    expect(earlier.engaged).toBe(reading.engaged);
    expect(next(earlier, 'used', 10_000).reading.engaged).toBe(reading.engaged);
  });

  test('of a machine that slept with the page in view ends 60 seconds after the last use', () => {
    const { reading } = play(opened);
    expect(next(reading, 'due', 9 * 3_600_000).reading.engaged).toBe(idleAfter);
  });
});

describe('depth', () => {
  test.each([
    [1000, 200, 20],
    [1000, 999.9, 99],
    [1000, 1000, 100],
    [1000, 5000, 100],
    [0, 800, 100],
    [1000, -50, 0],
  ])('with the end at %d px and %d px seen, %d', (end, seen, percent) => {
    expect(depthOf(end, seen)).toBe(percent);
  });

  test('of a page nobody sees is not noted', () => {
    const { reading } = play([...opened, at(2, 'hidden', 10), at(3, 'used', 90)]);
    expect(reading.depth).toBe(10);
  });
});

/** Instants at whole seconds, in order; whatever a browser may tell, in any order. */
const anyEvents = fc
  .array(
    fc.record({
      pause: fc.integer({ min: 0, max: 150 }),
      what: fc.constantFrom<Event['what']>('shown', 'hidden', 'used', 'used', 'taken', 'busy'),
      seen: fc.integer({ min: 0, max: 100 }),
    }),
    { maxLength: 40 },
  )
  .map((steps) => {
    let now = 0;
    return steps.map(({ pause, what, seen }): Event => {
      now += pause;
      return at(now, what, seen);
    });
  });

/** The same counted second by second, as the rule says it: visible, and used within the last 60 s. */
function countedBySecond(events: readonly Event[]): { engaged: number; visible: number } {
  let [visible, lastUse, engaged, inView] = [false, Number.NEGATIVE_INFINITY, 0, 0];
  const end = events.at(-1)?.at ?? 0;
  for (let now = 0; now < end; now += 1000) {
    for (const event of events.filter((each) => each.at === now)) {
      if (event.what === 'shown') visible = true;
      if (event.what === 'hidden') visible = false;
      if (visible && (event.what === 'shown' || event.what === 'used')) lastUse = now;
    }
    if (visible) inView += 1000;
    if (visible && now - lastUse < idleAfter) engaged += 1000;
  }
  return { engaged, visible: inView };
}

describe('whatever happens', () => {
  test('time in use is what the rule says, never more than the page was visible, and never falls', () => {
    fc.assert(
      fc.property(anyEvents, (events) => {
        const { readings, reading } = play(events);
        const rule = countedBySecond(events);
        expect(reading.engaged).toBe(rule.engaged);
        expect(reading.engaged).toBeLessThanOrEqual(rule.visible);
        for (const [index, each] of readings.entries()) {
          expect(each.engaged).toBeGreaterThanOrEqual(readings[index - 1]?.engaged ?? 0);
          expect(each.depth).toBeGreaterThanOrEqual(readings[index - 1]?.depth ?? 0);
        }
      }),
    );
  });

  test('a hidden page counts nothing, runs no timer, and says no more than that it was left', () => {
    fc.assert(
      fc.property(anyEvents, fc.array(anyEvents), (before, hidden) => {
        const { reading } = play([...before, { at: before.at(-1)?.at ?? 0, what: 'hidden' }]);
        let now = reading;
        for (const { at: later, what, seen } of hidden.flat()) {
          if (what === 'shown') continue;
          const { reading: after, send } = next(now, what, reading.at + later, seen);
          expect([undefined, ...(what === 'taken' ? ['left'] : [])]).toContain(send);
          expect(waitFor(after)).toBeUndefined();
          expect(after.engaged).toBe(reading.engaged);
          expect(after.depth).toBe(reading.depth);
          now = after;
        }
      }),
    );
  });

  test('a reader in front of the page gives a sign within every 15 seconds in use', () => {
    fc.assert(
      fc.property(anyEvents, (events) => {
        const later = events
          .filter(({ what }) => ['shown', 'hidden', 'used'].includes(what))
          .map((each) => ({ ...each, at: each.at + 2000 }));
        const { sent, reading } = play([...opened, ...later]);
        const signs = sent.filter(({ message }) => message !== 'view');
        const marks = [0, ...signs.map(({ engaged }) => engaged)];
        for (const [index, mark] of marks.entries())
          expect(mark - (marks[index - 1] ?? 0)).toBeLessThanOrEqual(pingEvery / 1000);
        expect(reading.engaged / 1000 - (marks.at(-1) ?? 0)).toBeLessThan(pingEvery / 1000);
      }),
    );
  });
});
