/** What readers keep follows the newsroom: withdrawn is forgotten, changed is renewed, and all of it can be ended. */
import { expect, type Page, test } from '@playwright/test';
import { keptBy, keptText, openAndKeep } from './support/offline.ts';
import { OwnPortal, withField } from './support/own-portal.ts';
import { real } from './support/sites.ts';

test.describe.configure({ mode: 'serial' });
test.use({ serviceWorkers: 'allow' });

const portal = new OwnPortal(real.port + 7);
const at = (slug: string) => `${portal.origin}/articles/${slug}`;
/** The first has a picture. */
const [first, second, third, fourth] = [4, 5, 6, 3].map((number) => `synthetic-story-${number}`) as [
  string,
  string,
  string,
  string,
];

test.beforeAll(async () => {
  test.setTimeout(120_000);
  await portal.writeContent(30);
  portal.edit(first, withField('headline', 'Quetzal over the city'));
  await portal.start();
});
test.afterAll(() => portal.remove());

const publish = async () => (await portal.press()).publish({});
const withdraw = (slug: string) => portal.command('takedown', slug, '--reason', 'A figure in it was wrong.');

async function save(page: Page, slug: string): Promise<void> {
  await page.goto(at(slug));
  await page.getByRole('button', { name: 'Save for later' }).click();
  await expect(page.locator('save-story output')).toContainText('Saved on this device');
}

const isKept = async (page: Page, slug: string) =>
  (await keptBy(page)).some(({ address }) => address === `/articles/${slug}`);

test('a saved story that is withdrawn while the reader is offline is gone once they are online, words and pictures', async ({
  page,
  context,
}) => {
  await save(page, first);
  const files = (await keptBy(page)).find(({ saved }) => saved)?.files ?? [];
  const pictures = files.filter((file) => file.startsWith('/media/'));
  expect(pictures.length).toBeGreaterThan(0);
  await openAndKeep(page, `${portal.origin}/`);
  expect(await keptText(page)).toContain('Quetzal');
  await context.setOffline(true);
  expect((await withdraw(first)).code).toBe(0);
  await page.goto(at(first));
  await expect(page.locator('h1')).toContainText('Quetzal');
  await context.setOffline(false);
  // The open page gives way to what the newsroom says of it.
  await expect(page.locator('h1')).toHaveText('This story has been withdrawn');
  // Not in the front either, nor in any other page that is kept.
  await expect.poll(() => keptText(page), { timeout: 15_000 }).not.toContain('Quetzal');
  const text = await keptText(page);
  for (const picture of pictures) expect(text).not.toContain(`${portal.origin}${picture} `);
  await page.goto(`${portal.origin}/saved`);
  const news = 'One saved story was taken back by the newsroom. Nothing of it is left on this device.';
  await expect(page.locator('.kept-news')).toHaveText(news);
  await expect(page.getByText('Quetzal')).toHaveCount(0);
  await page.reload();
  await expect(page.getByText('No story is saved.')).toBeVisible();
  await expect(page.locator('.kept-news')).toHaveText('');
  expect((await portal.command('restore', first)).code).toBe(0);
});

test('a page that was open all the while doesn’t bring a withdrawn story back', { tag: '@long' }, async ({
  page,
  context,
}) => {
  await openAndKeep(page, at(first));
  expect((await withdraw(first)).code).toBe(0);
  const other = await context.newPage();
  await other.goto(`${portal.origin}/saved`);
  await expect.poll(() => isKept(other, first), { timeout: 15_000 }).toBe(false);
  await page.evaluate(() => {
    Object.defineProperty(document, 'hidden', { value: true });
    document.dispatchEvent(new Event('visibilitychange'));
  });
  await page.waitForTimeout(1000);
  expect(await keptText(page)).not.toContain('Quetzal');
  expect((await portal.command('restore', first)).code).toBe(0);
});

test('one that the reader opens again is forgotten by its answer', async ({ page }) => {
  await openAndKeep(page, at(first));
  expect((await withdraw(first)).code).toBe(0);
  const answer = await page.goto(at(first));
  expect(answer?.status()).toBe(410);
  await expect.poll(() => isKept(page, first)).toBe(false);
  expect((await portal.command('restore', first)).code).toBe(0);
});

test('the reader who was offline has every kept page looked at by whatever they open next; changed ones are renewed', async ({
  page,
  context,
}) => {
  await openAndKeep(page, at(second));
  await openAndKeep(page, at(third));
  await context.setOffline(true);
  portal.edit(second, withField('headline', 'Walrus at the pier'));
  portal.edit(third, withField('status', 'draft'));
  await publish();
  await page.goto(at(second));
  await expect(page.locator('.kept-note')).toBeVisible();
  await page.goto('about:blank');
  await context.setOffline(false);
  await page.goto(`${portal.origin}/about`);
  await expect.poll(() => isKept(page, third), { timeout: 15_000 }).toBe(false);
  await expect.poll(() => keptText(page)).toContain('Walrus');
  await context.setOffline(true);
  await page.goto(at(second));
  await expect(page.locator('h1')).toHaveText('Walrus at the pier');
  await context.setOffline(false);
});

test('a story that is saved under an old address is kept under its new one', { tag: '@long' }, async ({
  page,
}) => {
  await save(page, fourth);
  expect((await portal.command('rename', fourth, 'another-name')).code).toBe(0);
  await publish();
  await page.goto(`${portal.origin}/saved`);
  await expect.poll(() => isKept(page, 'another-name'), { timeout: 15_000 }).toBe(true);
  expect(await isKept(page, fourth)).toBe(false);
  expect((await keptBy(page)).find(({ saved }) => saved)?.address).toBe('/articles/another-name');
  await expect(page.getByRole('region', { name: 'Saved', exact: true }).getByRole('link')).toHaveCount(1);
});

test('of stories that are only opened twenty are kept, the latest; saved ones stay', {
  tag: '@long',
}, async ({ page }) => {
  test.setTimeout(120_000);
  await save(page, second);
  const opened = Array.from({ length: 22 }, (_, number) => `synthetic-story-${number + 7}`);
  for (const slug of opened) await openAndKeep(page, at(slug));
  const kept = (await keptBy(page)).map(({ address }) => address.replace('/articles/', ''));
  expect(kept.filter((each) => opened.includes(each))).toEqual(opened.slice(2));
  expect(kept).toContain(second);
});

test('a newsroom that ends it ends it on every device: worker, kept pages, button and link', async ({
  page,
}) => {
  await save(page, second);
  portal.editSite((text) => `${text}\noffline: false\n`);
  await publish();
  await page.goto(at(second));
  await expect
    .poll(
      () =>
        page.evaluate(async () => [
          (await navigator.serviceWorker.getRegistrations()).length,
          await caches.keys(),
        ]),
      { timeout: 20_000 },
    )
    .toEqual([0, []]);
  await page.reload();
  await expect(page.getByRole('button', { name: 'Save for later' })).toHaveCount(0);
  await expect(page.getByRole('link', { name: 'Saved stories' })).toHaveCount(0);
  await page.goto(`${portal.origin}/saved`);
  await expect(page.getByText('This newspaper keeps nothing on your device.')).toBeVisible();
  expect(await page.evaluate(() => caches.keys())).toEqual([]);
});
