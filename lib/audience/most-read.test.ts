import { expect, test } from 'vitest';
import { story } from '#lib/edition/edition.test.stories.ts';
import { openAudience, parsed } from './audience.test.opened.ts';

test('a story that is taken down is gone from the most read at once', async () => {
  const { view, get, publish } = await openAudience();
  for (let n = 0; n < 6; n++) await view();
  const list = async () => parsed(await get('/api/most-read')) as { today: { address: string }[] };
  expect((await list()).today).toEqual([
    { address: '/articles/tides', headline: 'Headline of tides', count: 7 },
  ]);
  publish([story('moons')]);
  expect((await list()).today).toEqual([]);
});
