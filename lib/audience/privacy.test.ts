import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { userLine } from '#lib/newsroom/users.ts';
import { chrome } from './audience.test.browser.ts';
import { fetchedBy, openAudience } from './audience.test.opened.ts';

test('the choice of /privacy is a cookie that says nothing else, and only our own form makes it', async () => {
  const { ask } = await openAudience();
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

test('no address and no browser is ever on the disk or in the log, whatever happens in a day', async () => {
  const line = await userLine('amy', 'a password of hers');
  const { audience, dataDir, said, ask, view, get } = await openAudience({ env: { NEWSROOM_USERS: line } });
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
    audience.cardFetched('id-tides', fetchedBy(`WhatsApp/2.23 ${secrets[3]}`));
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
