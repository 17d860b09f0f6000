/** What grew out of the page of 2014: date line, homepage, networks, sharing; and the switch for light and dark. */
import { readFileSync } from 'node:fs';
import sharp from 'sharp';
import { stopClock } from './support/clock.ts';
import { difficult, real } from './support/sites.ts';
import { expect, test } from './support/watched.ts';

const form = /^\d{2}\/\d{2}\/\d{4} \d{2}:\d{2}:\d{2} (am|pm)$/;

test('the date line runs in the newsroom’s zone, whatever the reader’s', async ({ page }) => {
  await stopClock(page, '2025-01-22T03:03:08Z');
  await page.goto('/');
  const line = page.locator('running-date time');
  await page.clock.runFor(1000);
  await expect(line).toHaveText('01/22/2025 11:03:09 am');
  await expect(line).toHaveAttribute('datetime', /^2025-01-22T03:03:09/);
  await page.clock.runFor(2000);
  await expect(line).toHaveText('01/22/2025 11:03:11 am');
});

test('midnight and noon are twelve, as on a clock', async ({ page }) => {
  await stopClock(page, '2025-01-22T15:59:59Z');
  await page.goto('/');
  await page.clock.runFor(1000);
  await expect(page.locator('running-date time')).toHaveText('01/23/2025 12:00:00 am');
});

test('the date line can be paused and runs again', async ({ page }) => {
  await page.goto('/');
  const line = page.locator('running-date time');
  await expect(line).toHaveText(form);
  await page.getByRole('button', { name: 'Pause the clock' }).click();
  const paused = await line.textContent();
  await page.waitForTimeout(1500);
  await expect(line).toHaveText(paused ?? '');
  await page.getByRole('button', { name: 'Run the clock' }).click();
  await expect(line).not.toHaveText(paused ?? '');
});

test('“Make CT your homepage” leads to a guide that is honest about it', async ({ page }) => {
  await page.goto('/');
  await page.getByRole('link', { name: 'Make CT your homepage' }).first().click();
  await expect(page).toHaveURL(`${real.origin}/homepage`);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Make CT your homepage');
  for (const browser of [
    'Chrome on a computer',
    'Firefox on a computer',
    'Safari on iPhone and iPad',
    'As an app',
  ])
    await expect(page.getByRole('heading', { name: browser })).toBeVisible();
  await expect(page.locator('code.address')).toHaveText(`${real.origin}/`);
});

test('networks stand in the masthead only if the newsroom has set them', async ({ page }) => {
  await page.goto(`${difficult.origin}/`);
  const facebook = page.getByRole('link', { name: 'Like us on Facebook' });
  await expect(facebook).toHaveAttribute('href', 'https://www.facebook.com/example');
  await expect(facebook).toHaveAttribute('rel', 'me');
  await expect(page.getByRole('link', { name: 'Follow us on Mastodon' })).toBeVisible();
  await page.goto(`${real.origin}/`);
  await expect(page.getByRole('link', { name: /Like us on|Follow us on/ })).toHaveCount(0);
});

test('the foot names the newsroom’s contact if it has set one', async ({ page }) => {
  const contact = page.getByRole('contentinfo').getByRole('link', { name: 'Contact' });
  await page.goto(`${difficult.origin}/`);
  await expect(contact).toHaveAttribute('href', 'https://example.org/contact');
  await page.goto(`${real.origin}/`);
  await expect(contact).toHaveCount(0);
});

test('the banner stands over the front and leads to its story', async ({ page }) => {
  await page.goto(`${difficult.origin}/`);
  await page.getByRole('link', { name: 'A banner that stands over every front until it ends' }).click();
  await expect(page).toHaveURL(`${difficult.origin}/articles/every-component`);
});

test('pins come before slots, a slot’s headline is the front’s own, and no story stands twice', async ({
  page,
}) => {
  await page.goto(`${difficult.origin}/`);
  const headlines = page.locator('.teaser-headline');
  await expect(headlines.nth(0)).toHaveText(/^Tags like <\/script>/);
  await expect(headlines.nth(1)).toHaveText(/A headline for the front only|Every component/);
  await expect(page.getByText('A headline for the front only')).toHaveCount(1);
  const links = await page
    .locator('.teaser-headline a')
    .evaluateAll((all) => all.map((link) => link.getAttribute('href')));
  expect(new Set(links).size).toBe(links.length);
});

test('light or dark is remembered, and the next page comes in it from its first byte', async ({
  page,
  context,
}) => {
  await page.goto('/');
  await page.getByRole('button', { name: 'Dark colours' }).click();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  const background = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
  const dark = await background();
  const bytes = await (await context.request.get('/about')).text();
  expect(bytes).toContain('<html data-theme="dark"');
  await page.goto('/about');
  expect(await background()).toBe(dark);
  await page.getByRole('button', { name: 'Light colours' }).click();
  expect(await background()).not.toBe(dark);
});

test('sharing uses the device’s own sheet where there is one', async ({ page }) => {
  await page.addInitScript(() => {
    Object.defineProperty(navigator, 'share', {
      value: async (data: ShareData) => {
        document.title = `shared ${data.url}`;
      },
    });
  });
  await page.goto('/articles/one-clock-for-all-of-china');
  await page.getByRole('button', { name: 'Share' }).click();
  await expect(page).toHaveTitle(`shared ${real.origin}/articles/one-clock-for-all-of-china`);
});

test('elsewhere it copies the link and says so', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.goto('/articles/one-clock-for-all-of-china');
  await page.getByRole('button', { name: 'Copy link' }).click();
  await expect(page.locator('share-row output')).toHaveText('Link copied');
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(
    `${real.origin}/articles/one-clock-for-all-of-china`,
  );
});

test('the site can be installed as an app', async ({ page, request }) => {
  await page.goto('/');
  const address = await page.locator('link[rel=manifest]').getAttribute('href');
  const manifest = await (await request.get(address ?? '')).json();
  expect(manifest).toMatchObject({
    id: '/',
    name: 'China Topix',
    start_url: '/',
    scope: '/',
    lang: 'en',
    display: 'standalone',
  });
  expect(readFileSync('components/site/tokens.css', 'utf8')).toContain(
    `--paper: light-dark(${manifest.theme_color}`,
  );
  type Icon = { src: string; sizes: string; purpose?: string };
  const icons = (manifest.icons as Icon[]).filter(({ sizes }) => sizes !== 'any');
  expect(icons.map(({ sizes, purpose }) => `${purpose ?? 'any'} ${sizes}`)).toEqual([
    'any 192x192',
    'any 512x512',
    'maskable 192x192',
    'maskable 512x512',
  ]);
  for (const { src, sizes } of icons) {
    const { width, height } = await sharp(await (await request.get(src)).body()).metadata();
    expect(`${width}x${height}`, src).toBe(sizes);
  }
  const addresses = ['/icon.svg', ...manifest.shortcuts.map(({ url }: { url: string }) => url)];
  expect(addresses).toEqual(['/icon.svg', '/search', '/saved', '/archive']);
  for (const each of addresses) expect((await request.get(each)).status(), each).toBe(200);
  expect(await page.locator('link[rel=apple-touch-icon]').getAttribute('href')).toBe('/icon-180.png');
});
