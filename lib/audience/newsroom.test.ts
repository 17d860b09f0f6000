import { describe, expect, test } from 'vitest';
import type { Answer, Asked } from '#lib/http/asked.ts';
import { userLine } from '#lib/newsroom/users.ts';
import { aroundToday, openAudience, parsed } from './audience.test.opened.ts';

const cookieOf = (answer: Answer) => answer.headers['set-cookie']?.split(';')[0] ?? '';

/** A newsroom with one user, Amy. */
async function openNewsroom(password: string, dataDir?: string) {
  const env = { NEWSROOM_USERS: await userLine('amy', password) };
  const opened = await openAudience({ env, dataDir });
  const signIn = (name: string, password: string, headers = {}) =>
    opened.ask(new URLSearchParams({ name, password }).toString(), {
      path: '/api/newsroom/session',
      headers,
    });
  return { ...opened, signIn };
}

describe('the newsroom', () => {
  test('without users it is open to this machine, and to no other name of it', async () => {
    const { get } = await openAudience();
    expect(parsed(await get('/api/newsroom/session'))).toEqual({ role: 'staff', name: 'this machine' });
    for (const host of ['portal.example', '192.168.0.7:3000', 'localhost.evil.example', undefined])
      expect((await get('/api/newsroom/session', '', { host })).status, host).toBe(401);
  });

  test('without users nobody else in the network gets in, whatever name they ask for', async () => {
    const { audience } = await openAudience({ env: { TRUSTED_PROXIES: '' } });
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
    const { audience, dataDir, get, signIn } = await openNewsroom('correct horse battery');
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
    const after = await openNewsroom('another password', dataDir);
    expect((await after.get('/api/newsroom/live', '', { cookie })).status).toBe(401);
  });

  test('guessing is slowed', async () => {
    const { signIn } = await openNewsroom('correct horse battery');
    const answers: number[] = [];
    for (let n = 0; n < 12; n++) answers.push((await signIn('amy', `guess number ${n}`)).status);
    expect(answers).toEqual([...Array(10).fill(401), 429, 429]);
  });

  test('a link for a wall may look and nothing else', async () => {
    const { ask, get, signIn } = await openNewsroom('correct horse battery');
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
    const { get } = await openAudience();
    const query = (as: string) => new URLSearchParams({ ...aroundToday(), as }).toString();
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
