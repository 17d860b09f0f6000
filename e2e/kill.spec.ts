/** Publishing that is killed without warning: every answer is whole, of one edition or the next, and the next publish heals. */
import { expect, test } from '@playwright/test';
import { OwnPortal } from './support/own-portal.ts';
import { real } from './support/sites.ts';
import { storm } from './support/storm.ts';

const portal = new OwnPortal(real.port + 6);

test.afterAll(() => portal.remove());

test('a few kills', async () => {
  test.setTimeout(180_000);
  await portal.writeContent(3);
  await portal.start();
  const outcome = await storm(portal, 'synthetic-story-2', { kills: 2, within: 6_000, random: Math.random });
  expect(outcome).toMatchObject({ faults: [], orphans: 0 });
  expect(outcome.answers).toBeGreaterThan(50);
});
