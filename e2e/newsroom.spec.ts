/** The newsroom's page against a whole portal: live, in reports, on a wall; what comes with it and what doesn't. */
import type { Page } from '@playwright/test';
import { budgets } from './budgets.ts';
import { violationsIn } from './support/axe.ts';
import { lookedInto, schemes, widths } from './support/pages.ts';
import { difficult, real } from './support/sites.ts';
import { expect, test } from './support/watched.ts';

const live = `${real.origin}/newsroom`;
const story = { key: 'story:one-clock', address: '/articles/one-clock-for-all-of-china' };
const detail = `${live}?range=today&page=${story.key}`;
const views: Record<string, string> = {
  live,
  report: `${live}?range=7d`,
  detail,
  wall: `${live}?wall`,
};

/** Opens a page of the site as a reader's browser does. */
async function read(address: string, origin = real.origin): Promise<void> {
  const headers = {
    'user-agent':
      'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36',
    'accept-language': 'en',
    'sec-fetch-site': 'same-origin',
    origin,
  };
  const id = 1 + Math.floor(Math.random() * 2 ** 50);
  const body = JSON.stringify({ view: address, id, from: 'www.google.com', width: 1440 });
  // The store may be opening still; the same view sent twice is one.
  const send = async () => (await fetch(`${origin}/api/audience`, { method: 'POST', headers, body })).status;
  await expect.poll(send).toBe(204);
}

const shown = (page: Page) => page.locator('.figure-value, .wall-unit').first().waitFor();
const sideways = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

/** At this machine itself: there it opens without signing in. */
test.beforeEach(({ context }) => context.setExtraHTTPHeaders({}));

test.beforeAll(() => read(story.address));

test('on this machine it opens without signing in, and its numbers follow what is read', async ({ page }) => {
  await page.goto(live);
  await expect(page.getByRole('status').filter({ hasText: 'Live' })).toBeVisible();
  const row = page.locator('.stories tbody tr').filter({ has: page.locator(`a[href$="${story.key}"]`) });
  const number = async (column: string) =>
    Number(((await row.locator(column).textContent()) ?? '').replace(/\D/g, ''));
  const today = await number('.column-views');
  await read(story.address);
  await expect.poll(() => number('.column-views'), { timeout: 15_000 }).toBeGreaterThan(today);
  await expect.poll(() => number('.column-now'), { timeout: 5000 }).toBeGreaterThanOrEqual(1);
  await expect(row.locator('.column-source')).not.toBeEmpty();
  await expect(page).toHaveTitle(/^\d+ now, China Topix newsroom$/);
});

test('a site that keeps no marks of readers tells no number of them', async ({ page }) => {
  await read('/', difficult.origin);
  await page.goto(`${difficult.origin}/newsroom`);
  await shown(page);
  await expect(page.getByText('Views today').first()).toBeVisible();
  await expect(page.getByText('Readers today')).toHaveCount(0);
});

test('times are the newsroom’s, whatever the screen’s zone is', async ({ page }) => {
  await page.goto(live);
  await expect(page.getByText('Times are China Standard Time (GMT+8)')).toBeVisible();
  const clock = page.locator('.connection time');
  const [at, text] = [await clock.getAttribute('datetime'), await clock.textContent()];
  const inShanghai = new Date(at ?? '').toLocaleTimeString('en-GB', { timeZone: 'Asia/Shanghai' });
  expect(text?.slice(0, 5)).toBe(inShanghai.slice(0, 5));
});

test('each answer has a nonce of its own, is kept by nobody and says that it isn’t for indexes', async () => {
  const nonces = new Set<string>();
  for (let round = 0; round < 3; round++) {
    const { headers } = await fetch(live, {
      headers: { 'content-security-policy': "script-src 'nonce-mine'" },
    });
    const policy = headers.get('content-security-policy') ?? '';
    expect(policy).toMatch(
      /^default-src 'none'; script-src 'nonce-[\w+/=]{20,}' 'strict-dynamic'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'$/,
    );
    nonces.add(policy);
    expect(headers.get('cache-control')).toContain('no-store');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('x-robots-tag')).toContain('noindex');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
  }
  expect(nonces.size).toBe(3);
  expect(await (await fetch(`${real.origin}/robots.txt`)).text()).not.toContain('newsroom');
  expect((await fetch(`${live}/anything`)).status).toBe(404);
});

test('its script and style sheet are kept for good, are small, and are on no reader’s page', async () => {
  const assetsOf = async (url: string) => [
    ...new Set((await (await fetch(url)).text()).match(/\/_next\/static\/[\w./-]+\.(?:js|css)/g)),
  ];
  const assets = await assetsOf(live);
  const html = await (await fetch(live)).text();
  const bytes = { js: 0, css: 0 };
  for (const asset of assets) {
    const answer = await fetch(real.origin + asset, { headers: { 'accept-encoding': 'br' }, method: 'HEAD' });
    expect(answer.status, asset).toBe(200);
    expect(answer.headers.get('content-encoding'), asset).toBe('br');
    expect(answer.headers.get('cache-control'), asset).toContain('immutable');
    const isForOldBrowsers = html.includes(`src="${asset}" noModule`);
    const kind = asset.endsWith('.js') ? 'js' : 'css';
    if (!isForOldBrowsers) bytes[kind] += Number(answer.headers.get('content-length'));
  }
  expect(bytes.js).toBeGreaterThan(50_000);
  expect(bytes.js).toBeLessThanOrEqual(budgets.newsroom.script);
  expect(bytes.css).toBeLessThanOrEqual(budgets.newsroom.css);
  for (const address of ['/', story.address])
    for (const asset of await assetsOf(real.origin + address)) expect(assets).not.toContain(asset);
});

test('a story’s figures have an address: links, back, forward and reload lead there, and nothing is loaded anew', async ({
  page,
}) => {
  await page.goto(live);
  await page.locator(`.stories a[href$="${story.key}"]`).click();
  await expect(page).toHaveURL(detail);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Why all of China keeps one clock');
  await expect(page.getByRole('heading', { level: 1 })).toBeFocused();
  await page.getByRole('link', { name: '7 days' }).click();
  await expect(page.locator('.head')).toContainText('Compared with');
  await page.goBack();
  await expect(page).toHaveURL(detail);
  await page.goBack();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Live');
  await page.goForward();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Why all of China keeps one clock');
  expect(await page.evaluate(() => performance.getEntriesByType('navigation').length)).toBe(1);
  await page.reload();
  await expect(page.locator('.figure-value').first()).toHaveText(/^[1-9]/);
  const file = await page.request.get(
    (await page.getByRole('link', { name: 'CSV' }).getAttribute('href')) ?? '',
  );
  expect(file.headers()['content-disposition']).toContain('.csv');
  expect(await file.text()).toContain(story.address);
});

test('any days can be chosen by their dates', async ({ page }) => {
  await page.goto(live);
  await page.getByRole('textbox', { name: 'From' }).fill('2026-11-02');
  await page.getByRole('textbox', { name: 'to', exact: true }).fill('2026-11-01');
  await page.getByRole('button', { name: 'Show' }).click();
  await expect(page).toHaveURL(`${live}?range=2026-11-01..2026-11-02`);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/^1\s*–\s*2 November 2026$/);
  await expect(page.getByText('Nothing before').first()).toBeVisible();
  await expect(page.getByText('No page was opened in these days.')).toBeVisible();
});

test('each chart has its figures as a table in a fold', async ({ page }) => {
  for (const url of [live, detail]) {
    await page.goto(url);
    await shown(page);
    const plot = page.locator('.plot');
    await expect(plot.getByRole('img')).toHaveAccessibleName(/\d/);
    await plot.locator('summary').click();
    expect(await plot.getByRole('row').count()).toBeGreaterThan(23);
    await expect(plot.getByRole('table')).toHaveAccessibleName(/./);
    await expect(plot.locator('tbody tr').first().getByRole('rowheader')).toHaveText(/\d\d:\d\d$/);
  }
  for (const table of await page.locator('table').all())
    await expect(table.locator('caption')).toHaveText(/./);
});

test('by keyboard everything can be reached and is seen; the order waits for who is in the table', async ({
  page,
}) => {
  await page.goto(live);
  await shown(page);
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'Skip to the figures' })).toBeFocused();
  await page.getByRole('button', { name: 'Views today' }).focus();
  const head = page.getByRole('columnheader', { name: 'Views today' });
  await page.keyboard.press('Enter');
  await expect(head).toHaveAttribute('aria-sort', 'descending');
  await page.keyboard.press('Enter');
  await expect(head).toHaveAttribute('aria-sort', 'ascending');
  await expect(page.getByText('Order held')).toBeHidden();
  await page.locator('.stories tbody a').first().focus();
  await expect(page.getByText('Order held')).toBeVisible();
  await page.getByRole('link', { name: 'Skip to the figures' }).focus();
  await expect(page.getByText('Order held')).toBeHidden();
  const stops = await page.locator('a[href], button, summary, input').count();
  for (let step = 0; step < stops; step++) {
    await page.keyboard.press('Tab');
    const at = await page.evaluate(() => {
      const element = document.activeElement as HTMLElement;
      const { top, bottom, width } = element.getBoundingClientRect();
      const { outlineStyle } = getComputedStyle(element);
      return {
        name: `${element.tagName} ${element.textContent}`.slice(0, 40),
        isInView: bottom > 0 && top < innerHeight && width > 1,
        isOutlined: outlineStyle !== 'none',
      };
    });
    if (at.name.startsWith('BODY')) break;
    expect(at, at.name).toMatchObject({ isInView: true, isOutlined: true });
  }
});

test('a screen reader is told the numbers when it asks, and not each second', async ({ page }) => {
  await page.goto(live);
  await shown(page);
  await page.waitForTimeout(3000);
  const said = page.locator('.spoken [role="status"]');
  await expect(said).toBeEmpty();
  await page.getByRole('button', { name: 'Read out the numbers' }).press('Enter');
  await expect(said).toHaveText(/^\d\d:\d\d:\d\d: [\d,]+ readers? now\./);
  for (const number of await page.locator('.now-number, .stories td').all())
    expect(
      await number.evaluate((element) => element.closest('[aria-live], [role=status], [role=alert]')),
    ).toBeNull();
});

/** In the dark the narrowest and the widest: a narrow table leaves columns off, a wide one says less in a row. */
const widthsHere = { light: widths, dark: [320, 1440] } as const;

for (const colorScheme of schemes) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme });
    for (const [name, url] of Object.entries(views)) {
      test(`${name} is in bounds and without a WCAG violation at every width`, async ({ page }) => {
        await page.setViewportSize({ width: 320, height: 900 });
        await page.goto(url);
        await shown(page);
        await expect(page.locator('h1')).toHaveCount(1);
        for (const width of widthsHere[colorScheme]) {
          await page.setViewportSize({ width, height: 900 });
          await expect.poll(() => sideways(page), `at ${width} px it scrolls sideways`).toBe(0);
          if (lookedInto[colorScheme].some((each) => each === width))
            expect(await violationsIn(page), `at ${width} px`).toEqual([]);
          const path = `artefacts/screenshots/newsroom-${name}-${width}-${colorScheme}.png`;
          await page.screenshot({ path, fullPage: true });
        }
      });
    }
  });
}

test('text twice as large stays in bounds', async ({ page }) => {
  const session = await page.context().newCDPSession(page);
  await page.setViewportSize({ width: 640, height: 800 });
  await session.send('Page.setFontSizes', { fontSizes: { standard: 32, fixed: 26 } });
  for (const [name, url] of Object.entries(views)) {
    await page.goto(url);
    await shown(page);
    expect(await sideways(page), name).toBe(0);
  }
});

test('a wall has nothing to press and nothing that scrolls, on any screen', async ({ page }) => {
  for (const [width, height] of [
    [1920, 1080],
    [1280, 720],
    [1080, 1920],
    [3840, 2160],
  ] as const) {
    await page.setViewportSize({ width, height });
    await page.goto(`${live}?wall=dark`);
    await shown(page);
    await expect(page.locator('a, button, input, summary')).toHaveCount(0);
    const found = await page.evaluate(() => {
      const root = document.documentElement;
      const outside = [...document.querySelectorAll('.wall p:not(:empty), .wall .plot-space')]
        .map((element) => element.getBoundingClientRect())
        .filter(
          ({ right, bottom, height: tall }) =>
            tall > 1 && (right > innerWidth + 1 || bottom > innerHeight + 1),
        );
      const sizes = [...document.querySelectorAll('.wall p:not(:empty)')].map((each) =>
        Number.parseFloat(getComputedStyle(each).fontSize),
      );
      return {
        scrolls: root.scrollHeight > innerHeight || root.scrollWidth > innerWidth,
        outside: outside.length,
        smallest: Math.min(...sizes) / Math.min(innerWidth, innerHeight),
      };
    });
    expect(found, `${width} × ${height}`).toMatchObject({ scrolls: false, outside: 0 });
    // A thirty-fifth of the height of a screen of 55 inches is 2 cm: to be read at 5 metres.
    expect(found.smallest, `${width} × ${height}`).toBeGreaterThan(1 / 35);
  }
});
