import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { choose } from '#lib/edition/choose.ts';
import { contentOf, noon, story } from '#lib/edition/edition.test.stories.ts';
import type { AudienceMode, Story } from '#lib/edition/model.ts';
import { type Edition, keepContent, openContent } from '#lib/edition/open.ts';
import { admission } from '#lib/newsroom/session.ts';
import { readUsers, userLine } from '#lib/newsroom/users.ts';
import { sealer, secretOf } from '#lib/settings/secret.ts';
import { readSettings } from '#lib/settings/settings.ts';
import { Audience } from './audience.ts';
import type { Answer, Asked } from './http.ts';
import type { Snapshot } from './shapes.ts';
import type { StoreTrouble } from './store/database.ts';
import { openLibsql } from './store/libsql.ts';

const chrome =
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.7339.80 Safari/537.36';
const reader = {
  host: 'localhost:3000',
  origin: 'http://localhost:3000',
  'user-agent': chrome,
  'accept-language': 'en-GB',
  'sec-fetch-site': 'same-origin',
};

let dataDir: string;
let audience: Audience;
let edition: Edition;
let said: string[];
let opened: Audience[] = [];

beforeEach(() => {
  dataDir = mkdtempSync(path.join(tmpdir(), 'audience-'));
  said = [];
});
afterEach(async () => {
  for (const each of opened) await each.stop();
  opened = [];
  rmSync(dataDir, { recursive: true });
});

function editionOf(stories: readonly Story[], mode: AudienceMode = 'daily'): Edition {
  const content = contentOf(stories, { audience: { mode, keepDays: 30 } });
  return openContent(dataDir, keepContent(dataDir, choose(content, noon)));
}

async function open(mode: AudienceMode = 'daily', more: Record<string, string> = {}) {
  edition = editionOf([story('tides'), story('moons', { formerly: ['old-moons'] })], mode);
  audience = new Audience({
    settings: readSettings({
      DATA_DIR: dataDir,
      TRUSTED_PROXIES: 'loopback',
      COUNTRY_HEADER: 'cf-ipcountry',
      ...more,
    }),
    projectDir: process.cwd(),
    edition: () => edition,
    report: (line) => said.push(line),
  });
  opened.push(audience);
  if (mode !== 'off')
    await vi.waitFor(async () => expect((await view()).status).toBe(204), { timeout: 20_000 });
}

type More = Readonly<{
  headers?: Record<string, string | undefined>;
  method?: string;
  path?: string;
  query?: string;
  signal?: AbortSignal;
}>;

function ask(body: unknown, more: More = {}): Promise<Answer> {
  const bytes = Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
  const asked: Asked = {
    method: more.method ?? 'POST',
    path: more.path ?? '/api/audience',
    query: new URLSearchParams(more.query),
    headers: { ...reader, ...more.headers },
    peer: '127.0.0.1',
    body: async (most) => (bytes.length > most ? undefined : bytes),
    signal: more.signal ?? new AbortController().signal,
  };
  return audience.answer(asked);
}

let ids = 1;
const view = (more: Record<string, unknown> = {}, other: More = {}) =>
  ask({ view: '/articles/tides', id: ids++, from: 'www.google.com', width: 390, ...more }, other);
/** As the newsstand tells of a card. */
const by = (agent: string) => ({ method: 'GET', headers: { 'user-agent': agent }, peer: '127.0.0.1' });
const get = (address: string, query = '', headers: Record<string, string | undefined> = {}) =>
  ask('', { method: 'GET', path: address, query, headers: { origin: undefined, ...headers } });
const parsed = (answer: Answer) => JSON.parse(String(answer.body)) as unknown;

async function snapshot(): Promise<Snapshot> {
  return parsed(await get('/api/newsroom/now')) as Snapshot;
}

/** Reasons and how often, when the counters have been handed over. */
async function refusals(): Promise<Record<string, number>> {
  await audience.handOver();
  await new Promise((resolve) => setTimeout(resolve, 20));
  const day = new Date().toISOString().slice(0, 10);
  const days = { first: before(day), last: after(day) };
  const report = parsed(await get('/api/newsroom/report', new URLSearchParams(days).toString())) as {
    refusals: { reason: string; events: number }[];
  };
  return Object.fromEntries(report.refusals.map(({ reason, events }) => [reason, events]));
}
const shifted = (day: string, by: number) =>
  new Date(Date.parse(day) + by * 86_400_000).toISOString().slice(0, 10);
const before = (day: string) => shifted(day, -1);
const after = (day: string) => shifted(day, 1);

describe('the door', () => {
  beforeEach(() => open());

  test('a view is stored before it is answered, and its token lets pings in', async () => {
    const answer = await view();
    expect(answer).toMatchObject({ status: 204, headers: { 'cache-control': 'no-store' } });
    const token = answer.headers['audience-token'];
    expect((await ask({ token, engaged: 0, depth: 30 })).status).toBe(204);
    expect((await snapshot()).readers).toBe(2);
    expect((await ask({ token, engaged: 0, depth: 30, left: true })).status).toBe(204);
    expect((await snapshot()).readers).toBe(1);
  });

  test('a view that is sent again is counted once', async () => {
    await view({ id: 99_999 });
    await view({ id: 99_999 });
    expect((await snapshot()).today.views).toBe(2);
  });

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
    const counted: Record<string, number> = {};
    for (const [name, status, reason, body, more] of refused) {
      expect((await ask(body, more as More)).status, name).toBe(status);
      counted[reason] = (counted[reason] ?? 0) + 1;
      expect(await refusals(), name).toEqual(counted);
    }
    expect((await snapshot()).today.views).toBe(1);
  });

  test('a token of a view that the store doesn’t know is refused', async () => {
    const token = (await view()).headers['audience-token'];
    await audience.stop();
    rmSync(path.join(dataDir, 'audience'), { recursive: true });
    await open();
    expect((await ask({ token, engaged: 1, depth: 1 })).status).toBe(410);
  });

  test('a flood from one network is slowed, another network isn’t', async () => {
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
    const answers = await Promise.all(
      Array.from({ length: 200 }, (_, n) =>
        view({}, { headers: { 'x-forwarded-for': `2001:db8::${n.toString(16)}` } }),
      ),
    );
    expect(answers.filter(({ status }) => status === 429).length).toBeGreaterThan(60);
  });

  test('one network can’t use up the names that the store learns in a day', async () => {
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

  test('a view that wasn’t taken at once is one of the minute in which it was opened, within reason', async () => {
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

  test('robots are let in and counted apart', async () => {
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

  test('a reader without script is counted by a picture', async () => {
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

  test('the choice of /privacy is a cookie that says nothing else, and only our own form makes it', async () => {
    const choose = (body: string, headers = {}) => ask(body, { path: '/api/audience/choice', headers });
    expect(await choose('count=no')).toMatchObject({
      status: 303,
      headers: {
        location: '/privacy#not-counted',
        'set-cookie': 'audience=off; Max-Age=31536000; Path=/; SameSite=Lax',
      },
    });
    expect((await choose('count=yes')).headers['set-cookie']).toBe(
      'audience=; Max-Age=0; Path=/; SameSite=Lax',
    );
    expect((await choose('count=maybe')).status).toBe(400);
    expect((await choose('count=no', { origin: 'https://evil.example' })).status).toBe(403);
  });

  test('a card that a network fetches is a share; one that a browser fetches isn’t', async () => {
    audience.cardFetched('id-tides', by('WhatsApp/2.23.20.0'));
    audience.cardFetched('id-tides', by(chrome));
    audience.cardFetched('id-none', by('WhatsApp/2.23.20.0'));
    audience.cardFetched('id-tides', { ...by('WhatsApp/2.23.20.0'), method: 'HEAD' });
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
});

test('in aggregate mode nothing is kept of who it was', async () => {
  await open('aggregate');
  await view();
  const live = await snapshot();
  expect(live.today).toMatchObject({ views: 2 });
  expect(live.today.readers).toBeUndefined();
  expect(readdirSync(path.join(dataDir, 'audience'))).not.toContain('salts');
});

test('counting that is switched off counts nothing, forgets whose mark is whose, and deletes what is old enough', async () => {
  await open('daily');
  const salts = path.join(dataDir, 'audience', 'salts');
  expect(readdirSync(salts)).toHaveLength(1);
  edition = editionOf([story('tides')], 'off');
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
  edition = editionOf([story('tides')], 'daily');
  await vi.waitFor(async () => expect((await view()).status).toBe(204), { timeout: 20_000 });
  expect((await snapshot()).today.views).toBe(counted + 1);
});

test('where counting is off nothing is taken and nothing is made', async () => {
  await open('off');
  expect((await view()).status).toBe(404);
  expect((await get('/api/newsroom/live')).status).toBe(404);
  expect(readdirSync(dataDir)).not.toContain('audience');
});

test('no address and no browser is ever on the disk or in the log, whatever happens in a day', async () => {
  const line = await userLine('amy', 'a password of hers');
  await open('daily', { NEWSROOM_USERS: line });
  const secrets = ['203.0.113.77', '2001:db8:cafe:77::1', 'Nokia-9110i-Communicator', 'Unmistakable/77'];
  const headers = (address = secrets[0], agent = `${chrome} ${secrets[2]}`) => ({
    'x-forwarded-for': address,
    'user-agent': agent,
  });
  for (const each of [
    headers(),
    headers(secrets[1]),
    headers(secrets[1], `${secrets[3]} (bot; +https://bot.example)`),
  ]) {
    const token = (await view({}, { headers: each })).headers['audience-token'];
    await ask({ token, engaged: 3, depth: 50 }, { headers: each });
    await ask({ token, engaged: 5, depth: 100, left: true }, { headers: each });
    await ask({ token: 'wrong', engaged: 5, depth: 100 }, { headers: each });
    await ask('nonsense', { headers: each });
    await view({ view: '/nowhere' }, { headers: each });
    await view({}, { headers: { ...each, 'sec-gpc': '1' } });
    await get('/api/audience/pixel.gif', 'page=/articles/tides', each);
    await get('/api/newsroom/live', '', each);
    await ask('name=amy&password=wrong', { path: '/api/newsroom/session', headers: each });
    audience.cardFetched('id-tides', by(`WhatsApp/2.23 ${secrets[3]}`));
  }
  const flood = Array.from({ length: 300 }, () => view({}, { headers: headers() }));
  await Promise.all(flood);
  search('while it runs');
  await audience.stop();
  search('when it has stopped');

  function search(when: string) {
    const files = filesIn(dataDir);
    expect(files.some((file) => file.includes('audience.db'))).toBe(true);
    for (const file of files) {
      const bytes = readFileSync(file);
      for (const secret of secrets)
        expect(bytes.includes(secret), `${secret} in ${file} ${when}`).toBe(false);
      expect(bytes.includes(Buffer.from([203, 0, 113, 77])), `the address in ${file} ${when}`).toBe(false);
    }
    for (const secret of secrets) expect(said.join('\n')).not.toContain(secret);
  }
});

function filesIn(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const file = path.join(folder, name);
    return statSync(file).isDirectory() ? filesIn(file) : [file];
  });
}

test('streams end when the portal stops, hundreds of them at once', async () => {
  await open();
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
  await open('daily', { NEWSROOM_USERS: line });
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
  edition = openContent(
    dataDir,
    keepContent(
      dataDir,
      choose(contentOf([story('tides')], { audience: { mode: 'daily', keepDays: 7 } }), noon),
    ),
  );
  await expect(long).resolves.toBe('ended');
});

test('a story that is taken down is gone from the most read at once', async () => {
  await open();
  for (let n = 0; n < 6; n++) await view();
  const list = async () => parsed(await get('/api/most-read')) as { today: { address: string }[] };
  expect((await list()).today).toEqual([
    { address: '/articles/tides', headline: 'Headline of tides', count: 7 },
  ]);
  edition = editionOf([story('moons')]);
  expect((await list()).today).toEqual([]);
});

describe('the newsroom', () => {
  const signIn = (name: string, password: string, headers = {}) =>
    ask(new URLSearchParams({ name, password }).toString(), { path: '/api/newsroom/session', headers });
  const cookieOf = (answer: Answer) => answer.headers['set-cookie']?.split(';')[0] ?? '';

  test('without users it is open to this machine, and to no other name of it', async () => {
    await open();
    expect(parsed(await get('/api/newsroom/session'))).toEqual({ role: 'staff', name: 'this machine' });
    for (const host of ['portal.example', '192.168.0.7:3000', 'localhost.evil.example', undefined])
      expect((await get('/api/newsroom/session', '', { host })).status, host).toBe(401);
  });

  test('without users nobody else in the network gets in, whatever name they ask for', async () => {
    await open('daily', { TRUSTED_PROXIES: '' });
    const from = async (more: Partial<Asked>) => {
      const asked: Asked = {
        method: 'GET',
        path: '/api/newsroom/session',
        query: new URLSearchParams(),
        headers: { host: 'localhost:3000' },
        peer: '127.0.0.1',
        body: async () => undefined,
        signal: new AbortController().signal,
      };
      return (await audience.answer({ ...asked, ...more })).status;
    };
    expect(await from({})).toBe(200);
    expect(await from({ peer: '::1' })).toBe(200);
    expect(await from({ peer: '192.168.0.9' })).toBe(401);
    expect(await from({ peer: undefined })).toBe(401);
    // A proxy on this machine that nobody told us of: who is behind it can't be known.
    expect(await from({ headers: { host: 'localhost:3000', 'x-forwarded-for': '127.0.0.1' } })).toBe(401);
  });

  test('with users one signs in, for a day, until the password changes', async () => {
    const line = await userLine('amy', 'correct horse battery');
    await open('daily', { NEWSROOM_USERS: line });
    for (const path of ['session', 'live', 'report', 'export'])
      expect((await get(`/api/newsroom/${path}`)).status).toBe(401);
    expect((await signIn('amy', 'wrong password')).status).toBe(401);
    expect((await signIn('bob', 'correct horse battery')).status).toBe(401);
    expect((await signIn('amy', 'correct horse battery', { origin: 'https://evil.example' })).status).toBe(
      403,
    );
    const answer = await signIn('Amy', 'correct horse battery');
    expect(answer.status).toBe(200);
    expect(answer.headers['set-cookie']).toMatch(
      /; Path=\/api\/newsroom; Max-Age=43200; HttpOnly; SameSite=Strict$/,
    );
    const cookie = cookieOf(answer);
    expect((await get('/api/newsroom/live', '', { cookie })).status).toBe(200);
    expect((await get('/api/newsroom/live', '', { cookie: cookie.replace('amy', 'eve') })).status).toBe(401);
    await audience.stop();
    await open('daily', { NEWSROOM_USERS: await userLine('amy', 'another password') });
    expect((await get('/api/newsroom/live', '', { cookie })).status).toBe(401);
  });

  test('guessing is slowed', async () => {
    await open('daily', { NEWSROOM_USERS: await userLine('amy', 'correct horse battery') });
    const answers: number[] = [];
    for (let n = 0; n < 12; n++) answers.push((await signIn('amy', `guess number ${n}`)).status);
    expect(answers).toEqual([...Array(10).fill(401), 429, 429]);
  });

  test('a link for a wall may look and nothing else', async () => {
    await open('daily', { NEWSROOM_USERS: await userLine('amy', 'correct horse battery') });
    const cookie = cookieOf(await signIn('amy', 'correct horse battery'));
    const made = parsed(await ask('', { path: '/api/newsroom/wall', headers: { cookie } })) as {
      link: string;
    };
    const { pathname } = new URL(made.link);
    const entered = await get(decodeURIComponent(pathname));
    expect(entered).toMatchObject({ status: 303, headers: { location: '/newsroom' } });
    const wall = cookieOf(entered);
    expect((await get('/api/newsroom/live', '', { cookie: wall })).status).toBe(200);
    expect((await get('/api/newsroom/export', '', { cookie: wall })).status).toBe(403);
    expect((await ask('', { path: '/api/newsroom/wall', headers: { cookie: wall } })).status).toBe(403);
    expect((await get('/api/newsroom/wall/made-up')).status).toBe(403);
  });

  test('a report can be taken along as CSV and NDJSON', async () => {
    await open();
    const day = new Date().toISOString().slice(0, 10);
    const query = (as: string) =>
      new URLSearchParams({ first: before(day), last: after(day), as }).toString();
    const csv = await get('/api/newsroom/export', query('csv'));
    expect(csv.headers['content-disposition']).toContain('attachment; filename="audience-');
    expect(String(csv.body)).toContain('\r\npage,');
    const lines = String((await get('/api/newsroom/export', query('ndjson'))).body)
      .trim()
      .split('\n');
    expect(lines.map((line) => JSON.parse(line) as { kind: string; views: number })).toContainEqual(
      expect.objectContaining({ kind: 'total', views: 1 }),
    );
    expect((await get('/api/newsroom/export', query('xls'))).status).toBe(400);
    expect((await get('/api/newsroom/report', 'first=yesterday&last=today')).status).toBe(400);
  });
});
