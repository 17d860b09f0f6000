import { expect, test } from 'vitest';
import { storm } from './kill.test.storm.ts';

test('killed without warning: no acknowledged event is lost, none is counted twice, and the sums are right', async () => {
  const outcome = await storm(4, Math.random);
  expect(outcome.acknowledged).toBeGreaterThan(50);
  expect(outcome.pings).toBeGreaterThan(50);
  expect(outcome).toMatchObject({ lost: 0, doubled: 0, lostPings: 0, rollupsAgree: true });
}, 60_000);
