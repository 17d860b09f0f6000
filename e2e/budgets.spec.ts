/** Bytes and requests: exact figures, so they are tests. */
import { expect, test } from '@playwright/test';
import { keptHealth, noteSizes, type SizeName, sizeRows } from '../house/health.ts';
import { budgets } from './budgets.ts';
import { pagesOf } from './support/shared.ts';
import { real } from './support/sites.ts';

const sizeOf = async (address: string) => {
  const answer = await fetch(new URL(address, real.origin), {
    method: 'HEAD',
    headers: { 'accept-encoding': 'br' },
  });
  expect(answer.status, address).toBe(200);
  return Number(answer.headers.get('content-length'));
};
const textOf = async (address: string) => (await fetch(new URL(address, real.origin))).text();
const stories = async () => (await pagesOf(real.origin)).filter((address) => address.includes('/articles/'));

test('every story’s HTML stays within the budget for its length', async () => {
  const { html, words } = budgets.story;
  const addresses = await stories();
  expect(addresses.length).toBeGreaterThan(10);
  for (const address of addresses) {
    const count = Number(/"wordCount":(\d+)/.exec(await textOf(address))?.[1]);
    const allowed = html * Math.max(1, count / words);
    expect(await sizeOf(address), `${address}, ${count} words`).toBeLessThanOrEqual(allowed);
  }
});

/** What a first visit to the front and to a story fetches, in bytes as sent. */
async function measured(): Promise<Record<SizeName, number>> {
  const story = '/articles/one-clock-for-all-of-china';
  const [front, page, results] = await Promise.all([textOf('/'), textOf(story), textOf('/search')]);
  const sheet = /href="([^"]+\.css)"/.exec(front)?.[1] ?? '';
  const fonts = [...(await textOf(sheet)).matchAll(/url\(([^)]+\.woff2)\)/g)].map(
    ([, file]) => new URL(file?.replace(/["']/g, '') ?? '', new URL(sheet, real.origin)).pathname,
  );
  expect(fonts.length).toBeGreaterThan(2);
  const scriptIn = (html: string, name: string) =>
    new RegExp(`src="(/assets/${name}[^"]+)"`).exec(html)?.[1] ?? '';
  const fontSizes = await Promise.all([...new Set(fonts)].map(sizeOf));
  return {
    front: await sizeOf('/'),
    story: await sizeOf(story),
    css: await sizeOf(sheet),
    script: await sizeOf(scriptIn(front, 'reader')),
    searchScript: await sizeOf(scriptIn(results, 'search')),
    offlinePage: await sizeOf(scriptIn(page, 'offline')),
    worker: await sizeOf('/sw.js'),
    fonts: fontSizes.reduce((sum, size) => sum + size, 0),
  };
}

test('front, style sheet, scripts and fonts stay within theirs, and the health table says how large they are', async () => {
  const sizes = await measured();
  noteSizes(sizes);
  for (const [name, size] of Object.entries(sizes) as [SizeName, number][]) {
    expect(size, name).toBeLessThanOrEqual(sizeRows[name].budget);
    const said = keptHealth().sizes?.bytes[name] ?? 0;
    // The date in a page and the names of files make some bytes' difference.
    expect(
      Math.abs(size - said),
      `${name}: ${size} now, ${said} in docs/health.json; run npm run health`,
    ).toBeLessThan(Math.max(50, said * 0.05));
  }
});

test('what reading offline takes stays within its budgets, and only where it is used', async () => {
  const { page, list, worker } = budgets.offline;
  const scriptIn = async (address: string, name: string) =>
    new RegExp(`src="(/assets/${name}[^"]+)"`).exec(await textOf(address))?.[1];
  for (const address of ['/', '/articles/one-clock-for-all-of-china'])
    expect(await sizeOf((await scriptIn(address, 'offline')) ?? ''), address).toBeLessThanOrEqual(page);
  for (const address of ['/saved', '/offline'])
    expect(await sizeOf((await scriptIn(address, 'saved')) ?? ''), address).toBeLessThanOrEqual(list);
  expect(await sizeOf('/sw.js')).toBeLessThanOrEqual(worker);
  for (const address of ['/sections/china', '/about'])
    expect(await textOf(address), address).not.toMatch(/assets\/(offline|saved)/);
});

for (const address of ['/', '/articles/one-clock-for-all-of-china']) {
  test(`${address} can be read after two requests: the document and one style sheet`, async ({ page }) => {
    await page.goto(address);
    const blocking = await page.evaluate(() =>
      (
        performance.getEntriesByType('resource') as (PerformanceResourceTiming & {
          renderBlockingStatus: string;
        })[]
      )
        .filter((each) => each.renderBlockingStatus === 'blocking')
        .map(({ name }) => new URL(name).pathname),
    );
    expect(blocking).toEqual([expect.stringMatching(/\.css$/)]);
  });

  test(`${address} does not move while it loads`, async ({ page }) => {
    await page.addInitScript(() => {
      const shifts: number[] = [];
      Object.assign(window, { shifts });
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries())
          shifts.push((entry as PerformanceEntry & { value: number }).value);
      }).observe({ type: 'layout-shift', buffered: true });
    });
    for (const width of [320, 1440]) {
      await page.setViewportSize({ width, height: 800 });
      await page.goto(address);
      await page.evaluate(() => document.fonts.ready);
      await page.waitForTimeout(1200);
      const shifts = await page.evaluate(() => (window as unknown as { shifts: number[] }).shifts);
      expect(shifts, `at ${width} px`).toEqual([]);
    }
  });
}
