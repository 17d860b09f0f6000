/** Without script everything can be read and followed. */
import { expect, test } from '@playwright/test';
import { furnitureIn } from '#lib/words/furniture.ts';
import { pageKinds } from './support/pages.ts';
import { real } from './support/sites.ts';

test.use({ javaScriptEnabled: false });

const dates = { en: /\d{1,2} \w+ \d{4}/, 'zh-Hans': /\d{4}年\d{1,2}月\d{1,2}日/ };

test('every kind of page can be read without script', async ({ page }) => {
  test.setTimeout(180_000);
  for (const { name, url, status, lang } of pageKinds) {
    expect((await page.goto(url))?.status(), name).toBe(status);
    await expect(page.locator('h1'), name).toHaveCount(1);
    await expect(page.getByRole('link', { name: furnitureIn(lang).homepage }).first(), name).toBeVisible();
    await expect(page.locator('running-date time'), name).toHaveText(dates[lang]);
    const idle = page.locator('button:not([type=submit]):visible');
    await expect(idle, `${name}: a button that does nothing`).toHaveCount(0);
    expect(await page.locator('main').textContent(), name).toMatch(/\S{2,}/);
  }
});

test('a story can be shared without script', async ({ page }) => {
  await page.goto(`${real.origin}/articles/one-clock-for-all-of-china`);
  const link = page.locator('share-row').getByRole('link', { name: 'Facebook' });
  const address = encodeURIComponent(`${real.origin}/articles/one-clock-for-all-of-china`);
  await expect(link).toHaveAttribute('href', `https://www.facebook.com/sharer/sharer.php?u=${address}`);
});

test('a chart’s figures can be unfolded without script', async ({ page }) => {
  await page.goto(`${real.origin}/articles/sunrise-in-kashgar`);
  const figures = page.locator('.chart details').first();
  await figures.locator('summary').click();
  await expect(figures.locator('table')).toBeVisible();
});
