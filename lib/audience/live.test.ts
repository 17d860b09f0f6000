import { expect, test, vi } from 'vitest';
import { story } from '#lib/edition/edition.test.stories.ts';
import { admission } from '#lib/newsroom/session.ts';
import { readUsers, userLine } from '#lib/newsroom/users.ts';
import { sealer, secretOf } from '#lib/settings/secret.ts';
import { readSettings } from '#lib/settings/settings.ts';
import { chrome } from './audience.test.browser.ts';
import { fetchedBy, openAudience } from './audience.test.opened.ts';

test('robots are let in and counted apart', async () => {
  const { view, snapshot } = await openAudience();
  expect(
    (
      await view(
        {},
        { headers: { 'user-agent': 'Mozilla/5.0 (compatible; GPTBot/1.2; +https://openai.com/gptbot)' } },
      )
    ).status,
  ).toBe(204);
  expect((await view({}, { headers: { 'accept-language': undefined } })).status).toBe(204);
  const { today, readers, robots } = await snapshot();
  expect([today.views, readers]).toEqual([1, 1]);
  expect(robots.map(({ name, views }) => [name, views]).sort()).toEqual([
    ['ai', 1],
    ['inconsistent', 1],
  ]);
});

test('sources, devices, campaigns and countries are what they are', async () => {
  const { view, snapshot } = await openAudience();
  const country = { headers: { 'cf-ipcountry': 'CN' } };
  await view({ from: 't.co', width: 1440, campaign: { source: 'Newsletter', medium: 'email' } }, country);
  await view({ from: '/articles/tides', view: '/articles/moons' });
  const { sources, devices, countries, pages } = await snapshot();
  expect(sources.map(({ kind, name }) => `${kind}:${name}`).sort()).toEqual([
    'internal:Internal',
    'search:Google',
    'social:X',
  ]);
  expect(devices.map(({ name, views }) => [name, views])).toEqual([
    ['phone', 2],
    ['desktop', 1],
  ]);
  expect(countries).toMatchObject([{ name: 'CN', views: 1 }]);
  expect(pages.find(({ page }) => page.address === '/articles/tides')?.today).toMatchObject({
    views: 2,
    onward: 0.5,
  });
});

test('a card that a network fetches is a share; one that a browser fetches isn’t', async () => {
  const { audience, view, snapshot } = await openAudience();
  audience.cardFetched('id-tides', fetchedBy('WhatsApp/2.23.20.0'));
  audience.cardFetched('id-tides', fetchedBy(chrome));
  audience.cardFetched('id-none', fetchedBy('WhatsApp/2.23.20.0'));
  audience.cardFetched('id-tides', { ...fetchedBy('WhatsApp/2.23.20.0'), method: 'HEAD' });
  await view();
  await vi.waitFor(
    async () => {
      const { shares } = await snapshot();
      expect(shares).toMatchObject([
        { network: 'WhatsApp', fetches: 1, page: { address: '/articles/tides' } },
      ]);
    },
    { timeout: 8000 },
  );
});

test('streams end when the portal stops, hundreds of them at once', async () => {
  const { audience, get } = await openAudience();
  const streams = await Promise.all(Array.from({ length: 200 }, () => get('/api/newsroom/live')));
  let ended = 0;
  const reading = streams.map(async ({ body }) => {
    for await (const _ of body as AsyncIterable<string>);
    ended++;
  });
  await new Promise((resolve) => setTimeout(resolve, 1500));
  expect(ended).toBe(0);
  const from = performance.now();
  await audience.stop();
  await Promise.all(reading);
  expect(performance.now() - from).toBeLessThan(5000);
});

test('who watches connects again when counting begins anew, and signs in again when the day is over', async () => {
  const line = await userLine('amy', 'correct horse battery');
  const { dataDir, get, publish } = await openAudience({ env: { NEWSROOM_USERS: line } });
  const [user] = readUsers([line]);
  if (!user) throw new Error('no user');
  const tokens = sealer(secretOf(readSettings({ DATA_DIR: dataDir })), 'newsroom');
  const watch = async (seconds: number) => {
    const sealed = admission(tokens, user, 'staff', Math.floor(Date.now() / 1000), seconds);
    const answer = await get('/api/newsroom/live', '', { cookie: `newsroom=${encodeURIComponent(sealed)}` });
    expect(answer.status).toBe(200);
    return (async () => {
      for await (const _ of answer.body as AsyncIterable<string>);
      return 'ended';
    })();
  };
  await expect(watch(2)).resolves.toBe('ended');
  const long = watch(3600);
  publish([story('tides')], 'daily', 7);
  await expect(long).resolves.toBe('ended');
});
