/** Reading offline, in a browser: what is kept, what is said of it, and that it is never in the way. */
import { expect, test } from '@playwright/test';
import { violationsIn } from './support/axe.ts';
import { keptBy, openAndKeep } from './support/offline.ts';
import { real } from './support/sites.ts';

test.use({ serviceWorkers: 'allow' });

const address = '/articles/one-clock-for-all-of-china';
const other = '/articles/when-is-the-new-year';
const stamp = /\d{1,2} \w+ 2\d{3} at \d{2}:\d{2} \S+/;

let faults: string[];
test.beforeEach(({ page }) => {
  faults = [];
  page.on('pageerror', (error) => faults.push(String(error)));
});
test.afterEach(() => expect(faults).toEqual([]));

test('a story that was opened is read offline, with its pictures, type and colours; its age is named', async ({
  page,
  context,
}) => {
  await openAndKeep(page, address);
  const headline = await page.locator('h1').textContent();
  const look = () =>
    page.evaluate(() => [
      getComputedStyle(document.body).maxInlineSize,
      [...document.querySelectorAll<HTMLImageElement>('.story img')].map(
        ({ naturalWidth }) => naturalWidth > 0,
      ),
    ]);
  await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
  const before = await look();
  await context.setOffline(true);
  await page.goto(`${address}?utm_source=elsewhere`);
  const note = page.locator('.kept-note');
  await expect(note).toHaveText(
    new RegExp(`^You are offline\\. This is the story as it was on ${stamp.source}\\.$`),
  );
  await expect(page.locator('h1')).toHaveText(headline ?? '');
  await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
  await expect.poll(look).toEqual(before);
  expect(await violationsIn(page)).toEqual([]);
});

test('a kept page does not move when it says so, and says it to voices', async ({ page, context }) => {
  await openAndKeep(page, address);
  await context.setOffline(true);
  await page.addInitScript(() => {
    const seen: { shifts: number[]; said: number } = { shifts: [], said: 0 };
    Object.assign(window, { seen });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries())
        seen.shifts.push((entry as PerformanceEntry & { value: number }).value);
    }).observe({ type: 'layout-shift', buffered: true });
    new MutationObserver((changes) => {
      if (changes.some(({ target }) => target instanceof HTMLElement && target.role === 'status'))
        seen.said++;
    }).observe(document, { childList: true, subtree: true });
  });
  await page.goto(address);
  await expect(page.locator('.kept-note')).toBeVisible();
  await page.waitForTimeout(800);
  const { shifts, said } = await page.evaluate(
    () => (window as unknown as { seen: { shifts: number[]; said: number } }).seen,
  );
  expect(shifts).toEqual([]);
  expect(said).toBeGreaterThan(0);
});

test('the last front is there offline; of a page never opened the reader learns what there is instead', async ({
  page,
  context,
}) => {
  await openAndKeep(page, '/');
  await openAndKeep(page, address);
  await context.setOffline(true);
  await page.goto('/');
  await expect(page.locator('.kept-note')).toContainText('This is the front page as it was on');
  const answer = await page.goto(other);
  expect(answer?.status()).toBe(503);
  await expect(page.locator('h1')).toHaveText('This page isn’t on your device');
  const kept = page.getByRole('region', { name: 'Opened lately' }).getByRole('link');
  await expect(kept).toHaveCount(2);
  expect(await violationsIn(page)).toEqual([]);
  await kept.filter({ hasNotText: 'front' }).click();
  await expect(page).toHaveURL(new RegExp(`${address}$`));
  await page.goto(other);
  await context.setOffline(false);
  // It comes by itself.
  await expect(page.locator('h1.headline')).toBeVisible();
  await expect(page.locator('.kept-note')).toHaveCount(0);
});

test('the page that the network has is shown, never the kept one', async ({ page }) => {
  await openAndKeep(page, address);
  await page.evaluate(async (at) => {
    const cache = await caches.open('kept-1');
    const headers = { 'content-type': 'text/html; charset=utf-8' };
    await cache.put(at, new Response('<html lang="en"><body><h1>Old</h1></body></html>', { headers }));
  }, address);
  const answer = await page.goto(address);
  expect(answer?.fromServiceWorker()).toBe(true);
  await expect(page.locator('h1')).not.toHaveText('Old');
  await expect(page.locator('.kept-note')).toHaveCount(0);
});

test('a story is saved and let go of again, by keyboard, and the button says how it stands', async ({
  page,
}) => {
  await page.goto(address);
  const button = page.getByRole('button', { name: 'Save for later' });
  await expect(button).toHaveAttribute('aria-pressed', 'false');
  await button.focus();
  await page.keyboard.press('Enter');
  await expect(button).toHaveAttribute('aria-pressed', 'true');
  await expect(page.locator('save-story output')).toHaveText('Saved on this device. Saved stories');
  expect(await violationsIn(page)).toEqual([]);
  await page.reload();
  await expect(button).toHaveAttribute('aria-pressed', 'true');
  await button.focus();
  await page.keyboard.press('Space');
  await expect(button).toHaveAttribute('aria-pressed', 'false');
  await button.click();
  await expect(button).toHaveAttribute('aria-pressed', 'true');
  await page.getByRole('link', { name: 'Saved stories' }).first().click();
  await expect(page.getByRole('region', { name: 'Saved', exact: true }).getByRole('link')).toHaveCount(1);
});

test('the list of saved stories is useful when empty, and everything on it can be removed', async ({
  page,
}) => {
  await page.goto('/saved');
  await expect(page.getByText('No story is saved.')).toBeVisible();
  for (const each of [address, other, '/articles/one-day-of-light']) {
    await page.goto(each);
    await page.getByRole('button', { name: 'Save for later' }).click();
    await expect(page.locator('save-story output')).toContainText('Saved on this device');
  }
  await page.goto('/saved');
  const saved = page.getByRole('region', { name: 'Saved', exact: true });
  await expect(saved.getByRole('link')).toHaveCount(3);
  await expect(saved.locator('small').first()).toHaveText(
    new RegExp(`^Saved on ${stamp.source}\\. As it was on ${stamp.source}\\.$`),
  );
  for (const width of [320, 1440]) {
    await page.setViewportSize({ width, height: 900 });
    expect(await violationsIn(page), `at ${width} px`).toEqual([]);
    const sideways = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(sideways, `at ${width} px`).toBe(0);
  }
  await saved
    .getByRole('button', { name: /^Remove: / })
    .nth(1)
    .click();
  await expect(saved.getByRole('link')).toHaveCount(2);
  await expect(page.locator('.kept-news')).toHaveText('Removed from this device.');
  await expect(saved.getByRole('button', { name: /^Remove: / }).nth(1)).toBeFocused();
  await page.getByRole('button', { name: 'Remove all' }).click();
  await expect(page.getByText('No story is saved.')).toBeVisible();
  await expect(page.locator('h1')).toBeFocused();
  expect((await keptBy(page)).map((kept) => kept.address).sort()).toEqual(['/offline', '/saved']);
});

test('saved stories are listed and read without a connection', async ({ page, context }) => {
  await page.goto(address);
  await page.getByRole('button', { name: 'Save for later' }).click();
  await expect(page.locator('save-story output')).toContainText('Saved on this device');
  await context.setOffline(true);
  await page.goto('/saved');
  await page.getByRole('region', { name: 'Saved', exact: true }).getByRole('link').click();
  await expect(page.locator('.kept-note')).toContainText('You are offline.');
  const button = page.getByRole('button', { name: 'Save for later' });
  await expect(button).toHaveAttribute('aria-pressed', 'true');
  await button.click();
  await expect(button).toHaveAttribute('aria-pressed', 'false');
  // What is here already is saved without a connection too.
  await button.click();
  await expect(button).toHaveAttribute('aria-pressed', 'true');
});

test('a device without room says so, and nothing is half saved', async ({ page, context }) => {
  await page.goto(address);
  const button = page.getByRole('button', { name: 'Save for later' });
  await expect(button).toBeVisible();
  await page.evaluate(async () => {
    const cache = await caches.open('kept-1');
    await cache.delete('/articles/one-clock-for-all-of-china');
  });
  const session = await context.newCDPSession(page);
  await session.send('Storage.overrideQuotaForOrigin', { origin: real.origin, quotaSize: 1 });
  await button.click();
  await expect(page.locator('save-story output')).toContainText('There is no room left on this device.');
  await expect(button).toHaveAttribute('aria-pressed', 'false');
});

test('what isn’t for readers goes its way without the worker', async ({ page, context }) => {
  await openAndKeep(page, address);
  const byWorker: string[] = [];
  context.on('response', (answer) => {
    if (answer.fromServiceWorker()) byWorker.push(new URL(answer.url()).pathname);
  });
  await page.goto(address);
  expect(byWorker).toContain(address);
  const asked = ['/api/health', '/api/most-read', '/feed.xml', '/sitemap.xml', '/robots.txt'];
  await page.evaluate((addresses) => Promise.all(addresses.map((each) => fetch(each))), asked);
  await page.goto('/newsroom');
  await page.waitForTimeout(1000);
  expect(byWorker.filter((each) => /^\/(?:api|newsroom|feed|sitemap|robots)/.test(each))).toEqual([]);
  expect((await keptBy(page)).map((kept) => kept.address).sort()).toEqual([address, '/offline', '/saved']);
  await context.setOffline(true);
  await expect(page.goto('/newsroom')).rejects.toThrow('ERR_INTERNET_DISCONNECTED');
});

test('a kept page comes in the colours that the reader has chosen since', async ({ page, context }) => {
  await openAndKeep(page, address);
  await page.getByRole('button', { name: 'Dark colours' }).click();
  await context.setOffline(true);
  await page.addInitScript(() => {
    addEventListener('DOMContentLoaded', () =>
      Object.assign(window, { first: document.documentElement.dataset.theme }),
    );
  });
  const answer = await page.goto(address);
  expect(await answer?.text()).toContain('<html data-theme="dark" ');
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
});

test('a story read offline sends a few words in vain and then is silent', async ({ page, context }) => {
  await openAndKeep(page, address);
  await context.setOffline(true);
  let sent = 0;
  page.on('request', (request) => {
    if (request.url().endsWith('/api/audience')) sent += 1;
  });
  await page.clock.install();
  await page.goto(address);
  for (const seconds of [10, 20, 60, 600]) await page.clock.runFor(seconds * 1000);
  expect(sent).toBeLessThanOrEqual(4);
});

test('the worker names no story', async () => {
  const text = await (await fetch(`${real.origin}/sw.js`)).text();
  expect(text).not.toMatch(/one-clock|hidden|headline/);
});
