/** Stories in several languages: each leads to the others. Whether every text is said to be in its language: pages.spec.ts. */
import type { Page } from '@playwright/test';
import { furnitureIn } from '#lib/words/furniture.ts';
import { difficult, real } from './support/sites.ts';
import { expect, test } from './support/watched.ts';

const english = `${real.origin}/articles/one-clock-for-all-of-china`;
const chinese = `${real.origin}/articles/zhongguo-weishenme-yong-yige-shizhong`;
const words = furnitureIn('zh');

/** The page in every language, by `hreflang`. */
function alternatesOf(page: Page): Promise<Record<string, string>> {
  return page
    .locator('head link[rel=alternate][hreflang]')
    .evaluateAll((links) =>
      Object.fromEntries(
        links.map((link) => [link.getAttribute('hreflang'), (link as HTMLLinkElement).href]),
      ),
    );
}

/** What the sitemaps say of each address that is in several languages. */
async function alternatesInSitemaps(page: Page): Promise<[string, Record<string, string>][]> {
  await page.goto(`${real.origin}/about`);
  return page.evaluate(async () => {
    const read = async (address: string) =>
      new DOMParser().parseFromString(await (await fetch(address)).text(), 'text/xml');
    const index = [...(await read('/sitemap.xml')).querySelectorAll('loc')].map(
      (each) => each.textContent ?? '',
    );
    const urls = (await Promise.all(index.map(read))).flatMap((map) => [...map.querySelectorAll('url')]);
    return urls.flatMap((url): [string, Record<string, string>][] => {
      const links = [...url.getElementsByTagName('xhtml:link')];
      const named = links.map((link) => [link.getAttribute('hreflang'), link.getAttribute('href')]);
      return links.length > 0
        ? [[url.querySelector('loc')?.textContent ?? '', Object.fromEntries(named)]]
        : [];
    });
  });
}

test('every page that is in several languages names all of them and itself, as the sitemaps do; and they name it', async ({
  page,
}) => {
  const all = await alternatesInSitemaps(page);
  // Both fronts, and at least three stories in both languages.
  expect(all.length).toBeGreaterThanOrEqual(8);
  for (const [address, named] of all) {
    expect((await page.goto(address))?.status()).toBe(200);
    expect(await alternatesOf(page), address).toEqual(named);
    const canonical = page.locator('link[rel=canonical]');
    expect(await canonical.evaluate((link) => (link as HTMLLinkElement).href)).toBe(address);
    const lang = (await page.locator('html').getAttribute('lang')) ?? '';
    expect(named[lang], `${address} in ${lang}`).toBe(address);
    expect(named['x-default']).toBe(named.en);
    for (const other of Object.values(named)) expect(new Map(all).get(other), other).toEqual(named);
  }
});

test('a story says where else it can be read, in that language’s own name; by keyboard one gets there and back', async ({
  page,
}) => {
  await page.goto(english);
  const there = page.locator('.also-in a');
  await expect(there).toHaveText('简体中文');
  await expect(there).toHaveAttribute('lang', 'zh-Hans');
  await expect(there).toHaveAttribute('hreflang', 'zh-Hans');
  await there.focus();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(chinese);
  const back = page.locator('.also-in a');
  await expect(back).toHaveText('English');
  await expect(back).toHaveAttribute('lang', 'en');
  await back.focus();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(english);
});

test('programs learn of both what the other is', async ({ page }) => {
  const said = async (address: string) => {
    await page.goto(address);
    const data = await page.locator('script[type="application/ld+json"]').first().textContent();
    const property = (name: string) => page.locator(`meta[property="${name}"]`).getAttribute('content');
    return {
      ...JSON.parse(data ?? ''),
      locales: [await property('og:locale'), await property('og:locale:alternate')],
    };
  };
  expect(await said(english)).toMatchObject({
    inLanguage: 'en',
    workTranslation: [{ url: chinese, inLanguage: 'zh-Hans' }],
    locales: ['en_US', 'zh_CN'],
  });
  expect(await said(chinese)).toMatchObject({
    inLanguage: 'zh-Hans',
    translationOfWork: { url: english, inLanguage: 'en' },
    locales: ['zh_CN', 'en_US'],
  });
});

test('the Chinese front has every Chinese story and no other, in a Chinese frame; the main front has none', async ({
  page,
}) => {
  await page.goto(real.origin);
  await page.locator('.masthead').getByRole('link', { name: '中文' }).click();
  await expect(page).toHaveURL(`${real.origin}/zh`);
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh-Hans');
  const teasers = page.locator('main article');
  expect(await teasers.count()).toBeGreaterThanOrEqual(3);
  for (const teaser of await teasers.all()) await expect(teaser).toHaveAttribute('lang', 'zh-Hans');
  await expect(page.locator('.skip')).toHaveText(words.skip);
  await expect(page.getByRole('navigation', { name: words.finding })).toBeVisible();
  const feed = page.locator('head link[type="application/atom+xml"]');
  await expect(feed).toHaveAttribute('href', `${real.origin}/zh/atom.xml`);
  await page.locator('.masthead').getByRole('link', { name: 'English' }).click();
  await expect(page).toHaveURL(`${real.origin}/`);
  await expect(page.locator('main article:lang(zh)')).toHaveCount(0);
});

test('its feeds are in Chinese and whole; what a feed reader gets is marked entry by entry', async ({
  request,
}) => {
  const atom = await (await request.get(`${real.origin}/zh/atom.xml`)).text();
  expect(atom).toContain('<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="zh-Hans">');
  expect(atom.match(/<entry xml:lang="zh-Hans">/g)?.length).toBe(atom.match(/<entry /g)?.length);
  const rss = await (await request.get(`${real.origin}/zh/feed.xml`)).text();
  expect(rss).toContain('<dc:language>zh-Hans</dc:language>');
  const json = await (await request.get(`${real.origin}/zh/feed.json`)).json();
  expect(json.language).toBe('zh-Hans');
  expect((await (await request.get(`${real.origin}/feed.xml`)).text()).match(/<dc:language>zh/)).toBeNull();
});

test('a language without words of its own has no front, and an unknown one is no page', async ({
  request,
}) => {
  for (const address of ['/de', '/en', '/zh-Hans', '/de/feed.xml'])
    expect((await request.get(difficult.origin + address)).status(), address).toBe(404);
});

test('what script says on a Chinese page is Chinese too', async ({ page }) => {
  await page.goto(chinese);
  await expect(page.locator('running-date time')).toHaveText(
    /^\d{4}年\d\d月\d\d日 (上午|下午)\d\d:\d\d:\d\d$/,
  );
  await expect(page.locator('running-date button')).toHaveAccessibleName(words.pauseClock);
  await expect(page.locator('theme-switch button')).toHaveAccessibleName(words.darkColours);
  await expect(page.locator('share-row button')).toHaveText(new RegExp(`${words.share}|${words.copy}`));
});
