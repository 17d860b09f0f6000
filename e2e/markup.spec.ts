/** Every page's HTML, and the feed's XML, by the rules of their formats. */
import { expect, test } from '@playwright/test';
import { faultsIn } from './support/html.ts';
import { pageKinds } from './support/pages.ts';
import { pagesOf } from './support/shared.ts';
import { difficult, real } from './support/sites.ts';

const faultsOf = async (url: string) => faultsIn(await (await fetch(url)).text(), url);

for (const { name, url } of pageKinds) {
  test(`${name} is valid HTML`, async () => {
    expect(await faultsOf(url)).toEqual([]);
  });
}

test('so is every page of our own content', async () => {
  const faults: string[] = [];
  for (const url of await pagesOf(real.origin)) faults.push(...(await faultsOf(url)));
  expect(faults).toEqual([]);
});

test('feed and sitemap are well-formed and name their stories', async ({ page }) => {
  for (const site of [real, difficult]) {
    await page.goto(`${site.origin}/about`);
    for (const [address, entry] of [
      ['/feed.xml', 'item'],
      ['/atom.xml', 'entry'],
      ['/sitemaps/pages.xml', 'url'],
      ['/sitemaps/2026-11.xml', 'url'],
    ] as const) {
      const found = await page.evaluate(
        async ([from, name]) => {
          const xml = new DOMParser().parseFromString(await (await fetch(from)).text(), 'text/xml');
          return {
            error: xml.querySelector('parsererror')?.textContent,
            entries: xml.querySelectorAll(name).length,
          };
        },
        [address, entry] as const,
      );
      expect(found.error, address).toBeUndefined();
      expect(found.entries, address).toBeGreaterThan(9);
    }
  }
});
