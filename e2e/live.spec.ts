/** A live story: as it is read, and as an open page follows it. */
import type { Page } from '@playwright/test';
import { violationsIn } from './support/axe.ts';
import { stopClock } from './support/clock.ts';
import { liveSlug } from './support/live.ts';
import { News } from './support/news.ts';
import { lookedInto, schemes, widthsIn } from './support/pages.ts';
import { difficult, real } from './support/sites.ts';
import { expect, test } from './support/watched.ts';

const live = `${difficult.origin}/articles/${liveSlug}`;
const ended = `${real.origin}/articles/one-day-of-light`;
const entries = (page: Page) => page.locator('.entry');
const button = (page: Page) => page.locator('.coverage-news button');
const status = (page: Page) => page.locator('.coverage-news').getByRole('status');
const state = (page: Page) => page.locator('.coverage-state');
const topOf = (page: Page, selector: string) =>
  page.locator(selector).evaluate((element) => element.getBoundingClientRect().top);
/** Where something stands on the page, however far it is scrolled. */
const placeOf = (page: Page, selector: string) =>
  page.locator(selector).evaluate((element) => element.getBoundingClientRect().top + scrollY);
/** As if another tab were in front, or this one again. */
const turn = (page: Page, hidden: boolean) =>
  page.evaluate((value) => {
    Object.defineProperty(document, 'hidden', { value, configurable: true });
    document.dispatchEvent(new Event('visibilitychange'));
  }, hidden);

/** An open page that has asked once, with a clock that the test moves. */
async function followed(page: Page): Promise<News> {
  const news = new News();
  await news.stand(page);
  await stopClock(page);
  await page.goto(news.url);
  await expect.poll(() => news.asked).toBe(1);
  await expect(state(page)).toHaveText('New entries are offered here.');
  return news;
}

/** Long enough for the next question, when the last was answered. */
const next = (page: Page) => page.clock.runFor(12_500);

test.describe('as it is read', () => {
  test('entries stand newest first, each with heading, time and an address of its own', async ({ page }) => {
    await page.goto(ended);
    const times = await page
      .locator('.entry time')
      .evaluateAll((all) => all.map((time) => time.getAttribute('datetime') ?? ''));
    expect(times.length).toBe(14);
    expect([...times].sort((a, b) => Date.parse(b) - Date.parse(a))).toEqual(times);
    await expect(page.locator('.entry > h2')).toHaveCount(14);
    await expect(page.locator('.entry-time').first()).toHaveText('24 November 2026 19:35 GMT+8');
    await expect(page.locator('.entry-time').nth(1)).toHaveText('16:53 GMT+8');
    for (const entry of await entries(page).all()) {
      const id = await entry.getAttribute('id');
      await expect(entry.locator('.entry-time a')).toHaveAttribute('href', `#${id}`);
    }
  });

  test('the day is said where it changes', async ({ page }) => {
    await page.goto(live);
    const days = await page.locator('.entry-day').allTextContents();
    expect(days.length).toBeGreaterThan(1);
    expect(new Set(days).size).toBe(days.length);
  });

  test('key points lead to their entries', async ({ page }) => {
    await page.goto(ended);
    const points = page.getByRole('region', { name: 'Key points' }).getByRole('link');
    await expect(points).toHaveCount(4);
    await points.last().click();
    const target = page.locator('.entry:target');
    await expect(target.locator('h2')).toHaveText('First light in Fuyuan');
    await expect(target).toBeInViewport();
    expect(await target.evaluate((entry) => getComputedStyle(entry).boxShadow)).not.toBe('none');
  });

  test('an entry’s address opens at it, with room above', async ({ page }) => {
    await page.goto(`${ended}#e-20261124T015000Z`);
    await expect(page.locator('.entry:target h2')).toHaveText('The sun is up in all eight cities');
    const top = await topOf(page, '.entry:target');
    expect(top).toBeGreaterThan(40);
    expect(top).toBeLessThan(120);
  });

  test('it says that it is live in words, and when it is no more', async ({ page }) => {
    await page.goto(live);
    await expect(page.locator('.story-head .live-mark')).toHaveText('Live');
    await page.goto(ended);
    await expect(page.locator('.live-mark')).toHaveCount(0);
    await expect(state(page)).toHaveText('This coverage ended on 24 November 2026 at 20:00 GMT+8.');
    await expect(page.locator('live-story')).toHaveCount(0);
    expect(await page.locator('script[src*="live"]').count(), 'nothing to follow, no script').toBe(0);
    await page.goto(`${real.origin}/articles/one-clock-for-all-of-china`);
    expect(await page.locator('script[src*="live"]').count(), 'on other pages neither').toBe(0);
  });

  test('search engines read it as a live blog, each entry with its address', async ({ page }) => {
    await page.goto(ended);
    const data = JSON.parse(
      (await page.locator('head script[type="application/ld+json"]').first().textContent()) ?? '',
    );
    expect(data).toMatchObject({
      '@type': 'LiveBlogPosting',
      coverageStartTime: '2026-11-24T06:00:00+08:00',
      coverageEndTime: '2026-11-24T20:00:00+08:00',
      dateModified: '2026-11-24T19:35:00+08:00',
    });
    expect(data.liveBlogUpdate).toHaveLength(14);
    for (const { url, articleBody } of data.liveBlogUpdate) {
      expect(articleBody).not.toBe('');
      await expect(page.locator(`[id="${new URL(url).hash.slice(1)}"]`)).toHaveCount(1);
    }
  });

  test('nothing in it moves by itself, and on paper there is no furniture', async ({ page }) => {
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await page.goto(live);
    expect(await page.evaluate(() => document.getAnimations().length)).toBe(0);
    await page.emulateMedia({ media: 'print' });
    await expect(page.locator('.entry').last()).toBeVisible();
    await expect(page.locator('.key-points')).toBeVisible();
    await expect(page.locator('.coverage-news')).toBeHidden();
    await expect(state(page)).toBeHidden();
  });

  test.describe('without script', () => {
    test.use({ javaScriptEnabled: false });

    test('everything is there, links lead to entries, and it says how to see newer ones', async ({
      page,
    }) => {
      await page.goto(live);
      await expect(state(page)).toHaveText('Reload to see newer entries.');
      await expect(button(page)).toBeHidden();
      await expect(entries(page)).toHaveCount(10);
      await page.getByRole('link', { name: 'The first entry' }).click();
      await expect(page.locator('.entry:target h2')).toHaveText('The first entry');
      await expect(page.locator('.entry:target')).toBeInViewport();
    });
  });
});

test.describe('when there is more', () => {
  test('it is said politely, in the page and in its title, and nothing moves', async ({ page }) => {
    const news = await followed(page);
    const [title, before] = [await page.title(), await placeOf(page, '.entry >> nth=0')];
    news.add(3);
    await next(page);
    await expect(button(page)).toHaveText('3 new updates');
    await expect(status(page)).toHaveText('3 new updates');
    await expect(page).toHaveTitle(`(3) ${title}`);
    await expect(entries(page)).toHaveCount(10);
    expect(await placeOf(page, '.entry >> nth=0')).toBe(before);
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('BODY');
    news.add(1);
    await next(page);
    await expect(button(page)).toHaveText('4 new updates');
  });

  test('one is one', async ({ page }) => {
    const news = await followed(page);
    news.add(1);
    await next(page);
    await expect(button(page)).toHaveText('1 new update');
  });

  test('who reads further down stays there, with the button in reach of eye and keyboard', async ({
    page,
  }) => {
    const news = await followed(page);
    const read = `[id="${news.ids[5]}"]`;
    await page.locator(read).evaluate((entry) => entry.scrollIntoView());
    const top = await topOf(page, read);
    news.add(2);
    await next(page);
    await expect(button(page)).toBeInViewport();
    expect(await topOf(page, read)).toBe(top);
    await page.locator('.key-points a').last().focus();
    await page.keyboard.press('Tab');
    await expect(button(page)).toBeFocused();
  });

  test('pressed, the button brings the new ones, and the first of them gets focus', async ({ page }) => {
    const news = await followed(page);
    const title = await page.title();
    await page.locator(`[id="${news.ids[5]}"]`).evaluate((entry) => entry.scrollIntoView());
    const added = news.add(2);
    await next(page);
    await button(page).press('Enter');
    await expect(entries(page)).toHaveCount(12);
    expect(await entries(page).evaluateAll((all) => all.slice(0, 2).map(({ id }) => id))).toEqual(added);
    const heading = entries(page).first().locator('h2');
    await expect(heading).toBeFocused();
    await expect(heading).toBeInViewport();
    await expect(button(page)).toBeHidden();
    await expect(status(page)).toHaveText('');
    await expect(page).toHaveTitle(title);
    await next(page);
    await expect(entries(page)).toHaveCount(12);
  });

  test('if the page can’t be fetched it says so, and the next press works', async ({ page }) => {
    const news = await followed(page);
    news.add(1);
    await next(page);
    await expect(button(page)).toHaveText('1 new update');
    news.silent = true;
    await button(page).click();
    await expect(button(page)).toHaveText('The new entries can’t be fetched now.');
    await expect(status(page)).toHaveText('The new entries can’t be fetched now.');
    news.silent = false;
    await button(page).click();
    await expect(entries(page)).toHaveCount(11);
  });

  test('an edit comes in out of sight, never into what is read', async ({ page }) => {
    const news = await followed(page);
    const [above = '', read = '', gone = ''] = [news.ids[0], news.ids[5], news.ids[8]];
    await page.locator(`[id="${read}"]`).evaluate((entry) => entry.scrollIntoView());
    const top = await topOf(page, `[id="${read}"]`);
    news.edit(above);
    news.edit(read);
    news.remove(gone);
    await next(page);
    await expect(page.locator(`[id="${above}"]`)).toContainText('Edited.');
    await expect(page.locator(`[id="${gone}"]`)).toHaveCount(0);
    await expect(page.locator(`[id="${read}"]`)).not.toContainText('Edited.');
    expect(Math.abs((await topOf(page, `[id="${read}"]`)) - top)).toBeLessThan(1);
    expect(news.fetched).toBe(1);
    await page.evaluate(() => scrollTo(0, 0));
    await next(page);
    await expect(page.locator(`[id="${read}"]`)).toContainText('Edited.');
    expect(news.fetched, 'one version is fetched once').toBe(1);
    await expect(button(page)).toBeHidden();
  });

  test('whoever is past the entries stays where they are when one above grows', async ({ page }) => {
    const news = await followed(page);
    await page.locator('.footer').scrollIntoViewIfNeeded();
    const top = await topOf(page, '.story-foot');
    expect(
      await page.locator('.coverage').evaluate((all) => all.getBoundingClientRect().bottom),
    ).toBeLessThan(0);
    news.edit(news.ids[4] ?? '');
    await next(page);
    await expect(page.locator(`[id="${news.ids[4]}"]`)).toContainText('Edited.');
    expect(Math.abs((await topOf(page, '.story-foot')) - top)).toBeLessThan(1);
  });

  for (const colorScheme of schemes) {
    test.describe(colorScheme, () => {
      test.use({ colorScheme });
      test('announcement and new entries are in bounds and without a WCAG violation at every width', async ({
        page,
      }) => {
        const news = await followed(page);
        news.add(3);
        await next(page);
        await expect(button(page)).toBeVisible();
        await page.clock.resume(); // axe waits by it.
        for (const press of [false, true]) {
          if (press) await button(page).click();
          await expect(entries(page)).toHaveCount(press ? 13 : 10);
          for (const width of widthsIn[colorScheme]) {
            await page.setViewportSize({ width, height: 800 });
            expect(
              await page.evaluate(() => document.documentElement.scrollWidth),
              `at ${width} px`,
            ).toBeLessThanOrEqual(width);
            if (lookedInto[colorScheme].some((each) => each === width))
              expect(await violationsIn(page), `at ${width} px`).toEqual([]);
            if (press) continue;
            await button(page).scrollIntoViewIfNeeded();
            await page.screenshot({ path: `artefacts/screenshots/live-news-${width}-${colorScheme}.png` });
          }
        }
      });
    });
  }
});

test.describe('asking', () => {
  test('is rarer the longer nobody answers, and as often as before afterwards', async ({ page }) => {
    await page.addInitScript(() => {
      Math.random = () => 0;
    });
    const news = await followed(page);
    news.silent = true;
    let asked = 1;
    for (const seconds of [10, 20, 40, 80, 120, 120]) {
      await page.clock.runFor(seconds * 1000 - 1);
      await page.evaluate(() => fetch('/robots.txt').then((answer) => answer.text()));
      expect(news.asked, `before ${seconds} s are over`).toBe(asked);
      await page.clock.runFor(500);
      await expect.poll(() => news.asked, `after ${seconds} s`).toBe(++asked);
    }
    news.silent = false;
    await page.clock.runFor(120_500);
    await expect.poll(() => news.asked).toBe(++asked);
    await next(page);
    await expect.poll(() => news.asked).toBe(++asked);
  });

  test('rests while nobody looks, and comes at once when somebody does', async ({ page }) => {
    const news = await followed(page);
    await turn(page, true);
    await page.clock.runFor(600_000);
    expect(news.asked).toBe(1);
    news.add(1);
    await turn(page, false);
    await expect(button(page)).toHaveText('1 new update');
    expect(news.asked).toBe(2);
  });

  test('is answered under the story’s old address too', async () => {
    const answer = await fetch(`${live}-once/live.json`);
    expect([answer.status, answer.redirected, answer.url]).toEqual([200, true, `${live}/live.json`]);
    expect(await answer.json()).toMatchObject({ ended: false });
  });

  test('stops when the coverage has ended, and the page says so', async ({ page }) => {
    const news = await followed(page);
    news.add(1);
    news.ended = true;
    await next(page);
    await expect(state(page)).toHaveText('This coverage has ended.');
    await expect(page.locator('.story-head .live-mark')).toHaveCount(0);
    await page.clock.runFor(600_000);
    await turn(page, false);
    expect(news.asked).toBe(2);
    await button(page).click();
    await expect(entries(page)).toHaveCount(11);
  });

  test('stops by itself a day after the newest entry', async ({ page }) => {
    const news = await followed(page);
    await page.clock.fastForward(25 * 3_600_000);
    await expect.poll(() => news.asked).toBe(2);
    await expect(state(page)).toHaveText('This coverage has ended.');
    await page.clock.runFor(600_000);
    expect(news.asked).toBe(2);
  });
});
