/** The list of the most read: something stands there before anybody was counted, and nothing moves when it changes. */
import type { Page } from '@playwright/test';
import { widths } from './support/pages.ts';
import { real } from './support/sites.ts';
import { expect, test } from './support/watched.ts';

const story = (n: number, count: number) => ({
  address: `/articles/story-${n}`,
  headline:
    n === 2 ? '为什么全中国用同一个钟' : `Story ${n}${' with a headline that goes on and on'.repeat(n)}`,
  lang: n === 2 ? 'zh-Hans' : undefined,
  count,
});
const list = (length: number, count: number) => Array.from({ length }, (_, n) => story(n + 1, count));

async function told(page: Page, lists: unknown): Promise<void> {
  await page.route('**/api/most-read', (route) => route.fulfill({ json: lists }));
}
const rows = (page: Page) => page.locator('most-read li a');
const spans = (page: Page) => page.locator('most-read button');

for (const path of ['/', '/articles/one-clock-for-all-of-china'])
  for (const width of widths)
    test(`at ${width} px ${path} keeps its shape when the list arrives and when another is chosen`, async ({
      page,
    }) => {
      await page.setViewportSize({ width, height: 800 });
      await told(page, { now: list(3, 12), today: list(5, 1234), week: list(4, 99_999) });
      await page.goto(path);
      const box = page.locator('most-read');
      const before = await box.boundingBox();
      await box.scrollIntoViewIfNeeded();
      await expect(page.locator('most-read h2')).toHaveText('Most read');
      await expect(rows(page)).toHaveText(list(5, 0).map(({ headline }) => headline));
      const size = async () => (await box.boundingBox())?.height;
      expect(await size()).toBe(before?.height);
      await expect(rows(page).nth(1)).toHaveAttribute('lang', 'zh-Hans');
      await spans(page).filter({ hasText: 'Now' }).click();
      await expect(rows(page)).toHaveCount(3);
      await expect(page.locator('most-read small').first()).toHaveText('12 reading now');
      await expect(spans(page).filter({ hasText: 'Now' })).toHaveAttribute('aria-pressed', 'true');
      expect(await size()).toBe(before?.height);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    });

test('with too little to say, and with no answer, the newest stories stay and are called so', async ({
  page,
}) => {
  await told(page, { now: list(1, 9), today: list(2, 9), week: [] });
  await page.goto('/');
  const newest = await rows(page).allTextContents();
  const answered = page.waitForResponse('**/api/most-read');
  await page.locator('most-read').scrollIntoViewIfNeeded();
  await answered;
  await expect(page.locator('most-read h2')).toHaveText('Newest');
  expect(newest.length).toBe(5);
  await expect(rows(page)).toHaveText(newest);
  await expect(spans(page)).toHaveCount(0);
});

test('the list comes from the site and may be cached for half a minute', async ({ request }) => {
  const answer = await request.get(`${real.origin}/api/most-read`);
  expect(answer.headers()['cache-control']).toBe(
    'public, max-age=30, s-maxage=30, stale-while-revalidate=300',
  );
  expect(Object.keys((await answer.json()) as object)).toEqual(['now', 'today', 'week']);
});
