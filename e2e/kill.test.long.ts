import { afterAll, expect, test } from 'vitest';
import { OwnPortal } from './support/own-portal.ts';
import { storm } from './support/storm.ts';

const portal = new OwnPortal(3292);
afterAll(() => portal.remove());

test('publishing that is killed a hundred times without warning: whole answers, and the next publish heals', async () => {
  await portal.writeContent(12);
  await portal.start();
  const how = { kills: 100, reach: 1.3, random: Math.random };
  const outcome = await storm(portal, 'synthetic-story-2', how);
  console.log(JSON.stringify({ ...outcome, faults: outcome.faults.length }));
  expect(outcome).toMatchObject({ faults: [], orphans: 0 });
  expect(outcome.ended).toBeGreaterThan(0);
  expect(outcome.ended).toBeLessThan(100);
});
