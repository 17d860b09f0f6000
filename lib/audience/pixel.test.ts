import { expect, test } from 'vitest';
import { openAudience } from './audience.test.opened.ts';

test('a reader without script is counted by a picture', async () => {
  const { get, snapshot } = await openAudience();
  const pixel = (page: string, headers = {}) =>
    get('/api/audience/pixel.gif', new URLSearchParams({ page }).toString(), headers);
  const answer = await pixel('/articles/moons');
  expect(answer).toMatchObject({
    status: 200,
    headers: { 'content-type': 'image/gif', 'cache-control': 'no-store' },
  });
  expect((await pixel('/articles/moons', { 'sec-gpc': '1' })).status).toBe(200);
  expect((await pixel('/articles/none')).status).toBe(404);
  expect((await snapshot()).today.views).toBe(2);
});
