import { describe, expect, test } from 'vitest';
import { type More, openAudience } from './audience.test.opened.ts';

describe('the door', () => {
  const own = { view: '/articles/tides', id: 5_000 };
  const refused = [
    ['another method', 405, 'wrong-method', '', { method: 'GET' }],
    [
      'another site’s page',
      403,
      'foreign',
      own,
      { headers: { origin: 'https://evil.example', 'sec-fetch-site': undefined } },
    ],
    ['another site’s frame', 403, 'foreign', own, { headers: { 'sec-fetch-site': 'cross-site' } }],
    ['no page at all', 403, 'foreign', own, { headers: { origin: 'null' } }],
    ['more than 2 KB', 413, 'too-large', { ...own, from: 'x'.repeat(2500) }, {}],
    ['no JSON', 400, 'malformed', 'hello', {}],
    ['a list', 400, 'malformed', [], {}],
    ['an unknown field', 400, 'malformed', { ...own, extra: 1 }, {}],
    ['an id that is no whole number', 400, 'malformed', { ...own, id: 1.5 }, {}],
    ['an id beyond what numbers can hold', 400, 'malformed', { ...own, id: 2 ** 60 }, {}],
    ['a negative time', 400, 'malformed', { token: 'x', engaged: -1, depth: 0 }, {}],
    ['an address that is no page', 404, 'unknown-page', { ...own, view: '/articles/none' }, {}],
    ['an address that was a page once', 404, 'unknown-page', { ...own, view: '/articles/old-moons' }, {}],
    ['a page that isn’t for readers', 404, 'unknown-page', { ...own, view: '/newsroom' }, {}],
    [
      'a made-up token',
      403,
      'bad-token',
      { token: '1.2.3.AAAAAAAAAAAAAAAAAAAAAA', engaged: 1, depth: 1 },
      {},
    ],
    ['the browser’s Global Privacy Control', 403, 'opted-out', own, { headers: { 'sec-gpc': '1' } }],
    ['the choice on /privacy', 403, 'opted-out', own, { headers: { cookie: 'theme=dark; audience=off' } }],
  ] as const;

  test('refuses, and counts each by its reason', async () => {
    const { ask, refusals, snapshot } = await openAudience();
    const counted: Record<string, number> = {};
    for (const [name, status, reason, body, more] of refused) {
      expect((await ask(body, more as More)).status, name).toBe(status);
      counted[reason] = (counted[reason] ?? 0) + 1;
      expect(await refusals(), name).toEqual(counted);
    }
    expect((await snapshot()).today.views).toBe(1);
  });

  test('a flood from one network is slowed, another network isn’t', async () => {
    const { view, refusals } = await openAudience();
    const from = (address: string) => view({}, { headers: { 'x-forwarded-for': address } });
    const answers = await Promise.all(Array.from({ length: 200 }, () => from('203.0.113.7')));
    const passed = answers.filter(({ status }) => status === 204).length;
    expect(passed).toBeGreaterThanOrEqual(120);
    expect(passed).toBeLessThan(140);
    expect(answers.every(({ status }) => status === 204 || status === 429)).toBe(true);
    expect((await from('203.0.113.8')).status).toBe(204);
    expect((await refusals())['too-many']).toBe(200 - passed);
  });

  test('one machine with a whole IPv6 network is one network', async () => {
    const { view } = await openAudience();
    const answers = await Promise.all(
      Array.from({ length: 200 }, (_, n) =>
        view({}, { headers: { 'x-forwarded-for': `2001:db8::${n.toString(16)}` } }),
      ),
    );
    expect(answers.filter(({ status }) => status === 429).length).toBeGreaterThan(60);
  });

  test('one network can’t use up the names that the store learns in a day', async () => {
    const { view, snapshot } = await openAudience();
    const from = (host: string, network: string) =>
      view({ from: host }, { headers: { 'x-forwarded-for': network } });
    for (let n = 0; n < 32; n++) await from(`made-up-${n}.example`, '203.0.113.5');
    await from('made-up-0.example', '203.0.113.5');
    await from('made-up-31.example', '203.0.113.6');
    const named = new Map((await snapshot()).sources.map(({ name, views }) => [name, views]));
    expect(named.get('other')).toBe(2);
    expect(named.get('made-up-0.example')).toBe(2);
    expect(named.get('made-up-31.example')).toBe(1);
  });
});
