/** What the newsstand answers, seen from the network: status, headers, and what must never leave the house. */
import { expect, test } from '@playwright/test';
import { pagesOf } from './support/shared.ts';
import { difficult, real } from './support/sites.ts';

const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; " +
  "manifest-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
const story = `${real.origin}/articles/one-clock-for-all-of-china`;
const ask = (url: string, headers: Record<string, string> = {}, method = 'GET') =>
  fetch(url, { headers, method, redirect: 'manual' });

test('a page comes with its policy, its cache rule and a strong tag', async () => {
  const { headers, status } = await ask(story);
  expect(status).toBe(200);
  expect(headers.get('content-security-policy')).toBe(policy);
  expect(headers.get('cache-control')).toBe('public, max-age=0, s-maxage=30, stale-while-revalidate=30');
  expect(headers.get('etag')).toMatch(/^"[^"]+"$/);
  expect(headers.get('x-content-type-options')).toBe('nosniff');
  expect(headers.get('x-powered-by')).toBeNull();
});

test('a page is sent in brotli, gzip or as it is, each with its own tag and length', async () => {
  const tags = new Set<string | null>();
  for (const encoding of ['br', 'gzip', 'identity']) {
    const answer = await ask(story, { 'accept-encoding': encoding });
    expect(answer.headers.get('content-encoding')).toBe(encoding === 'identity' ? null : encoding);
    expect(Number(answer.headers.get('content-length'))).toBeGreaterThan(1000);
    expect(await answer.text()).toContain('</html>');
    tags.add(answer.headers.get('etag'));
  }
  expect(tags.size).toBe(3);
});

test('what a browser has already is not sent again', async () => {
  const etag = (await ask(story)).headers.get('etag') ?? '';
  const again = await ask(story, { 'if-none-match': `"other", W/${etag}` });
  expect(again.status).toBe(304);
  expect(await again.text()).toBe('');
  expect((await ask(story, { 'if-none-match': '"other"' })).status).toBe(200);
});

test('HEAD says the same as GET and sends nothing', async () => {
  const [get, head] = [await ask(story), await ask(story, {}, 'HEAD')];
  for (const name of ['content-length', 'etag', 'content-type', 'cache-control'])
    expect(head.headers.get(name), name).toBe(get.headers.get(name));
  expect(await head.text()).toBe('');
});

test('hashed files may be kept for a year', async () => {
  const html = await (await ask(story)).text();
  const files = [
    /\/_next\/static\/[^"]+\.css/,
    /\/assets\/reader\.[0-9a-f]+\.js/,
    /\/media\/[0-9a-f]+\/\d+\.jpg/,
  ];
  for (const pattern of files) {
    const address = pattern.exec(html)?.[0];
    expect(address, String(pattern)).toBeDefined();
    const { headers, status } = await ask(`${real.origin}${address}`);
    expect(status, address).toBe(200);
    expect(headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
  }
});

test('unknown addresses are 404 with a page that helps', async () => {
  for (const address of [
    '/nothing',
    '/articles/nothing',
    '/media/0/1.jpg',
    '/_next/data/x.json',
    '/errors/not-found',
  ]) {
    const answer = await ask(real.origin + address);
    expect(answer.status, address).toBe(404);
    expect(await answer.text(), address).toContain('There is nothing at this address');
  }
});

test('strange addresses get an answer, never an error of ours', async () => {
  for (const address of [
    '/%',
    '/%00',
    '//example.org',
    '/..%2f..%2fetc/passwd',
    `/${'a'.repeat(4000)}`,
    '/%E0%A4%A',
  ])
    expect([308, 400, 404], address).toContain((await ask(real.origin + address)).status);
  expect((await ask(story, {}, 'POST')).status).toBe(405);
});

test('an old address leads to the new one, once and for good', async () => {
  for (const old of ['old-name', 'older-name']) {
    const answer = await ask(`${difficult.origin}/articles/${old}?a=1`);
    expect(answer.status).toBe(308);
    expect(answer.headers.get('location')).toBe('/articles/new-name?a=1');
  }
  const slash = await ask(`${difficult.origin}/articles/new-name/`);
  expect([slash.status, slash.headers.get('location')]).toEqual([308, '/articles/new-name']);
});

test('a withdrawn story answers 410 and says why', async () => {
  const answer = await ask(`${difficult.origin}/articles/withdrawn-story`);
  const text = await answer.text();
  expect(answer.status).toBe(410);
  expect(text).toContain('Its figures were wrong &amp; can’t be mended.');
  expect(text).not.toContain('xylophagous');
  expect(text).toContain('noindex');
});

test('a feed is asked for by its tag or its date; what its stories show is there', async () => {
  for (const address of ['/feed.xml', '/atom.xml', '/topics/time/feed.xml', '/authors/data-desk/feed.json']) {
    const answer = await ask(real.origin + address);
    const text = await answer.text();
    expect([answer.status, answer.headers.get('content-type')]).toEqual([
      200,
      address.endsWith('.json') ? 'application/feed+json; charset=utf-8' : 'application/xml; charset=utf-8',
    ]);
    const modified = answer.headers.get('last-modified') ?? '';
    const later = new Date(Date.parse(modified) + 60_000).toUTCString();
    const askedAgain = (headers: Record<string, string>) => ask(real.origin + address, headers);
    expect((await askedAgain({ 'if-none-match': answer.headers.get('etag') ?? '' })).status).toBe(304);
    expect((await askedAgain({ 'if-modified-since': modified })).status).toBe(304);
    expect((await askedAgain({ 'if-modified-since': later })).status).toBe(200);
    expect((await askedAgain({ 'if-modified-since': modified, 'if-none-match': '"another"' })).status).toBe(
      200,
    );
    const pictures = new Set(text.match(/http:[^"&\\ ]*\/media\/[^"&\\ ]+/g));
    expect(pictures.size).toBeGreaterThan(0);
    for (const picture of pictures) expect((await fetch(picture)).status, picture).toBe(200);
  }
  expect((await ask(`${real.origin}/topics/time/other.xml`)).status).toBe(404);
});

test('what is hidden is nowhere: drafts, embargoes, the future, the expired', async () => {
  const seen = new Set<string>([
    '/',
    '/feed.xml',
    '/atom.xml',
    '/feed.json',
    '/sitemap.xml',
    '/news-sitemap.xml',
    '/robots.txt',
    '/sections/north',
    '/sections/north/feed.xml',
    '/authors/desk-one',
    '/authors/desk-one/feed.json',
  ]);
  for (const slug of ['hidden-until-2099', 'a-draft', 'from-the-future', 'past-its-time']) {
    expect((await ask(`${difficult.origin}/articles/${slug}`)).status, slug).toBe(404);
    expect((await ask(`${difficult.origin}/api/og/story/${slug}/title-000000000000.jpg`)).status, slug).toBe(
      404,
    );
  }
  for (const address of seen) {
    const text = await (await ask(difficult.origin + address)).text();
    expect(text, address).not.toMatch(
      /quetzalcoatlus|hidden-until-2099|a-draft|from-the-future|past-its-time/,
    );
  }
});

test('an older story’s page is finished when first asked for, as a document from its first byte, and kept', async () => {
  const answers = await Promise.all(
    Array.from({ length: 8 }, () => ask(`${difficult.origin}/articles/synthetic-story-58`)),
  );
  const texts = await Promise.all(answers.map((answer) => answer.text()));
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
  expect(new Set(texts).size).toBe(1);
  expect(texts[0]).toContain('<h1 class="headline"');
  expect(texts[0]).not.toMatch(/__next_f|\/_next\/static\/chunks\/[^"]*\.js/);
  const again = await ask(`${difficult.origin}/articles/synthetic-story-58`, {
    'if-none-match': answers[0]?.headers.get('etag') ?? '',
  });
  expect(again.status).toBe(304);
});

test('the theme a reader chose is theirs alone: no shared cache keeps it', async () => {
  const { headers } = await ask(story, { cookie: 'theme=dark' });
  expect(headers.get('cache-control')).toBe('private, max-age=0, must-revalidate');
  expect(headers.get('etag')).not.toBe((await ask(story)).headers.get('etag'));
  const forged = await ask(story, { cookie: 'theme="><script>' });
  expect(await forged.text()).not.toContain('data-theme');
});

test('no page carries framework script, inline script or inline style', async () => {
  const addresses = await pagesOf(real.origin);
  expect(addresses.length).toBeGreaterThan(40);
  for (const address of addresses) {
    const html = await (await ask(address)).text();
    const scripts = [...html.matchAll(/<script\b([^>]*)>/g)].map(([, attributes]) => attributes ?? '');
    for (const attributes of scripts)
      expect(attributes, address).toMatch(
        /type="application\/ld\+json"|src="\/assets\/(reader|offline)\.[0-9a-f]+\.js"/,
      );
    expect(html, address).not.toMatch(/\sstyle="|<style|\son\w+="|__next|data-precedence/);
  }
});
