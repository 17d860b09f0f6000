/** Series: which part a story is, the way through all of them, and nothing of a part that is hidden. */
import { difficult, real } from './support/sites.ts';
import { expect, test } from './support/watched.ts';

test('a part says which it is and leads to the others, without script', async ({ browser }) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(`${real.origin}/articles/twenty-four-solar-terms`);
  await expect(page.locator('.series-line')).toHaveText('Part 2 of 4 How calendars count');
  const turn = page.getByRole('navigation', { name: 'How calendars count' });
  await expect(turn.locator('a[rel=prev]')).toHaveText('When is the new year?');
  await expect(turn.locator('li')).toHaveCount(4);
  await expect(turn.locator('li').first()).toBeHidden();
  await turn.getByText('All 4 parts').click();
  await expect(turn.locator('[aria-current=page]')).toHaveText(/^The sun takes twenty-four/);
  await turn.locator('a[rel=next]').click();
  await expect(page.locator('.series-line')).toHaveText('Part 3 of 4 How calendars count');
  await page.locator('.series-line a').click();
  await expect(page).toHaveURL(`${real.origin}/series/calendars`);
  await expect(page.locator('main li h2')).toHaveText([
    'When is the new year?',
    /^The sun takes/,
    /^Sixty names/,
    /^Most places begin/,
  ]);
  await context.close();
});

test('a series says in its data what it is, and each part that it belongs to it', async ({ page }) => {
  const said = async (address: string) => {
    await page.goto(real.origin + address);
    const texts = await page.locator('script[type="application/ld+json"]').allTextContents();
    return texts.map((text) => JSON.parse(text));
  };
  const [series] = await said('/series/calendars');
  expect(series).toMatchObject({ '@type': 'CreativeWorkSeries', url: `${real.origin}/series/calendars` });
  expect(series.hasPart.map(({ position }: { position: number }) => position)).toEqual([1, 2, 3, 4]);
  const [story] = await said('/articles/when-is-the-new-year');
  expect(story).toMatchObject({ position: 1, isPartOf: { '@id': series['@id'], name: series.name } });
  await expect(page.locator('a[rel=prev]')).toHaveCount(0);
});

test('a part that is hidden is neither named nor counted', async ({ page }) => {
  await page.goto(`${difficult.origin}/series/long-and-mixed`);
  await expect(page.locator('.series-parts > li')).toHaveCount(4);
  await expect(page.locator('.part-number').last()).toHaveText('Part 4 of 4');
  expect(await page.content()).not.toContain('hidden-until-2099');
  await page.goto(`${difficult.origin}/articles/zhongwen-biaoti`);
  await expect(page.locator('.series-line')).toContainText('第 2 篇，共 4 篇');
  expect(await page.content()).not.toContain('hidden-until-2099');
});
