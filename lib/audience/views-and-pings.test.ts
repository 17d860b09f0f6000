import { rmSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { openAudience } from './audience.test.opened.ts';

test('a view is stored before it is answered, and its token lets pings in', async () => {
  const { view, ask, snapshot } = await openAudience();
  const answer = await view();
  expect(answer).toMatchObject({ status: 204, headers: { 'cache-control': 'no-store' } });
  const token = answer.headers['audience-token'];
  expect((await ask({ token, engaged: 0, depth: 30 })).status).toBe(204);
  expect((await snapshot()).readers).toBe(2);
  expect((await ask({ token, engaged: 0, depth: 30, left: true })).status).toBe(204);
  expect((await snapshot()).readers).toBe(1);
});

test('a view that is sent again is counted once', async () => {
  const { view, snapshot } = await openAudience();
  await view({ id: 99_999 });
  await view({ id: 99_999 });
  expect((await snapshot()).today.views).toBe(2);
});

test('a token of a view that the store doesn’t know is refused', async () => {
  const { audience, dataDir, view } = await openAudience();
  const token = (await view()).headers['audience-token'];
  await audience.stop();
  rmSync(path.join(dataDir, 'audience'), { recursive: true });
  const { ask } = await openAudience({ dataDir });
  expect((await ask({ token, engaged: 1, depth: 1 })).status).toBe(410);
});

test('a view that wasn’t taken at once is one of the minute in which it was opened, within reason', async () => {
  const { view, ask, snapshot } = await openAudience();
  const minutes = async () => (await snapshot()).minutes.map(({ views }) => views);
  const before = (await minutes()).reduce((a, b) => a + b);
  const answer = await view({ ago: 125 });
  expect((await minutes()).slice(-4, -1)).toContain(1);
  // Whoever has read for two minutes before the view was taken has done so.
  const token = answer.headers['audience-token'];
  await ask({ token, engaged: 120, depth: 10 });
  expect((await snapshot()).today.engaged).toBeGreaterThan(100 / (before + 1));
  await view({ ago: 86_000 });
  expect((await minutes()).reduce((a, b) => a + b)).toBe(before + 2);
});
