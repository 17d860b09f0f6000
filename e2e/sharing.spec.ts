/** What a pasted link shows: metadata on every kind of page. */
import { expect, test } from '@playwright/test';
import { pageKinds } from './support/pages.ts';

for (const { name, url, status } of pageKinds) {
  test(`${name} says what it is`, async ({ page }) => {
    await page.goto(url);
    const meta = (key: string) =>
      page.locator(`head meta[property="${key}"], head meta[name="${key}"]`).first().getAttribute('content');
    for (const key of [
      'og:title',
      'og:description',
      'og:url',
      'og:site_name',
      'og:type',
      'description',
      'twitter:card',
      'twitter:image',
      'theme-color',
      'og:image',
      'og:image:type',
      'og:image:width',
      'og:image:height',
      'og:image:alt',
    ])
      expect(await meta(key), key).toMatch(/\S/);
    expect(await page.title()).toMatch(/\S/);
    const robots = await meta('robots');
    if (status !== 200) expect(robots).toContain('noindex');
    else {
      expect(robots).toContain('max-image-preview:large');
      const canonical = await page.locator('head link[rel=canonical]').getAttribute('href');
      expect(new URL(canonical ?? '').href).toBe(url);
    }
  });
}
