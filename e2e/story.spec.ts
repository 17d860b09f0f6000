/** A story as its reader meets it: every part, every component, every language. */
import { difficult } from './support/sites.ts';
import { expect, test } from './support/watched.ts';

const every = `${difficult.origin}/articles/every-component`;

test('a story has all its parts, in order', async ({ page }) => {
  await page.goto('/articles/one-clock-for-all-of-china');
  const head = page.locator('.story-head');
  await expect(head.locator('.kicker a')).toHaveAttribute('href', '/sections/china');
  await expect(head.locator('h1')).toHaveText('Why all of China keeps one clock');
  await expect(head.locator('.standfirst')).not.toBeEmpty();
  await expect(head.locator('.byline a[rel=author]').first()).toBeVisible();
  await expect(head.locator('.times time').first()).toHaveAttribute(
    'datetime',
    /^\d{4}-\d\d-\d\dT.*\+08:00$/,
  );
  await expect(head.locator('.times')).toContainText('GMT+8');
  await expect(head.locator('.times')).toContainText(/\d+ min read/);
  await expect(page.locator('figure.lead img')).toHaveAttribute('alt', /\S/);
  const preload = page.locator('head link[rel=preload][as=image]');
  await expect(preload).toHaveAttribute('imagesrcset', /\/media\/[0-9a-f]+\/\d+\.avif \d+w/);
  const srcset = await page.locator('figure.lead source[type="image/avif"]').getAttribute('srcset');
  await expect(preload, 'what is preloaded is what is shown').toHaveAttribute('imagesrcset', srcset ?? '');
  await expect(page.locator('figure.lead figcaption small')).toContainText('CC BY 4.0');
  await expect(page.locator('.sources li').first()).toBeVisible();
  await expect(page.locator('.topics a').first()).toBeVisible();
  await expect(page.locator('.related .teaser')).not.toHaveCount(0);
  await expect(page.getByRole('link', { name: 'Report an error' })).toHaveAttribute(
    'href',
    '/corrections-policy#report-an-error',
  );
});

test('the body is the body: nothing of the front matter stands in it', async ({ page }) => {
  await page.goto(every);
  await expect(page.locator('.body > p').first()).toHaveText(/^Beijing\s*The first paragraph/);
  await expect(page.locator('.body')).not.toContainText('publishedAt');
});

test('the first story is neutral, dated, corrected, and says what it could not confirm', async ({ page }) => {
  await page.goto('/articles/china-pledges-support-for-obamas-anti-isil-campaign');
  await expect(page.locator('h1')).toHaveText('China Pledges Support For Obama’s Anti-ISIL Campaign');
  await expect(page.locator('.times')).toContainText('First published 12 September 2014');
  await expect(page.locator('.story-head .kicker')).toContainText('Archive');
  await expect(page.locator('.body .note').first()).toContainText('We could not confirm the figure of 800');
  await expect(page.locator('.corrections li')).toHaveCount(3);
  await expect(page.locator('.map text')).toHaveText(['Raqqa', 'Mosul', 'Baghdad', 'Ürümqi', 'Beijing']);
});

test('updated stories say so, and corrections say what was wrong and what is right', async ({ page }) => {
  await page.goto(`${difficult.origin}/articles/new-name`);
  await expect(page.locator('.times')).toContainText('Updated 22 November 2026');
  await page.goto(`${difficult.origin}/articles/a-headline-with-markup`);
  await expect(page.locator('.corrections del')).toHaveText('We wrote <left>');
  await expect(page.locator('.corrections ins')).toHaveText('It is <right> & proper');
});

test.describe('the vocabulary', () => {
  test.beforeEach(({ page }) => page.goto(every).then(() => undefined));

  test('Figure: picture in three formats, with size, caption and credit', async ({ page }) => {
    const figure = page.locator('.body figure', { hasText: 'A figure in the body.' });
    await expect(figure.locator('source')).toHaveCount(2);
    const picture = figure.locator('img');
    for (const name of ['width', 'height', 'alt', 'srcset', 'sizes'])
      await expect(picture).toHaveAttribute(name, /\S/);
    await expect(picture).toHaveAttribute('loading', 'lazy');
    await expect(figure.locator('figcaption')).toContainText('Synthetic / CC0');
  });

  test('PullQuote: a quotation and who said it', async ({ page }) => {
    await expect(page.locator('.pull-quote blockquote')).toHaveText('A sentence set large.');
    await expect(page.locator('.pull-quote figcaption')).toHaveText('Nobody, in particular');
  });

  test('FactBox: a named aside', async ({ page }) => {
    await expect(page.getByRole('complementary', { name: 'Facts in a box' }).locator('li')).toHaveCount(2);
  });

  test('Timeline: dated events in order', async ({ page }) => {
    const times = page.getByRole('region', { name: 'Steps in time' }).locator('time');
    await expect(times).toHaveText(['Around 1912', '1949-10-01']);
    await expect(times.nth(0)).toHaveAttribute('datetime', '1912');
  });

  test('Chart, bar: a table whose bars are as long as their figures', async ({ page }) => {
    const table = page.getByRole('table', { name: 'Bars of two series' });
    await expect(table.getByRole('row')).toHaveCount(3);
    const width = (row: number, column: number) =>
      table.locator(`tbody tr:nth-child(${row}) td:nth-child(${column}) rect`).evaluate((bar) => {
        return bar.getBoundingClientRect().width;
      });
    expect((await width(1, 2)) / (await width(2, 2))).toBeCloseTo(7.2 / 10.2, 1);
    expect((await width(1, 3)) / (await width(2, 3))).toBeCloseTo(3.5 / 4, 1);
  });

  test('Chart, line: a picture with a name, and the figures behind it', async ({ page }) => {
    const chart = page.locator('.chart-line');
    await expect(chart.getByRole('img', { name: 'A line' })).toBeVisible();
    await chart.locator('summary').click();
    await expect(chart.locator('details tbody tr')).toHaveCount(3);
    await expect(chart.locator('details')).toContainText('Feb');
  });

  test('LocatorMap: real coasts, named places inside the frame, and whose lines they are', async ({
    page,
  }) => {
    const map = page.locator('.map');
    await expect(map.getByRole('img', { name: 'Map of China with two cities' })).toBeVisible();
    await expect(map).toContainText('Boundaries: Natural Earth, de facto; no position taken');
    const frame = await map.locator('svg').boundingBox();
    for (const label of await map.locator('text').all()) {
      const box = await label.boundingBox();
      expect(box?.x).toBeGreaterThanOrEqual(frame?.x ?? 0);
      expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual((frame?.x ?? 0) + (frame?.width ?? 0));
    }
  });

  test('Note, table, footnote: named, aligned, linked both ways', async ({ page }) => {
    await expect(page.getByRole('complementary', { name: 'Editor’s note' })).toContainText(
      'A note with a link',
    );
    await expect(page.locator('.table td.align-right')).toHaveText('1');
    await page.locator('.body sup a').click();
    await expect(page.locator('.footnotes li:target')).toContainText('The footnote.');
    await page.locator('.footnotes li a').click();
    expect(new URL(page.url()).hash).toMatch(/^#fnref/);
  });
});

test('typography: curly quotes, spaces that don’t break, Chinese marked as Chinese', async ({ page }) => {
  await page.goto(every);
  const first = page.locator('.body > p').first();
  await expect(first).toContainText('“quotes”');
  expect(await first.textContent()).toContain('3,000\u00A0km');
  await expect(first.locator('[lang=zh-Hans]')).toHaveText('中文');
});

test('dates, words and marks follow the story’s language', async ({ page }) => {
  await page.goto(`${difficult.origin}/articles/zhongwen-biaoti`);
  await expect(page.locator('article.story')).toHaveAttribute('lang', 'zh-Hans');
  await expect(page.locator('.times')).toContainText('2026年11月21日');
  await expect(page.locator('h1 [lang=en]').first()).toHaveText('Unicode');
  await expect(page.locator('.sections')).toHaveText(/North/);
  await page.goto(`${difficult.origin}/articles/auf-deutsch`);
  await expect(page.locator('.times')).toContainText('21. November 2026');
  await expect(page.locator('.body')).toContainText('„Das ist ein Satz.“');
});

test('markup in a headline stays text, everywhere', async ({ page }) => {
  await page.goto(`${difficult.origin}/articles/a-headline-with-markup`);
  const headline = 'Tags like </script><script>alert(1)</script> & “quotes” stay text';
  await expect(page.locator('h1')).toHaveText(headline);
  const data = await page.locator('head script[type="application/ld+json"]').first().textContent();
  expect(JSON.parse(data ?? '').headline).toBe(headline);
  await expect(page.locator('meta[property="og:title"]')).toHaveAttribute('content', headline);
});

test('on paper there is the text, and no furniture', async ({ page }) => {
  await page.goto(every);
  await page.emulateMedia({ media: 'print' });
  await expect(page.locator('h1')).toBeVisible();
  await expect(page.locator('.nameplate')).toBeVisible();
  for (const furniture of ['.sections', '.topline', 'share-row', '.related'])
    await expect(page.locator(furniture)).toBeHidden();
});

test('with forced colours bars, lines and places can still be seen', async ({ page }) => {
  await page.emulateMedia({ forcedColors: 'active' });
  await page.goto(every);
  const colours = await page.evaluate(() => {
    const colour = (selector: string, property: 'fill' | 'stroke') =>
      getComputedStyle(document.querySelector(selector) as Element)[property];
    const canvas = getComputedStyle(document.body).backgroundColor;
    return {
      canvas,
      bar: colour('.bar rect', 'fill'),
      line: colour('.lines polyline', 'stroke'),
      place: colour('.map circle', 'fill'),
    };
  });
  for (const name of ['bar', 'line', 'place'] as const) expect(colours[name], name).not.toBe(colours.canvas);
});

test('with reduced motion nothing moves between pages', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.goto(every);
  const moving = await page.evaluate(() => document.getAnimations().length);
  expect(moving).toBe(0);
});

test('without its picture a page keeps its place and says what was there', async ({ page, context }) => {
  await context.route('**/media/**', (route) => route.abort('aborted'));
  await page.goto('/articles/one-clock-for-all-of-china');
  const picture = page.locator('figure.lead img');
  const box = await picture.boundingBox();
  expect(box?.height).toBeGreaterThan(100);
  await expect(picture).toHaveAttribute('alt', /\S/);
});
