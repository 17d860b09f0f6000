/** An embargo: until its instant not one byte that is served tells of the story; at its instant all surfaces do. */
import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from '@playwright/test';
import { inParallel } from '#lib/threads/parallel.ts';
import { OwnPortal, withField } from './support/own-portal.ts';
import { pagesOf } from './support/shared.ts';
import { real } from './support/sites.ts';

test.describe.configure({ mode: 'serial' });

const portal = new OwnPortal(real.port + 5);
const slug = 'zanzibar-embargoed';
/** Words that stand nowhere else: in the headline, the text, the address, a picture's name and its caption. */
const words = ['Zanzibarian', 'Ouagadougou', slug, 'embargoed-picture'];
const told = (bytes: string) => words.filter((word) => bytes.toLowerCase().includes(word.toLowerCase()));

test.beforeAll(async () => {
  test.setTimeout(120_000);
  await portal.writeContent(6);
  await portal.start('--watch');
  await expect.poll(() => portal.said).toContain('is published at once');
});
test.afterAll(() => portal.remove());

/** Milliseconds in which others get on: without them everything is asked for some dozens of times. */
const betweenRounds = 1_000;

const cardOf = (text: string) =>
  new URL(/og:image" content="([^"]+)"/.exec(text)?.[1] ?? 'none:', portal.origin).pathname;

/** Everything that can be asked for: what is listed, what pages name, and what somebody might guess. */
async function everything(): Promise<string[]> {
  const listed = (await pagesOf(portal.origin)).map((url) => new URL(url).pathname);
  const guessed = [
    ...[`/articles/${slug}`, `/articles/${slug}/`, `/articles/${slug}.html`, `/articles/${slug}.txt`],
    ...[
      `/articles/${slug}/history`,
      `/articles/${slug}/live.json`,
      `/articles/${slug}/opengraph-image`,
      `/articles/%7Aanzibar-embargoed`,
    ],
    ...[
      `/api/og/story/${slug}/card.jpg`,
      '/api/og/story/synthetic-embargoed/0.jpg',
      `/api/oembed?url=${portal.origin}/articles/${slug}`,
    ],
    ...[`/api/audience?view=/articles/${slug}`, '/api/most-read', '/api/health', '/api/newsroom/now'],
    ...[
      '/feed.xml',
      ...[
        '/atom.xml',
        '/feed.json',
        '/topics',
        '/authors',
        '/archive',
        '/archive/2026/11',
        '/corrections',
        '/feeds',
      ],
      '/sitemap.xml',
      '/news-sitemap.xml',
      '/robots.txt',
      '/manifest.webmanifest',
      '/saved',
      '/offline',
      '/sw.js',
      '/errors/not-found',
      '/errors/failed',
    ],
    ...[
      '/search?q=clocks',
      '/search?q=zanzib',
      '/search?q=ouagadogou',
      '/api/search',
      `/content/${slug}.mdx`,
      '/editions/live',
      '/content/current',
      '/.data/editions/live',
    ],
    ...[`/_next/data/build/articles/${slug}.json`, `/articles/${slug}?_rsc=1`],
  ];
  const named = new Set<string>();
  for (const address of [...listed, ...guessed]) {
    const { text } = await portal.ask(address);
    for (const [, found = ''] of text.matchAll(
      /(?:href|src|content)="((?:https?:\/\/localhost[^"]+|\/[^"/][^"]*))"/g,
    )) {
      const url = new URL(found, portal.origin);
      if (url.origin === portal.origin) named.add(url.pathname + url.search);
    }
  }
  const maps = [...named].filter((address) => /\.(js|css)$/.test(address)).map((address) => `${address}.map`);
  return [...new Set([...listed, ...guessed, ...named, ...maps])];
}

test('nothing tells of it before, everything does at its instant', async () => {
  test.setTimeout(120_000);
  const at = Math.ceil(Date.now() / 1000) * 1000 + 28_000;
  // One in English: the main front is among the places where it shows.
  const text = portal
    .read('synthetic-story-1')
    .replace(/^id: .*$/m, 'id: synthetic-embargoed')
    .replace(/^(.*)$/s, '$1\n\nThe text names Ouagadougou.\n');
  const story = withField(
    'embargoUntil',
    new Date(at).toISOString(),
  )(withField('headline', 'Zanzibarian clocks')(text));
  portal.save(slug, story);
  await expect.poll(() => portal.said, { timeout: 10_000 }).toContain('7 stories');
  const status = await portal.command('status');
  expect(status.out).toContain(`${new Date(at).toISOString()}  ${slug} is shown`);

  const addresses = await everything();
  expect(addresses.length).toBeGreaterThan(60);
  let asked = 0;
  // Until shortly before the instant, also after the edition that will show it has been made.
  do {
    // Several at once: on a slow machine too each is asked for once more after the edition has been made.
    await inParallel(addresses, 6, async (address) => {
      if (Date.now() > at - 1_000) return;
      const answer = await portal.ask(address);
      expect(told(answer.text), address).toEqual([]);
      expect(told(JSON.stringify([...answer.headers])), address).toEqual([]);
      asked++;
    });
    await wait(betweenRounds);
  } while (Date.now() < at - 1_000);
  expect(asked).toBeGreaterThan(addresses.length);
  expect(portal.said.match(/^Edition/gm)?.length, 'it was made ready before').toBeGreaterThan(2);

  const surfaces = [`/articles/${slug}`, '/', '/feed.xml', '/sitemaps/2026-11.xml', '/search?q=zanzib'];
  const shownAt = async (address: string): Promise<number> => {
    for (;;) {
      const { text } = await portal.ask(address);
      const now = Date.now();
      if (told(text).length > 0) return now;
      if (now > at + 10_000) throw new Error(`${address} doesn't show it`);
    }
  };
  for (const [address, shown] of await Promise.all(
    surfaces.map(async (each) => [each, await shownAt(each)] as const),
  )) {
    expect(shown, address).toBeGreaterThanOrEqual(at);
    expect(shown - at, address).toBeLessThan(1_000);
  }
  const page = await portal.ask(`/articles/${slug}`);
  expect(page.text).toContain('Ouagadougou');
  expect((await fetch(portal.origin + cardOf(page.text))).status).toBe(200);
});

test('a story that expires is gone at its instant, without a build or a request', async () => {
  const press = await portal.press();
  const at = Math.ceil(Date.now() / 1000) * 1000 + 4_000;
  portal.edit(slug, withField('expiresAt', new Date(at).toISOString()));
  await expect
    .poll(async () => (await press.status()).due, { timeout: 10_000 })
    .toContainEqual(expect.objectContaining({ slug, becomes: 'hidden' }));
  expect((await portal.ask(`/articles/${slug}`)).status).toBe(200);
  await expect.poll(() => Date.now()).toBeGreaterThan(at + 1_000);
  expect((await portal.ask(`/articles/${slug}`)).status).toBe(404);
  expect(told((await portal.ask('/feed.xml')).text)).toEqual([]);
  expect(told((await portal.ask('/')).text)).toEqual([]);
});

test('what is saved half is never published; what was live stays', async () => {
  const whole = portal.read('synthetic-story-1');
  portal.save('synthetic-story-1', `${whole.slice(0, 200)}`);
  await expect.poll(() => portal.said, { timeout: 10_000 }).toContain('What was live stays');
  expect((await portal.ask('/articles/synthetic-story-1')).status).toBe(200);
  portal.save('synthetic-story-1', withField('headline', 'Whole again')(whole));
  await expect
    .poll(async () => (await portal.ask('/articles/synthetic-story-1')).text, { timeout: 10_000 })
    .toContain('Whole again');
});

test('a portal that starts again while a file is broken serves what was live, and keeps its appointments', async () => {
  test.setTimeout(120_000);
  const at = Math.ceil(Date.now() / 1000) * 1000 + 12_000;
  portal.edit('synthetic-story-2', withField('embargoUntil', new Date(at).toISOString()));
  await expect
    .poll(async () => (await portal.ask('/articles/synthetic-story-2')).status, { timeout: 10_000 })
    .toBe(404);
  portal.edit('synthetic-story-1', withField('kind', 'novel'));
  await portal.stop('SIGKILL');
  await portal.start();
  expect(portal.said).toContain('What was live before is served on');
  expect((await portal.ask('/articles/synthetic-story-1')).text).toContain('Whole again');
  await expect
    .poll(async () => (await portal.ask('/articles/synthetic-story-2')).status, { timeout: 30_000 })
    .toBe(200);
  expect(Date.now()).toBeGreaterThanOrEqual(at);
});
