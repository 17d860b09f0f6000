import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { expect, test, vi } from 'vitest';
import { story } from '#lib/edition/edition.test.stories.ts';
import { openAudience, parsed } from './audience.test.opened.ts';
import type { StoreTrouble } from './store/database.ts';
import { openLibsql } from './store/libsql.ts';

test('in aggregate mode nothing is kept of who it was', async () => {
  const { dataDir, view, snapshot } = await openAudience({ mode: 'aggregate' });
  await view();
  const live = await snapshot();
  expect(live.today).toMatchObject({ views: 2 });
  expect(live.today.readers).toBeUndefined();
  expect(readdirSync(path.join(dataDir, 'audience'))).not.toContain('salts');
});

test('counting that is switched off counts nothing, forgets whose mark is whose, and deletes what is old enough', async () => {
  const { dataDir, view, get, snapshot, publish } = await openAudience();
  const salts = path.join(dataDir, 'audience', 'salts');
  expect(readdirSync(salts)).toHaveLength(1);
  publish([story('tides')], 'off');
  let counted = 1;
  await vi.waitFor(
    async () => {
      const { status } = await view();
      counted += Number(status === 204);
      expect(status).toBe(404);
    },
    { timeout: 5000 },
  );
  expect(existsSync(salts)).toBe(false);
  expect(parsed(await get('/api/newsroom/now'))).toEqual({ off: true });
  // Somebody keeps the store still.
  await vi.waitFor(
    async () => {
      const other = await openLibsql(path.join(dataDir, 'audience', 'audience.db'), () => {}).catch(
        (error: StoreTrouble) => error,
      );
      if (!(other instanceof Error)) await other.close();
      expect(other).toMatchObject({ reason: 'locked' });
    },
    { timeout: 8000, interval: 300 },
  );
  publish([story('tides')], 'daily');
  await vi.waitFor(async () => expect((await view()).status).toBe(204), { timeout: 20_000 });
  expect((await snapshot()).today.views).toBe(counted + 1);
});

test('where counting is off nothing is taken and nothing is made', async () => {
  const { dataDir, view, get } = await openAudience({ mode: 'off' });
  expect((await view()).status).toBe(404);
  expect((await get('/api/newsroom/live')).status).toBe(404);
  expect(readdirSync(dataDir)).not.toContain('audience');
});
