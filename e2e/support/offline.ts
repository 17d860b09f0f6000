/** Reading offline, as tests do it: a page that is kept, a line that is cut. */
import { expect, type Page } from '@playwright/test';

type Kept = { address: string; saved?: number; files: string[] };

/** What the worker of a page's site keeps. */
export function keptBy(page: Page): Promise<Kept[]> {
  return page.evaluate(async () => {
    const list = await (await caches.open('kept-1')).match('/.kept');
    return list ? ((await list.json()).pages as Kept[]) : [];
  });
}

/** Every byte that the device keeps, as text. */
export function keptText(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const cache = await caches.open('kept-1');
    const answers = await Promise.all(
      (await cache.keys()).map(async (key) => [key.url, await cache.match(key)]),
    );
    const texts = answers.map(async ([url, answer]) => `${url} ${await (answer as Response).text()}`);
    return (await Promise.all(texts)).join('\n');
  });
}

/** Opens a page and waits until it is kept. */
export async function openAndKeep(page: Page, address: string): Promise<void> {
  await page.goto(address);
  const { pathname } = new URL(page.url());
  await expect.poll(async () => (await keptBy(page)).map((kept) => kept.address)).toContain(pathname);
}
