import { expect, test } from 'vitest';
import { storm } from './kill.test.storm.ts';

test('killed two hundred times without warning: nothing acknowledged is lost, nothing is counted twice', async () => {
  const outcome = await storm(200, Math.random);
  console.log(JSON.stringify(outcome));
  expect(outcome).toMatchObject({ kills: 200, lost: 0, doubled: 0, lostPings: 0, rollupsAgree: true });
  expect(outcome.acknowledged).toBeGreaterThan(2_000);
});
