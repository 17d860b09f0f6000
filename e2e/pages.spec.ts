/** Every kind of page, at three widths and enlarged, light and dark: whole, in bounds, accessible, quiet, in its language. */
import type { Page } from '@playwright/test';
import { violationsIn } from './support/axe.ts';
import { wronglyMarked } from './support/marked.ts';
import {
  alike,
  lookedInto,
  type PageKind,
  pageKinds,
  pictured,
  schemes,
  widths,
  widthsIn,
} from './support/pages.ts';
import { expect, test } from './support/watched.ts';

/** Where axe looks in the middle too: the front and lists have a layout of their own there, the others that of a wide page. */
const lookedIntoBetween = new Set(['front', 'difficult-front', 'section', 'story']);

for (const kind of pageKinds) {
  const name = `${kind.name} is whole, in bounds, in its language and without a WCAG violation, at every width, light and dark`;
  test(name, { tag: alike.has(kind.name) ? '@long' : [] }, async ({ page }) => {
    const answer = await page.goto(kind.url);
    expect(answer?.status()).toBe(kind.status);
    await expect(page.locator('h1')).toHaveCount(1);
    await expect(page.locator('main')).not.toBeEmpty();
    await expect(page.locator('html')).toHaveAttribute('lang', kind.lang);
    expect(await wronglyMarked(page)).toEqual([]);
    for (const scheme of schemes) {
      await page.emulateMedia({ colorScheme: scheme });
      for (const width of widthsIn[scheme]) {
        await page.setViewportSize({ width, height: 900 });
        expect(await sideways(page), `at ${width} px the page scrolls sideways`).toBe(0);
        if (isLookedInto(kind, width, scheme))
          expect(await violationsIn(page), `at ${width} px, ${scheme}`).toEqual([]);
      }
    }
    await expectInBoundsEnlarged(page);
  });
}

for (const { name, url } of pageKinds.filter((kind) => pictured.has(kind.name)))
  test(`pictures of ${name}, to look at`, { tag: '@long' }, async ({ page }) => {
    await page.goto(url);
    for (const colorScheme of schemes) {
      await page.emulateMedia({ colorScheme });
      for (const width of widths) {
        await page.setViewportSize({ width, height: 900 });
        await takePicture(page, `artefacts/screenshots/${name}-${width}-${colorScheme}.png`);
      }
    }
  });

function isLookedInto({ name }: PageKind, width: number, scheme: 'light' | 'dark'): boolean {
  const looks: readonly number[] = lookedInto[scheme];
  return looks.includes(width) && (width !== 768 || lookedIntoBetween.has(name));
}

function sideways(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}

async function takePicture(page: Page, path: string): Promise<void> {
  await page.evaluate(async () => {
    for (const picture of document.images) picture.loading = 'eager';
    await Promise.all([...document.images].map((picture) => picture.decode().catch(() => {})));
  });
  await page.screenshot({ path, fullPage: true });
}

/** At 400 % zoom, and with text twice as large (WCAG 1.4.10, 1.4.4). */
async function expectInBoundsEnlarged(page: Page): Promise<void> {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  const session = await page.context().newCDPSession(page);
  await session.send('Emulation.setDeviceMetricsOverride', {
    width: 320,
    height: 256,
    deviceScaleFactor: 4,
    mobile: false,
  });
  expect(await sideways(page), 'at 400 % zoom (1280 px become 320)').toBe(0);
  await session.send('Emulation.clearDeviceMetricsOverride');
  // A reader's larger default size: everything is in rem, so the root's size is what they set.
  await page.setViewportSize({ width: 640, height: 800 });
  await session.send('Page.setFontSizes', { fontSizes: { standard: 32, fixed: 26 } });
  await page.reload();
  const size = await page.evaluate(() => getComputedStyle(document.documentElement).fontSize);
  expect(size, 'the page follows the reader’s text size').toBe('32px');
  expect(await sideways(page), 'at 200 % text size').toBe(0);
}
