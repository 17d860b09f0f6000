import fc from 'fast-check';
import { expect, test } from 'vitest';
import { lead, Schedule } from './schedule.ts';

/** A schedule over instants at which something is due, and what it did. */
function scheduled(instants: readonly number[], fails: (call: number) => boolean = () => false) {
  const left = [...instants].sort((a, b) => a - b);
  const done: { what: 'prepare' | 'change'; due: number; now: number }[] = [];
  const said: string[] = [];
  let now = 0;
  let calls = 0;
  const note = (what: 'prepare' | 'change', due: number) => {
    if (fails(++calls)) throw new Error('the disk is full');
    done.push({ what, due, now });
  };
  const schedule = new Schedule({
    due: () => left[0],
    prepare: async (due) => note('prepare', due),
    change: async (due) => {
      note('change', due);
      while (left[0] !== undefined && left[0] <= now) left.shift();
    },
    report: (line) => said.push(line),
  });
  return {
    done,
    said,
    left,
    schedule,
    look: (at: number) => {
      now = at;
      return schedule.look(at);
    },
  };
}

const instant = fc.integer({ min: 0, max: 10 * lead });
/** A clock that mostly goes on, and is sometimes set back or wakes up much later. */
const clock = fc.array(
  fc.oneof(
    { weight: 8, arbitrary: fc.integer({ min: 1, max: 900 }) },
    fc.integer({ min: -lead, max: 3 * lead }),
  ),
  {
    minLength: 50,
    maxLength: 300,
  },
);

test('nothing is done before its instant, and everything that is due is done at the first look after it, whatever the clock does', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.uniqueArray(instant, { minLength: 1, maxLength: 6 }),
      clock,
      async (instants, steps) => {
        const { done, left, look } = scheduled(instants);
        let now = -lead;
        for (const step of steps) {
          now += step;
          await look(now);
          expect(left.every((due) => due > now)).toBe(true);
        }
        for (const { what, due, now: at } of done) {
          if (what === 'change') expect(at).toBeGreaterThanOrEqual(due);
          else expect(at).toBeGreaterThanOrEqual(due - lead);
        }
      },
    ),
  );
});

test('what is due is made ready once, half a minute before', async () => {
  const { done, look } = scheduled([100_000]);
  for (let now = 0; now <= 100_400; now += 200) await look(now);
  expect(done).toEqual([
    { what: 'prepare', due: 100_000, now: 70_000 },
    { what: 'change', due: 100_000, now: 100_000 },
  ]);
});

test('what was made ready is made again if something else has gone live since', async () => {
  const { done, look, schedule } = scheduled([100_000]);
  await look(80_000);
  schedule.forget();
  await look(81_000);
  expect(done.map(({ what }) => what)).toEqual(['prepare', 'prepare']);
});

test('what fails is told of and tried again after five seconds, even if the clock is set back meanwhile', async () => {
  const { done, said, look } = scheduled([100_000], (call) => call <= 2);
  for (const now of [100_000, 101_000, 104_999]) await look(now);
  expect(said).toEqual(['What was due could not go live: the disk is full. Trying again in 5 s.']);
  await look(105_000);
  expect(said).toHaveLength(2);
  await look(100_004); // Set back by five seconds: the attempt that waits until 110,000 is not waited for.
  expect(done).toEqual([{ what: 'change', due: 100_000, now: 100_004 }]);
});
