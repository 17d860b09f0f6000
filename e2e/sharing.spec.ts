/** What a pasted link shows: metadata on every kind of page, and a card for every story. */
import { expect, test } from '@playwright/test';
import sharp from 'sharp';
import { budgets } from './budgets.ts';
import { pageKinds } from './support/pages.ts';
import { difficult, real } from './support/sites.ts';

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

test('every story of both portals has a card: a JPEG of 1200 × 630 within its budget', async () => {
  test.setTimeout(180_000);
  for (const { origin } of [real, difficult]) {
    const sitemap = await (await fetch(`${origin}/sitemap.xml`)).text();
    const stories = [...sitemap.matchAll(/<loc>([^<]+\/articles\/[^<]+)<\/loc>/g)].map(
      ([, each]) => each ?? '',
    );
    expect(stories.length).toBeGreaterThan(10);
    for (const story of stories) {
      const html = await (await fetch(story)).text();
      const address = /<meta property="og:image" content="([^"]+)"/.exec(html)?.[1] ?? '';
      const answer = await fetch(address);
      expect(answer.status, `${story}: ${address}`).toBe(200);
      expect(answer.headers.get('content-type')).toBe('image/jpeg');
      const bytes = Buffer.from(await answer.arrayBuffer());
      expect(answer.headers.get('content-length')).toBe(String(bytes.length));
      expect(bytes.length, story).toBeLessThanOrEqual(budgets.card);
      expect(await sharp(bytes).metadata()).toMatchObject({ format: 'jpeg', width: 1200, height: 630 });
    }
  }
});

test('nothing in a request changes a card', async () => {
  const html = await (await fetch(`${real.origin}/articles/one-clock-for-all-of-china`)).text();
  const address = /<meta property="og:image" content="([^"]+)"/.exec(html)?.[1] ?? '';
  const plain = Buffer.from(await (await fetch(address)).arrayBuffer());
  const asked = await fetch(`${address}?title=Forged&headline=Forged`, { headers: { 'x-title': 'Forged' } });
  expect(Buffer.from(await asked.arrayBuffer()).equals(plain)).toBe(true);
  const { status } = await fetch(address.replace(/title-[0-9a-f]+/, 'forged'));
  expect(status).toBe(404);
});
