/** Cards as clients ask for them: over HTTP, by their own names, whole, in part, again, and with bad intent. */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import sharp from 'sharp';
import { clients } from '#lib/unfurl/clients.ts';
import { budgets } from './budgets.ts';
import { languageStories } from './support/languages.ts';
import { cardsOf, pagesOf } from './support/shared.ts';
import { difficult, guard, outgoingLog, real } from './support/sites.ts';

const story = `${real.origin}/articles/one-clock-for-all-of-china`;
const lasting = 'public, max-age=31536000, immutable';

async function bytesOf(address: string, headers: Record<string, string> = {}) {
  const answer = await fetch(address, { headers });
  return { answer, bytes: Buffer.from(await answer.arrayBuffer()) };
}

for (const { name, userAgent } of clients) {
  test(`${name} gets each card whole, whatever it asks`, async () => {
    const { og, twitter, data } = await cardsOf(story);
    expect(clients.length).toBeGreaterThanOrEqual(16);
    expect([og.length, twitter.length, data.length]).toEqual([2, 1, 3]);
    for (const address of [...og, ...twitter, ...data]) {
      const agent = { 'user-agent': userAgent };
      const { answer, bytes } = await bytesOf(address, agent);
      const headers = Object.fromEntries(answer.headers);
      expect(answer.status).toBe(200);
      expect(headers).toMatchObject({
        'content-type': 'image/jpeg',
        'content-length': String(bytes.length),
        'cache-control': lasting,
        'x-content-type-options': 'nosniff',
        'cross-origin-resource-policy': 'cross-origin',
      });
      expect(headers.etag).toMatch(/^"[^"]+"$/);
      const head = await fetch(address, { method: 'HEAD', headers: agent });
      const asked = Object.fromEntries(head.headers);
      for (const key of ['content-type', 'content-length', 'cache-control', 'etag'])
        expect(asked[key], key).toBe(headers[key]);
      for (const range of ['bytes=0-32768', 'bytes=0-524288']) {
        const part = await bytesOf(address, { ...agent, range });
        // All of it as 200, never a part that says so.
        expect(part.answer.status).toBe(200);
        expect(part.bytes.equals(bytes)).toBe(true);
      }
      const again = await bytesOf(address, { ...agent, 'if-none-match': headers.etag ?? '' });
      expect([again.answer.status, again.bytes.length]).toEqual([304, 0]);
      expect(again.answer.headers.get('etag')).toBe(headers.etag);
    }
  });
}

test('every card of our own content is a JPEG of its size, within its budget, and half of them within the smaller one', async () => {
  test.setTimeout(180_000);
  const weights: number[] = [];
  for (const page of await pagesOf(real.origin)) {
    const { og, twitter, data } = await cardsOf(page);
    expect(og.length, page).toBeGreaterThan(0);
    for (const address of new Set([...og, ...twitter, ...data])) {
      const { answer, bytes } = await bytesOf(address);
      expect([answer.status, answer.headers.get('cache-control')], address).toEqual([200, lasting]);
      const { format, width, height } = await sharp(bytes).metadata();
      expect([format, width], address).toEqual(['jpeg', 1200]);
      expect([630, 675, 900, 1200]).toContain(height);
      expect(bytes.length, address).toBeLessThanOrEqual(budgets.card);
      weights.push(bytes.length);
    }
  }
  weights.sort((a, b) => a - b);
  expect(weights.length).toBeGreaterThan(130);
  expect(weights[Math.floor(weights.length / 2)]).toBeLessThanOrEqual(budgets.medianCard);
});

test('the three crops of structured data have the three shapes', async () => {
  const { data } = await cardsOf(story);
  const shapes = await Promise.all(
    data.map(async (address) => {
      const { width, height } = await sharp((await bytesOf(address)).bytes).metadata();
      return [width, height];
    }),
  );
  expect(shapes).toEqual([
    [1200, 675],
    [1200, 900],
    [1200, 1200],
  ]);
});

test('nothing in a request changes a card', async () => {
  const [address = ''] = (await cardsOf(story)).twitter;
  const { bytes } = await bytesOf(address);
  const forged = await bytesOf(`${address}?title=Forged&id=forged&subject=page&file=x`, {
    'x-title': 'Forged',
  });
  expect(forged.bytes.equals(bytes)).toBe(true);
});

test('ten thousand mutated addresses: no picture but the current cards, nothing worse than 404', {
  tag: '@long',
}, async () => {
  test.setTimeout(180_000);
  const pages = [story, `${real.origin}/sections/china`, `${real.origin}/topics/time`, `${real.origin}/`];
  const known = (await Promise.all(pages.map(cardsOf))).flatMap(({ og, twitter, data }) => [
    ...og,
    ...twitter,
    ...data,
  ]);
  const tags = new Set<string | null>();
  for (const address of known) tags.add((await fetch(address, { method: 'HEAD' })).headers.get('etag'));
  let seed = 20261125;
  const below = (count: number) => {
    seed = (seed * 1103515245 + 12345) % 2147483648;
    return Math.floor((seed / 2147483648) * count);
  };
  const letters = 'abcdef0123456789-./%_?&=+~ \u00e9\u4e2d';
  const mutate = (address: string): string => {
    const text = [...address.slice(real.origin.length)];
    for (let times = 1 + below(4); times > 0; times--) {
      const at = '/api/og/'.length + below(text.length - '/api/og/'.length);
      text.splice(at, below(3), ...[...letters].slice(below(letters.length)).slice(0, below(4)));
    }
    return real.origin + encodeURI(text.join('')).replaceAll('%2525', '%25');
  };
  const statuses = new Map<number, number>();
  const wrong: string[] = [];
  const one = async () => {
    const address = mutate(known[below(known.length)] ?? '');
    const answer = await fetch(address, { redirect: 'manual' });
    await answer.arrayBuffer();
    statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
    const isOurs = answer.status !== 200 || tags.has(answer.headers.get('etag'));
    if (answer.status >= 500 || !isOurs) wrong.push(`${answer.status} ${address}`);
  };
  for (let done = 0; done < 10_000; done += 20) await Promise.all(Array.from({ length: 20 }, one));
  expect(wrong).toEqual([]);
  // Some hit an old hash of a card that exists, most hit nothing.
  expect(statuses.get(200)).toBeGreaterThan(100);
  expect(statuses.get(404)).toBeGreaterThan(1000);
});

test.describe('languages', () => {
  test('whatever a headline is written in, its card is there for good, and no portal asked another machine', async () => {
    test.setTimeout(120_000);
    for (const { slug, draws } of languageStories) {
      const { og, twitter } = await cardsOf(`${difficult.origin}/articles/${slug}`);
      const [first = ''] = twitter;
      expect(og, slug).toEqual([first]); // No lead: the title card stands for all.
      const { answer, bytes } = await bytesOf(first);
      expect([answer.status, answer.headers.get('cache-control')], slug).toEqual([200, lasting]);
      // A headline stands on paper; what can't be drawn leaves the brand's colour.
      const { data } = await sharp(bytes)
        .extract({ left: 2, top: 2, width: 1, height: 1 })
        .raw()
        .toBuffer({ resolveWithObject: true });
      expect((data[1] ?? 0) > 200, slug).toBe(draws);
    }
    expect(existsSync(outgoingLog) ? readFileSync(outgoingLog, 'utf8') : '').toBe('');
  });

  test('the guard against other machines would notice one', () => {
    const log = path.resolve('.data', 'e2e', 'guard-test.log');
    rmSync(log, { force: true });
    for (const call of [
      'fetch("http://198.51.100.7/")',
      'fetch("http://fonts.example/")',
      'require("http").get("http://198.51.100.8/")',
    ])
      spawnSync(process.execPath, ['--require', guard, '-e', call], {
        env: { ...process.env, OUTGOING_LOG: log },
      });
    expect(readFileSync(log, 'utf8').trim().split('\n')).toEqual([
      '198.51.100.7',
      'fonts.example',
      '198.51.100.8',
    ]);
  });
});

test('after the app has made a late picture, it still draws a card that is in no cache', async () => {
  const [page = ''] = (await pagesOf(difficult.origin))
    .filter((each) => /synthetic-story-9\d$/.test(each))
    .slice(-1);
  const html = await (await fetch(page)).text();
  const pictures = [...html.matchAll(/\/media\/[^"\s]+\.(?:avif|webp|jpg)/g)].map(
    ([address]) => difficult.origin + address,
  );
  expect(pictures.length).toBeGreaterThan(0);
  for (const address of pictures.slice(0, 6))
    expect((await bytesOf(address)).answer.status, address).toBe(200);
  const { og, twitter, data } = await cardsOf(page);
  for (const address of [...og, ...twitter, ...data]) {
    const { answer, bytes } = await bytesOf(address);
    expect([answer.status, answer.headers.get('cache-control')]).toEqual([200, lasting]);
    expect((await sharp(bytes).metadata()).format).toBe('jpeg');
  }
});
