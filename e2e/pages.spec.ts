/** Every kind of page, at three widths, light and dark: whole, in bounds, accessible, quiet. */
import { violationsIn } from './support/axe.ts';
import { pageKinds, pictured, schemes, widths } from './support/pages.ts';
import { expect, test } from './support/watched.ts';

/** Darkness changes colours, not what stands where: in the dark axe looks once. */
const isLookedInto = (width: number, scheme: string) => scheme === 'light' || width === 320;

for (const { name, url, status } of pageKinds) {
  for (const colorScheme of schemes) {
    test.describe(`${name}, ${colorScheme}`, () => {
      test.use({ colorScheme });
      test('is whole, in bounds and without a WCAG violation at every width', async ({ page }) => {
        const answer = await page.goto(url);
        expect(answer?.status()).toBe(status);
        await expect(page.locator('h1')).toHaveCount(1);
        await expect(page.locator('main')).not.toBeEmpty();
        for (const width of widths) {
          await page.setViewportSize({ width, height: 900 });
          const overflow = await page.evaluate(
            () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
          );
          expect(overflow, `at ${width} px the page scrolls sideways`).toBe(0);
          if (isLookedInto(width, colorScheme))
            expect(await violationsIn(page), `at ${width} px`).toEqual([]);
          if (pictured.has(name)) {
            await page.evaluate(async () => {
              for (const picture of document.images) picture.loading = 'eager';
              await Promise.all([...document.images].map((picture) => picture.decode().catch(() => {})));
            });
            const path = `artefacts/screenshots/${name}-${width}-${colorScheme}.png`;
            await page.screenshot({ path, fullPage: true });
          }
        }
      });
    });
  }
}

for (const { name, url } of pageKinds) {
  test(`${name} keeps its text in bounds at 200 % text size and at 400 % zoom`, async ({ page }) => {
    const sideways = () =>
      page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    await page.setViewportSize({ width: 1280, height: 800 });
    await page.goto(url);
    await page.evaluate(() => document.documentElement.setAttribute('data-size', ''));
    await page.emulateMedia({ reducedMotion: 'reduce' });
    const session = await page.context().newCDPSession(page);
    await session.send('Emulation.setDeviceMetricsOverride', {
      width: 320,
      height: 256,
      deviceScaleFactor: 4,
      mobile: false,
    });
    expect(await sideways(), 'at 400 % zoom (1280 px become 320)').toBe(0);
    await session.send('Emulation.clearDeviceMetricsOverride');
    // A reader's larger default size: everything is in rem, so the root's size is what they set.
    await page.setViewportSize({ width: 640, height: 800 });
    await session.send('Page.setFontSizes', { fontSizes: { standard: 32, fixed: 26 } });
    await page.reload();
    const size = await page.evaluate(() => getComputedStyle(document.documentElement).fontSize);
    expect(size, 'the page follows the reader’s text size').toBe('32px');
    expect(await sideways(), 'at 200 % text size').toBe(0);
  });
}
