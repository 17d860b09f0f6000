/** Search: a form that answers with a page, and finds while somebody types. */
import { real } from './support/sites.ts';
import { expect, test } from './support/watched.ts';

const address = (query = '') => `${real.origin}/search${query}`;

test.describe('without script', () => {
  test.use({ javaScriptEnabled: false });

  test('a reader finds a story from the front, narrows the search down and takes that back', async ({
    page,
  }) => {
    await page.goto(real.origin);
    await page.getByRole('link', { name: 'Search' }).first().click();
    await page.getByRole('searchbox').fill('calender');
    await page.getByRole('button', { name: 'Search' }).click();
    await expect(page).toHaveURL(address('?q=calender'));
    await expect(page).toHaveTitle(/“calender” – Search – China Topix/);
    const results = page.locator('.search-results li');
    const all = await results.count();
    expect(all).toBeGreaterThan(1);
    await expect(page.locator('.search-results mark').first()).toHaveText(/^calendars?$/i);
    const narrow = page.getByRole('navigation', { name: 'Narrow down' });
    await narrow.getByRole('link', { name: /^Business \(\d+\)$/ }).click();
    await expect(results).not.toHaveCount(all);
    await narrow.getByRole('link', { name: 'Business (take back)' }).click();
    await expect(results).toHaveCount(all);
    await results.first().getByRole('link').click();
    await expect(page).toHaveURL(/\/articles\//);
  });

  test('narrowed down, another question stays narrowed down', async ({ page }) => {
    await page.goto(address('?q=clock&section=china&order=newest'));
    await page.getByRole('searchbox').fill('sunrise');
    await page.getByRole('button', { name: 'Search' }).click();
    await expect(page).toHaveURL(address('?q=sunrise&section=china&order=newest'));
  });

  test('a misspelt word is forgiven, and said so', async ({ page }) => {
    await page.goto(address('?q=sunrize'));
    await expect(page.locator('.search-note')).toHaveText('No story has “sunrize”: this is for sunrise.');
    await expect(page.locator('.search-results li').first()).toContainText(/sunrise/i);
  });

  test('Chinese is found in either script', async ({ page }) => {
    await page.goto(address(`?q=${encodeURIComponent('時區')}`));
    await expect(page.locator('.search-results li').first()).toHaveAttribute('lang', 'zh-Hans');
    await expect(page.locator('.search-results mark').first()).toHaveText('时区');
  });

  test('nothing found leads on', async ({ page }) => {
    await page.goto(address('?q=sunrise&section=technology'));
    await page.getByRole('link', { name: 'Look everywhere' }).click();
    await expect(page.getByRole('heading', { name: /stor(y|ies)/ })).toBeVisible();
    await page.goto(address('?q=zzzqqq'));
    await expect(page.getByRole('heading', { name: 'Nothing found' })).toBeVisible();
  });
});

test('stories are found while somebody types; the address and voices follow', async ({ page }) => {
  await page.goto(address());
  await page.getByRole('searchbox').pressSequentially('kashgar', { delay: 30 });
  await expect(page.locator('.search-results li').first()).toContainText('Kashgar');
  await expect(page.getByRole('status')).toHaveText(/^\d+ stories$/);
  await expect(page).toHaveURL(address('?q=kashgar'));
  await expect(page).toHaveTitle(/“kashgar”/);
  await expect(page.getByRole('searchbox')).toBeFocused();
  await page.reload();
  await expect(page.getByRole('searchbox')).toHaveValue('kashgar');
});

test('an answer that comes late never covers that of a later question', async ({ page }) => {
  await page.goto(address());
  await page.route(/q=kashgar$/, async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    await route.continue().catch(() => {});
  });
  await page.getByRole('searchbox').fill('kashgar');
  await page.waitForTimeout(500);
  await page.getByRole('searchbox').fill('currency');
  await expect(page.locator('.search-results li').first()).toContainText(/currency/i);
  await page.waitForTimeout(1_500);
  await expect(page.locator('.search-results li').first()).toContainText(/currency/i);
});

test('arrows lead from the words to the stories and back, Escape to the words', async ({ page }) => {
  await page.goto(address('?q=sunrise'));
  const links = page.locator('.search-results h3 a');
  await page.getByRole('searchbox').focus();
  await page.keyboard.press('ArrowDown');
  await expect(links.nth(0)).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(links.nth(1)).toBeFocused();
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowUp');
  await expect(page.getByRole('searchbox')).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('searchbox')).toBeFocused();
});

test('the button still leads to an answer when the script gets none', async ({ page, complaints }) => {
  await page.goto(address());
  // The script's requests fail, the browser's own don't.
  await page.route(/\/search\?/, (route) =>
    route.request().isNavigationRequest() ? route.continue() : route.fulfill({ status: 503 }),
  );
  await page.getByRole('searchbox').fill('sunrise');
  await page.getByRole('button', { name: 'Search' }).click();
  await expect(page.locator('.search-results li').first()).toContainText(/sunrise/i);
  complaints.length = 0; // Of the requests that failed, as they should here.
});

test('a search is private, in no index, and in the reader’s own colours', async ({ request }) => {
  const answer = await request.get(address('?q=sunrise'), { headers: { cookie: 'theme=dark' } });
  expect(answer.headers()).toMatchObject({
    'cache-control': 'private, max-age=0, must-revalidate',
    'x-robots-tag': 'noindex',
    'content-security-policy': expect.stringContaining("default-src 'none'"),
  });
  const html = await answer.text();
  expect(html).toContain('<html data-theme="dark"');
  expect(html).toContain('<meta name="robots" content="noindex">');
  expect(html).not.toContain('__next_f');
});

test('hostile questions are answered like any other', async ({ request }) => {
  const questions = [
    '"',
    '<script>alert(1)</script>',
    "' OR 1=1 --",
    '{signs} : *',
    'NEAR(a b, 9999)',
    '*'.repeat(5_000),
    'a '.repeat(2_000),
    '时'.repeat(1_500),
    '\u0000\ud800',
    '%00%ff',
  ];
  for (const question of questions) {
    const answer = await request.get(address(`?q=${encodeURIComponent(question.toWellFormed())}`));
    expect(answer.status(), question.slice(0, 20)).toBe(200);
    expect(await answer.text()).not.toContain('<script>alert');
  }
  for (const query of ['?q=%ff%fe', '?q=a&q=b', '?q[]=a', '?page=1e9', `?${'x=y&'.repeat(500)}`])
    expect((await request.get(address(query))).status(), query.slice(0, 20)).toBe(200);
  expect((await request.post(address(), { data: 'q=a' })).status()).toBe(405);
  expect((await request.get(`${real.origin}/search/more`)).status()).toBe(404);
});

test('browsers and search engines are told how to search', async ({ request }) => {
  const front = await (await request.get(real.origin)).text();
  const link = /<link rel="search" type="application\/opensearchdescription\+xml" href="([^"]+)"/.exec(
    front,
  )?.[1];
  expect(link).toBe('/opensearch.xml');
  expect(front).toContain(`"urlTemplate":"${real.origin}/search?q={search_term_string}"`);
  const description = await request.get(`${real.origin}${link}`);
  expect(description.headers()['content-type']).toMatch(/^application\/opensearchdescription\+xml/);
  expect(await description.text()).toContain(`template="${real.origin}/search?q={searchTerms}"`);
});
