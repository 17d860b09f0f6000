/** The newsroom's page when things are otherwise: nobody signed in, nothing counted, no answer, numbers of any size. */
import { expect, type Page, type Route, test } from '@playwright/test';
import type { Snapshot } from '#lib/audience/shapes.ts';
import { real } from './support/sites.ts';

type Answer = Parameters<Route['fulfill']>[0] | 'none';
const json = (status: number, body: unknown): Answer => ({
  status,
  contentType: 'application/json',
  body: JSON.stringify(body),
});
const stream = (...snapshots: Snapshot[]): Answer => ({
  contentType: 'text/event-stream',
  body: ['retry: 500', ...snapshots.map((each) => `data: ${JSON.stringify(each)}`), ''].join('\n\n'),
});
const staff = json(200, { role: 'staff', name: 'editor' });

/** Opens the page with other answers than the portal would give. */
async function open(page: Page, answers: Record<string, () => Answer>, search = ''): Promise<void> {
  for (const [name, answer] of Object.entries(answers))
    await page.route(new RegExp(`/api/newsroom/${name}(\\?|$)`), (route) => {
      const given = answer();
      return given === 'none' ? route.abort() : route.fulfill(given);
    });
  await page.goto(`${real.origin}/newsroom${search}`);
}

async function snapshot(): Promise<Snapshot> {
  const now = (await (await fetch(`${real.origin}/api/newsroom/now`)).json()) as Snapshot;
  return { ...now, at: new Date().toISOString() };
}

const heading = (page: Page) => page.getByRole('heading', { level: 1 });

/** At this machine itself: there it opens without signing in. */
test.beforeEach(({ context }) => context.setExtraHTTPHeaders({}));

test('a stranger signs in by a form, is told what is wrong, and gets in', async ({ page }) => {
  let isIn = false;
  await open(page, {
    session: () => (isIn ? staff : json(401, { signIn: true, loopback: false })),
  });
  await expect(heading(page)).toHaveText('Sign in');
  await page.unroute(/session/);
  await page.route(/\/api\/newsroom\/session$/, async (route) => {
    const request = route.request();
    if (request.method() === 'GET')
      return route.fulfill((isIn ? staff : json(401, { signIn: true, loopback: false })) as object);
    const form = new URLSearchParams(request.postData() ?? '');
    isIn = form.get('name') === 'editor' && form.get('password') === 'a long password';
    return route.fulfill((isIn ? staff : json(401, { error: 'Name and password don’t fit.' })) as object);
  });
  await page.getByLabel('Name').fill('editor');
  await page.getByLabel('Password').fill('wrong');
  await page.getByLabel('Password').press('Enter');
  await expect(page.getByRole('alert').filter({ hasText: 'don’t fit' })).toBeVisible();
  await page.getByLabel('Password').fill('a long password');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(heading(page)).toHaveText('Live');
  await expect(page.getByRole('button', { name: 'Sign out' })).toBeVisible();
});

test('where nobody can sign in, it says how somebody can', async ({ page }) => {
  await open(page, { session: () => json(401, { signIn: false, loopback: false }) });
  await expect(page.getByText('npx newsroom user <name>')).toBeVisible();
  await page.unrouteAll();
  await open(page, { session: () => json(401, { signIn: false, loopback: true }) });
  await expect(heading(page)).toHaveText('Open this page on its own machine');
});

test('a site that doesn’t count says so and how it would', async ({ page }) => {
  const off = () => json(404, { off: true });
  await open(page, { session: () => staff, live: off, now: off, report: off });
  await expect(heading(page)).toHaveText('This site does not count its readers');
  await expect(page.getByText('mode: daily')).toBeVisible();
});

test('when the store is away it says why, and comes back by itself', async ({ page }) => {
  const told = await snapshot();
  let isBack = false;
  await open(page, {
    live: () => (isBack ? stream(told) : { contentType: 'text/event-stream', body: ': quiet\n\n' }),
    now: () => (isBack ? json(200, told) : json(503, { error: 'store-locked' })),
  });
  await expect(heading(page)).toHaveText('Counting is paused');
  await expect(page.getByText('Another process has the audience’s store open.')).toBeVisible();
  isBack = true;
  await expect(heading(page)).toHaveText('Live', { timeout: 15_000 });
});

test('numbers that are old look old and say so, at a desk and on a wall', async ({ page }) => {
  const told = await snapshot();
  for (const [search, state] of [
    ['', '.connection'],
    ['?wall', '.wall-state'],
  ] as const) {
    let answers = 0;
    await open(page, { live: () => (answers++ === 0 ? stream(told) : 'none'), now: () => 'none' }, search);
    await expect(page.locator('.now-number')).toBeVisible();
    const ink = () => page.locator('.now-number').evaluate((number) => getComputedStyle(number).color);
    const fresh = await ink();
    await expect(page.locator(state)).toContainText('Not live', { timeout: 15_000 });
    await expect(page.locator(state)).toContainText('since');
    expect(await ink()).not.toBe(fresh);
    // A page that is still there would connect again, and take the next one's first answer.
    await page.goto('about:blank');
    await page.unrouteAll();
  }
});

test('a hidden tab asks for nothing until it is seen again', async ({ page }) => {
  const turn = (hidden: boolean) =>
    page.evaluate((value) => {
      Object.defineProperty(document, 'hidden', { configurable: true, get: () => value });
      document.dispatchEvent(new Event('visibilitychange'));
    }, hidden);
  await open(page, {});
  const connection = page.locator('.connection');
  await expect(connection).toContainText('Live');
  await turn(true);
  await expect(connection).toContainText('Paused');
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  const time = (await connection.locator('time').textContent()) ?? '';
  await page.waitForTimeout(3000);
  expect(asked).toEqual([]);
  expect(await connection.locator('time').textContent()).toBe(time);
  await turn(false);
  await expect(connection).toContainText('Live');
  await expect(connection.locator('time')).not.toHaveText(time);
});

test('nothing moves when numbers grow from none to millions', async ({ page }) => {
  const told = await snapshot();
  const numbered = (number: number): Snapshot => ({
    ...told,
    at: new Date().toISOString(),
    readers: number,
    pages: told.pages.map((row) => ({
      ...row,
      readers: number,
      today: { views: number, engaged: number, readThrough: 1, onward: 1 },
    })),
  });
  let number = 0;
  await open(page, { live: () => stream(numbered(number)), now: () => json(200, numbered(number)) });
  await expect(page.locator('.now-number')).toHaveText('0');
  await page.evaluate(() => document.fonts.ready);
  const places = () =>
    page.evaluate(() =>
      [
        ...document.querySelectorAll(
          '.figure-list > div, .course, .stories thead th, .stories tbody th, .side',
        ),
      ].map((element) => {
        const { x, y, width } = element.getBoundingClientRect();
        return [x, y, width].map(Math.round);
      }),
    );
  for (const width of [320, 1440]) {
    await page.setViewportSize({ width, height: 900 });
    number = 0;
    await expect(page.locator('.now-number')).toHaveText('0');
    const before = await places();
    for (const [next, text] of [
      [1, '1'],
      [1234, '1,234'],
      [1_234_567, '1,234,567'],
    ] as const) {
      number = next;
      await expect(page.locator('.now-number')).toHaveText(text);
      expect(await places(), `${text} at ${width} px`).toEqual(before);
    }
  }
});

test('rows don’t move under the pointer', async ({ page }) => {
  const told = await snapshot();
  const pages = Array.from({ length: 6 }, (_, id) => ({
    page: { id: id + 1, key: `/p${id}`, address: `/p${id}`, title: `Page ${id}` },
    readers: 10 - id,
    today: { views: 1, engaged: 1, readThrough: 1, onward: 1 },
  }));
  let isTurned = false;
  const now = (): Snapshot => ({
    ...told,
    at: new Date().toISOString(),
    pages: isTurned ? pages.map((row) => ({ ...row, readers: 10 - row.readers })) : pages,
  });
  await open(page, { live: () => stream(now()), now: () => json(200, now()) });
  const names = () => page.locator('.stories tbody a').allInnerTexts();
  await page.locator('.stories tbody tr').first().hover();
  isTurned = true;
  await page.waitForTimeout(8000);
  expect((await names())[0]).toBe('Page 0');
  await expect(page.getByText('Order held')).toBeVisible();
  await page.mouse.move(2, 2);
  await expect.poll(names, { timeout: 10_000 }).toEqual((await names()).toReversed());
});
