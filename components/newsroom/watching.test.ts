import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Act, type Happening, next, phaseOf, staleAfter, type Trouble, unwatched } from './watching.ts';

type Event = Happening | { trouble: Trouble };

/** Goes through what happens, with a second between each, and gives what was done, and the end. */
function go(...events: (Event | number)[]) {
  let watching = unwatched;
  let now = 0;
  const acts: { at: number; act: Act }[] = [];
  const happen = (event: Event) => {
    const step = next(watching, event, now);
    watching = step.watching;
    if (step.act) acts.push({ at: now, act: step.act });
  };
  for (const event of events) {
    if (typeof event !== 'number') happen(event);
    else
      for (let second = 0; second < event; second++) {
        now += 1000;
        happen('second');
      }
  }
  return { acts, watching, now, phase: phaseOf(watching, now) };
}

test('a page that is seen opens the stream; its numbers are live', () => {
  expect(go('shown')).toMatchObject({ acts: [{ act: 'open' }], phase: 'connecting' });
  expect(go('shown', 1, 'told').phase).toBe('live');
  expect(go('shown', 1, 'shown', 1, 'told').acts).toHaveLength(1);
});

test('a hidden page closes it and asks nothing; seen again, it opens it', () => {
  const { acts, phase } = go('shown', 1, 'told', 'hidden', 60);
  expect(acts.map(({ act }) => act)).toEqual(['open', 'close']);
  expect(phase).toBe('paused');
  const again = go('shown', 1, 'told', 'hidden', 60, 'shown');
  expect(again.acts.at(-1)).toEqual({ at: 61_000, act: 'open' });
  expect(again.phase).toBe('reconnecting');
});

test('numbers that are older than five seconds are not called live', () => {
  expect(go('shown', 'told', staleAfter / 1000).phase).toBe('live');
  expect(go('shown', 'told', staleAfter / 1000 + 1).phase).toBe('reconnecting');
});

test('when the stream breaks off, the server is asked what is wrong, not more often than every four seconds', () => {
  const { acts } = go('shown', 'told', 1, 'lost', 'lost', 1, 'lost', 10);
  const asked = acts.filter(({ act }) => act === 'ask').map(({ at }) => at);
  expect(asked).toEqual([1000, 5000, 9000]);
});

test('where streams are held back on the way, answers to the questions keep the numbers live', () => {
  const events: (Event | number)[] = ['shown'];
  for (let round = 0; round < 20; round++) events.push(4, 'answered');
  const { phase, acts } = go(...events);
  expect(phase).toBe('live');
  expect(acts.filter(({ act }) => act === 'ask').length).toBeGreaterThan(15);
});

test('a stream that says nothing is opened anew; one that was ended, sooner; never after signing out', () => {
  const opened = (...events: (Event | number)[]) =>
    go(...events).acts.filter(({ act }) => act === 'open').length;
  expect(opened('shown', 19)).toBe(1);
  expect(opened('shown', 20)).toBe(2);
  expect(opened('shown', 1, 'ended', 8)).toBe(2);
  expect(opened('shown', 1, { trouble: 'signed-out' }, 'ended', 300)).toBe(1);
});

test('a trouble is known until there are numbers again', () => {
  expect(go('shown', { trouble: 'store-locked' }, 3).watching.trouble).toBe('store-locked');
  expect(go('shown', { trouble: 'store-locked' }, 3, 'answered').watching.trouble).toBeUndefined();
});

test('whatever happens, numbers are called live only if they are of the last five seconds and the page is seen', () => {
  const event = fc.oneof(
    fc.constantFrom<Event>('shown', 'hidden', 'told', 'answered', 'lost', 'ended', 'second'),
    fc.constantFrom<Event>({ trouble: 'off' }, { trouble: 'unreachable' }),
  );
  fc.assert(
    fc.property(fc.array(fc.tuple(event, fc.nat(4000))), (events) => {
      let watching = unwatched;
      let now = 0;
      let heard: number | undefined;
      let isShown = false;
      for (const [what, after] of events) {
        now += after;
        ({ watching } = next(watching, what, now));
        if (what === 'told' || what === 'answered') heard = now;
        if (what === 'shown' || what === 'hidden') isShown = what === 'shown';
        const isLive = isShown && heard !== undefined && now - heard <= staleAfter;
        expect(phaseOf(watching, now) === 'live').toBe(isLive);
      }
    }),
  );
});
