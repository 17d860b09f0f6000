/** What a page tells of its reading, in a real browser, to a server of the test's own that keeps what it hears. */
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { chromium, expect, type Page, test } from '@playwright/test';
import { build } from 'esbuild';
import { bundling } from '#lib/press/reader-script.ts';
import { findBrowser } from './support/browser.ts';
import { stopClock } from './support/clock.ts';
import { ownBusiness, pageKinds } from './support/pages.ts';

type Told = Record<string, unknown>;
let server: Server;
let origin: string;
let script: string;
let told: Told[];
let pixels: string[];
/** What the next views are answered with; 204 and a token once it is empty. */
let answers: number[];

const text = `<p>${'Words. '.repeat(40)}</p>`.repeat(60);
const element = `<page-view address="/articles/one"><noscript><img src="/api/audience/pixel.gif?page=%2Farticles%2Fone" alt=""></noscript></page-view>`;
const choice = `<audience-choice><form action="/api/audience/choice" method="post">
  <p data-when="counted">Counted.</p><p data-when="choice">Not counted.</p><p data-when="browser">By the browser.</p>
  <button name="count" value="no" data-when="counted">No</button>
  <button name="count" value="yes" data-when="choice">Yes</button></form></audience-choice>`;
const html = `<!doctype html><title>One</title><script type="module" src="/assets/reader.js"></script>
  <main>${text}${element}</main><footer>${text}${choice}</footer>`;

test.beforeAll(async () => {
  const entryPoints = [path.resolve('reader/reader.ts')];
  const { outputFiles } = await build({ ...bundling, entryPoints, write: false });
  script = outputFiles[0]?.text ?? '';
  server = createServer(async (request, response) => {
    const { url = '', method } = request;
    if (method === 'POST') {
      const body = JSON.parse((await request.setEncoding('utf8').toArray()).join(''));
      told.push({ ...body, type: request.headers['content-type'] });
      const status = ('view' in body && answers.shift()) || 204;
      response.writeHead(status, status === 204 ? { 'audience-token': 'a token' } : {}).end();
    } else if (url.startsWith('/api/audience/pixel.gif')) {
      pixels.push(url);
      response.writeHead(204).end();
    } else if (url === '/assets/reader.js') {
      response.writeHead(200, { 'content-type': 'text/javascript' }).end(script);
    } else {
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(html);
    }
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
test.afterAll(() => {
  server.closeAllConnections();
  server.close();
});
test.beforeEach(() => {
  told = [];
  pixels = [];
  answers = [];
});

const views = () => told.filter((each) => 'view' in each);
const pings = () => told.filter((each) => 'token' in each).map(({ token: _, type: __, ...ping }) => ping);
const open = (page: Page, query = '') => page.goto(`${origin}/articles/one${query}`);
/** Until what was sent before has come, and its answer too. */
const settle = (page: Page) => page.evaluate(() => fetch('/').then((answer) => answer.text()));
/** A page that is looked at. */
async function opened(page: Page): Promise<void> {
  await stopClock(page, '2026-11-25T08:00:01Z');
  await open(page);
  await expect.poll(views).toHaveLength(1);
  await settle(page);
}
/** As if another tab were in front, or this one again. */
const turn = (page: Page, hidden: boolean) =>
  page.evaluate((value) => {
    Object.defineProperty(document, 'hidden', { value, configurable: true });
    document.dispatchEvent(new Event('visibilitychange'));
  }, hidden);

test('a view is the page’s address, where it came from, its campaign and its width', async ({ page }) => {
  await page.setViewportSize({ width: 801, height: 600 });
  await page.goto(`${origin}/articles/two?page=secret`);
  await expect.poll(views).toHaveLength(1);
  told.length = 0;
  await page.evaluate((query) => {
    location.href = `/articles/one${query}`;
  }, '?utm_source=letter&utm_campaign=week');
  await expect.poll(views).toHaveLength(1);
  expect(views()[0]).toEqual({
    view: '/articles/one',
    id: expect.any(Number),
    from: '/articles/two',
    campaign: { source: 'letter', name: 'week' },
    width: 801,
    type: 'text/plain;charset=UTF-8',
  });
  expect(Number.isSafeInteger(views()[0]?.id)).toBe(true);
});

test('of a page elsewhere no more than the host is told', async ({ page }) => {
  await page.route('http://elsewhere.example/**', (route) =>
    route.fulfill({
      contentType: 'text/html',
      body: `<meta name="referrer" content="unsafe-url"><a href="${origin}/articles/one">Link</a>`,
    }),
  );
  await page.goto('http://elsewhere.example/private?q=secret');
  await page.click('a');
  await expect.poll(views).toHaveLength(1);
  expect(views()[0]?.from).toBe('elsewhere.example');
  expect(JSON.stringify(told)).not.toMatch(/secret|private/);
});

test('each 15 seconds in use are told, with how far the text was read', async ({ page }) => {
  await opened(page);
  await page.clock.runFor(15_000);
  await expect.poll(pings).toHaveLength(1);
  expect(pings()[0]).toMatchObject({ engaged: 15 });
  expect(pings()[0]?.depth).toBeLessThan(30);
  await page.evaluate(() => document.querySelector('page-view')?.scrollIntoView({ block: 'end' }));
  await page.clock.runFor(15_000);
  await expect.poll(pings).toHaveLength(2);
  expect(pings()[1]).toEqual({ engaged: 30, depth: 100 });
});

test('who does nothing for a minute isn’t reading; who scrolls again is at once', async ({ page }) => {
  await opened(page);
  await page.clock.runFor(300_000);
  await expect.poll(pings).toHaveLength(4);
  await page.mouse.wheel(0, 300);
  await expect.poll(pings).toHaveLength(5);
  expect(pings().map(({ engaged }) => engaged)).toEqual([15, 30, 45, 60, 60]);
});

test('a page that is left says so once, with its last state', async ({ page }) => {
  await opened(page);
  await page.clock.runFor(7_000);
  await page.evaluate(() => {
    const end = document.querySelector('page-view')?.getBoundingClientRect().top ?? 0;
    // So that half of the text has been in view, and one pixel.
    scrollTo(0, Math.ceil(end / 2) + 1 - innerHeight);
  });
  await page.goto(`${origin}/articles/two`);
  await expect.poll(views).toHaveLength(2);
  expect(pings()).toEqual([{ engaged: 7, depth: 50, left: true }]);
});

test('behind another tab nothing runs; in front again, the same view goes on', async ({ page }) => {
  await opened(page);
  await turn(page, true);
  await expect.poll(pings).toEqual([{ engaged: 0, depth: expect.any(Number), left: true }]);
  await page.clock.runFor(600_000);
  await turn(page, false);
  await expect.poll(pings).toHaveLength(2);
  expect(pings()[1]).toEqual({ engaged: 0, depth: expect.any(Number) });
  expect(views()).toHaveLength(1);
});

// The browser without windows keeps no page it has left: what one with windows tells is told here.
test('so it does where a browser tells only that the page is put aside, and that it comes back as it was', async ({
  page,
}) => {
  await opened(page);
  await page.evaluate(() => dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true })));
  await expect.poll(pings).toEqual([{ engaged: 0, depth: expect.any(Number), left: true }]);
  await page.evaluate(() => dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true })));
  await expect.poll(pings).toHaveLength(2);
  expect(views()).toHaveLength(1);
});

// The browser without windows has no such cache: this one needs the other.
test('a page that comes back from the cache goes on with its view', { tag: '@long' }, async () => {
  const browser = await chromium.launch({
    ...findBrowser('with windows'),
    ignoreDefaultArgs: ['--disable-back-forward-cache'],
  });
  try {
    const page = await browser.newPage();
    await open(page);
    await expect.poll(views).toHaveLength(1);
    await settle(page);
    await page.goto(`${origin}/articles/two`);
    await expect.poll(views).toHaveLength(2);
    told.length = 0;
    await page.evaluate(() => history.back());
    await expect.poll(pings).toContainEqual({ engaged: expect.any(Number), depth: expect.any(Number) });
    expect(views()).toEqual([]);
  } finally {
    await browser.close();
  }
});

test('a page prepared ahead is counted when it is looked at', async ({ page }) => {
  await page.addInitScript(() => {
    for (const name of ['prerendering', 'hidden'])
      Object.defineProperty(document, name, { value: true, configurable: true });
  });
  await open(page);
  await settle(page);
  expect(told).toEqual([]);
  await page.evaluate(() => {
    for (const name of ['prerendering', 'hidden'])
      Object.defineProperty(document, name, { value: false, configurable: true });
    document.dispatchEvent(new Event('prerenderingchange'));
  });
  await expect.poll(views).toHaveLength(1);
});

test('a view that a busy server didn’t take comes again by the same number', async ({ page }) => {
  answers = [503, 429];
  await opened(page);
  await page.clock.runFor(5_000);
  await expect.poll(views).toHaveLength(2);
  await settle(page);
  await page.clock.runFor(15_000);
  await expect.poll(views).toHaveLength(3);
  expect(new Set(views().map(({ id }) => id)).size).toBe(1);
  await expect.poll(pings).toHaveLength(1);
});

test('a view that was refused is the last thing told', async ({ page }) => {
  answers = [403];
  await opened(page);
  await page.clock.runFor(200_000);
  await turn(page, true);
  await settle(page);
  expect(told).toHaveLength(1);
});

for (const [reason, prepare] of [
  ['said no', (page: Page) => page.context().addCookies([{ name: 'audience', value: 'off', url: origin }])],
  [
    'sends Global Privacy Control',
    (page: Page) =>
      page.addInitScript(() => {
        Object.defineProperty(navigator, 'globalPrivacyControl', { value: true });
      }),
  ],
] as const) {
  test(`nothing at all is sent of a reader who ${reason}`, async ({ page }) => {
    await stopClock(page, '2026-11-25T08:00:01Z');
    await prepare(page);
    await page.addInitScript(() => {
      const add = window.addEventListener;
      window.addEventListener = (...given: Parameters<typeof add>) => {
        if (given[0] === 'pointermove') document.documentElement.dataset.watched = '';
        add.apply(window, given);
      };
    });
    await open(page);
    await page.mouse.wheel(0, 300);
    await expect(page.locator('[data-watched]'), 'nor is anything watched').toHaveCount(0);
    await page.clock.runFor(100_000);
    await page.goto(`${origin}/articles/two`);
    await settle(page);
    expect([...told, ...pixels]).toEqual([]);
  });
}

test('who says no in another window is left alone from then on', async ({ page }) => {
  await opened(page);
  await page.context().addCookies([{ name: 'audience', value: 'off', url: origin }]);
  await page.clock.runFor(60_000);
  await turn(page, true);
  await settle(page);
  expect(pings()).toEqual([]);
});

test.describe('without script', () => {
  test.use({ javaScriptEnabled: false });

  test('a picture tells the page, and nothing more', async ({ page }) => {
    await open(page);
    expect(pixels).toEqual(['/api/audience/pixel.gif?page=%2Farticles%2Fone']);
    expect(told).toEqual([]);
  });
});

test('with script the picture is left alone', async ({ page }) => {
  await opened(page);
  expect(pixels).toEqual([]);
});

test('the form says how things stand and offers what would change them', async ({ page }) => {
  const shown = async () =>
    (await page.locator('audience-choice [data-when]:visible').allTextContents()).join(' ');
  await open(page);
  await expect.poll(shown).toBe('Counted. No');
  await page.context().addCookies([{ name: 'audience', value: 'off', url: origin }]);
  await open(page);
  await expect.poll(shown).toBe('Not counted. Yes');
  await page.addInitScript(() => {
    Object.defineProperty(navigator, 'globalPrivacyControl', { value: true });
  });
  await open(page);
  await expect.poll(shown).toBe('By the browser.');
});

for (const { name, url, status } of pageKinds) {
  const counted = status === 200 && name !== 'homepage-guide' && !ownBusiness.has(name);
  test(`${name} is ${counted ? 'counted by its own address' : 'not counted'}`, async () => {
    const sent = await (await fetch(url)).text();
    const addresses = [...sent.matchAll(/<page-view address="([^"]*)"/g)].map(([, address]) => address);
    expect(addresses).toEqual(counted ? [new URL(url).pathname] : []);
    // A preload would count everybody a second time.
    expect(sent.match(/pixel\.gif/g) ?? []).toHaveLength(addresses.length);
  });
}
