/** The page for our own failures: no address leads to it while all is well, so it is taken from the edition. */
import { Entries } from '#lib/edition/entries.ts';
import { liveEdition } from '#lib/edition/manifest.ts';
import { readObject } from '#lib/edition/objects.ts';
import { violationsIn } from './support/axe.ts';
import { faultsIn } from './support/html.ts';
import { schemes, widthsIn } from './support/pages.ts';
import { real } from './support/sites.ts';
import { expect, test } from './support/watched.ts';

function failedPage(): string {
  const entry = new Entries(real.dataDir, liveEdition(real.dataDir)?.manifest.shards).get('/errors/failed');
  expect(entry).toMatchObject({ status: 500, type: expect.stringContaining('text/html') });
  return readObject(real.dataDir, entry?.object ?? '').toString('utf8');
}

for (const colorScheme of schemes) {
  test(`says whose fault it is and where to go on, ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme });
    await page.route(`${real.origin}/failed`, (route) =>
      route.fulfill({ contentType: 'text/html; charset=utf-8', body: failedPage() }),
    );
    await page.goto('/failed');
    await expect(page.locator('h1')).toHaveText('This page could not be made');
    await expect(page.locator('main').getByRole('link', { name: 'front page' })).toHaveAttribute('href', '/');
    await expect(page.locator('meta[name=robots]')).toHaveAttribute('content', /noindex/);
    for (const width of widthsIn[colorScheme]) {
      await page.setViewportSize({ width, height: 900 });
      const overflow = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect(overflow, `at ${width} px`).toBe(0);
      expect(await violationsIn(page)).toEqual([]);
    }
  });
}

test('is valid HTML', async () => {
  expect(await faultsIn(failedPage(), 'the error page')).toEqual([]);
});
