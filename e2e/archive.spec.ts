/** A month of the archive with very many stories: its days, their pages, the way between them. */
import { difficult, real } from './support/sites.ts';
import { expect, test } from './support/watched.ts';

test('a busy month names its days, and each day has its stories on pages of its own', async ({ page }) => {
  await page.goto(`${difficult.origin}/archive/2026/11#d-2026-11-19`);
  const day = page.locator('section', { has: page.locator('#d-2026-11-19') });
  await expect(day.locator('.archive-count')).toHaveText(/^\d+ stories$/);
  const stories = Number.parseInt((await day.locator('.archive-count').textContent()) ?? '', 10);
  await day.getByRole('link').click();
  await expect(page).toHaveURL(`${difficult.origin}/archive/2026/11/19`);
  await expect(page.locator('h1')).toHaveText('19 November 2026');
  const lines = page.locator('.archive-day li');
  const onFirst = await lines.count();
  expect(onFirst).toBeGreaterThan(0);
  expect(onFirst).toBeLessThan(200);
  let seen = onFirst;
  for (let earlier = page.getByRole('link', { name: 'Older' }); await earlier.count(); ) {
    await earlier.click();
    await expect(page.locator('nav.pages span')).toContainText('from the morning on');
    seen += await lines.count();
    earlier = page.getByRole('link', { name: 'Older' });
  }
  expect(seen, 'every story of the day stands on one of its pages').toBe(stories);
  await page
    .getByRole('navigation', { name: 'Days' })
    .getByRole('link', { name: '20 November 2026' })
    .click();
  await expect(page).toHaveURL(`${difficult.origin}/archive/2026/11/20`);
  await page.getByRole('link', { name: 'November 2026', exact: true }).click();
  await expect(page).toHaveURL(`${difficult.origin}/archive/2026/11`);
});

test('a quiet month has its stories under its days, and no pages of days', async ({ page }) => {
  await page.goto(`${real.origin}/archive/2026/11`);
  await expect(page.locator('#d-2026-11-22')).toBeVisible();
  expect(await page.locator('.archive-day li').count()).toBeGreaterThan(15);
  expect((await fetch(`${real.origin}/archive/2026/11/22`)).status).toBe(404);
});
