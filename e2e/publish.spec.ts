/** Publishing, as an editor does it: from saved to live on every surface, and back out again. */
import { rmSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from '@playwright/test';
import { parse } from 'yaml';
import { OwnPortal, withField } from './support/own-portal.ts';
import { pagesOf } from './support/shared.ts';
import { real } from './support/sites.ts';
import { appsOf } from './support/storm.ts';

test.describe.configure({ mode: 'serial' });

const portal = new OwnPortal(real.port + 4);
const slug = 'synthetic-story-3';
const address = `/articles/${slug}`;

test.beforeAll(async () => {
  test.setTimeout(120_000);
  await portal.writeContent(8);
  await portal.start();
});
test.afterAll(() => portal.remove());

/** Publishes what is saved, where a test isn't about the command. */
const publish = async () => (await portal.press()).publish({});

/** A draft made of a story that is there. */
const draftOf = (other: string, headline: string) =>
  withField(
    'id',
    'synthetic-draft',
  )(withField('status', 'draft')(withField('headline', headline)(portal.read(other))));

/** Where a story's headline shows: its page, what lists it, the feed. */
function surfaces(): string[] {
  const { section, topics, authors } = parse(portal.read(slug).split(/^---$/m)[1] ?? '') as {
    section: string;
    topics: string[];
    authors: string[];
  };
  return [
    address,
    '/',
    '/feed.xml',
    `/sections/${section}`,
    ...topics.map((topic) => `/topics/${topic}`),
    ...authors.map((author) => `/authors/${author}`),
  ];
}

test('a headline that is saved shows nowhere until it is published, and then everywhere', async () => {
  portal.edit(slug, withField('headline', 'Quetzal over the city'));
  const before = await Promise.all(surfaces().map((each) => portal.ask(each)));
  expect(before.filter(({ text }) => text.includes('Quetzal'))).toEqual([]);
  expect((await portal.command('status')).out).toContain(`changed  stories/2026/11/${slug}.mdx`);
  const { code, out } = await portal.command('publish');
  expect(code, out).toBe(0);
  expect(out).toMatch(/Live as [0-9a-f]{8} after \d+ ms/);
  for (const each of surfaces()) expect((await portal.ask(each)).text, each).toContain('Quetzal');
  expect((await portal.command('publish')).out).toContain('Nothing has changed');
});

test('an app that is killed while it renders is replaced by another: the publish ends well', async () => {
  const other = 'synthetic-story-6';
  portal.edit(other, withField('headline', 'Walrus at the pier'));
  const checks = () => portal.said.split('Content checked').length;
  const before = checks();
  const apps = appsOf(portal, 'next').map(Number);
  expect(apps).toHaveLength(1);
  // It hangs, so that the kill meets it while pages are asked of it.
  for (const pid of apps) process.kill(pid, 'SIGSTOP');
  const publishing = portal.command('publish');
  await expect.poll(checks, { timeout: 30_000 }).toBeGreaterThan(before);
  await wait(500);
  for (const pid of apps) process.kill(pid, 'SIGKILL');
  expect((await portal.ask(`/articles/${other}`)).text).not.toContain('Walrus');
  const { code, out, err } = await publishing;
  expect([code, err], out).toEqual([0, '']);
  expect(out).toContain('The app that renders fell over; another is started.');
  for (const each of [`/articles/${other}`, '/feed.xml'])
    expect((await portal.ask(each)).text, each).toContain('Walrus');
});

test('a file with an error stops the publish, names the line, and what was live stays', async () => {
  const good = portal.read(slug);
  portal.save(slug, withField('kind', 'novel')(withField('headline', 'Xylophone at dawn')(good)));
  portal.edit('synthetic-story-4', withField('headline', 'Yodel in the hills'));
  const { code, err } = await portal.command('publish');
  expect(code).toBe(1);
  expect(err).toMatch(/synthetic-story-3\.mdx:\d+:\d+ {2}kind {2}can’t be "novel"/);
  expect((await portal.ask(address)).text).toContain('Quetzal');
  expect((await portal.ask('/articles/synthetic-story-4')).text).not.toContain('Yodel');
});

test('--except publishes the rest; the story stays as it is live', async () => {
  const nobody = await portal.command('publish', '--except', 'nobodys-story');
  expect([nobody.code, nobody.err]).toEqual([
    1,
    'There is no story "nobodys-story" that could stay as it is live. What was live stays.\n',
  ]);
  const { code, out } = await portal.command('publish', '--except', slug, '--json');
  expect(code).toBe(0);
  expect(JSON.parse(out).rendered).toContain('/articles/synthetic-story-4');
  expect((await portal.ask('/articles/synthetic-story-4')).text).toContain('Yodel');
  expect((await portal.ask(address)).text).toContain('Quetzal');
  portal.edit(slug, withField('kind', 'news'));
  await publish();
  expect((await portal.ask(address)).text).toContain('Xylophone');
});

test('an earlier edition is back at once, on every surface, and stays until something is published', async () => {
  const { code, out } = await portal.command('rollback');
  expect(code, out).toBe(0);
  for (const each of surfaces()) expect((await portal.ask(each)).text, each).toContain('Quetzal');
  expect((await portal.command('status')).out).toContain('An earlier edition was put back');
  const press = await portal.press();
  await expect(press.rollback('never')).rejects.toThrow('There is no earlier edition never');
  await publish();
  expect((await portal.ask(address)).text).toContain('Xylophone');
});

test('a withdrawn story answers 410 and says why; lists, feeds, sitemaps and its card forget it', async () => {
  const listed = surfaces();
  const card = /og:image" content="([^"]+)"/.exec((await portal.ask(address)).text)?.[1] ?? '';
  // A fault elsewhere must not hold a takedown up, and nothing else that is saved goes out with it.
  const other = portal.read('synthetic-story-4');
  portal.edit('synthetic-story-4', withField('kind', 'novel'));
  portal.edit('synthetic-story-5', withField('headline', 'Not ready yet'));
  const { code, out, err } = await portal.command('takedown', slug, '--reason', 'A figure in it was wrong.');
  expect(code, out + err).toBe(0);
  const gone = await portal.ask(address);
  expect(gone.status).toBe(410);
  expect(gone.text).toContain('A figure in it was wrong.');
  expect(gone.text).not.toContain('Xylophone');
  for (const each of listed.filter((each) => each !== address))
    expect((await portal.ask(each)).text, each).not.toContain('Xylophone');
  expect(await pagesOf(portal.origin)).not.toContain(portal.origin + address);
  expect((await portal.ask(new URL(card).pathname)).status).toBe(404);
  expect((await portal.ask('/feed.xml')).text).toMatch(/<at:deleted-entry [^>]*ref="[^"]+" when=/);
  expect((await portal.ask('/articles/synthetic-story-5')).text).not.toContain('Not ready yet');
  portal.save('synthetic-story-4', other);
  expect((await portal.command('restore', slug)).code).toBe(0);
  expect((await portal.ask(address)).text).toContain('Xylophone');
  expect((await portal.ask(new URL(card).pathname)).status).toBe(200);
});

test('one that the law takes away answers 451', async () => {
  const before = portal.read(slug);
  await portal.command('takedown', slug, '--reason', 'By order of a court.', '--legal');
  const { status, text, headers } = await portal.ask(address);
  expect(status).toBe(451);
  expect(text).toContain('By order of a court.');
  expect(headers.get('cache-control')).not.toContain('stale-if-error');
  portal.save(slug, before);
  await publish();
});

test('a renamed story: the old address leads to the new one', async () => {
  portal.save('renamed-story', withField('formerly', `[${slug}]`)(portal.read(slug)));
  rmSync(portal.fileOf(slug));
  await publish();
  const old = await portal.ask(address);
  expect([old.status, old.headers.get('location')]).toEqual([308, '/articles/renamed-story']);
  expect((await portal.ask('/articles/renamed-story')).status).toBe(200);
});

test('who doesn’t know the secret publishes nothing', async () => {
  for (const authorization of ['', 'Bearer ', 'Bearer 99999999999999.AAAAAAAAAAAAAAAAAAAAAA', 'Basic YTpi']) {
    const answer = await fetch(`${portal.origin}/api/press/publish`, {
      method: 'POST',
      headers: { authorization },
    });
    expect(answer.status, authorization).toBe(403);
  }
});

test('a preview shows a draft to whoever has the link, and to nobody else; nothing lists or caches it', async ({
  page,
}) => {
  portal.save('secret-draft', draftOf('synthetic-story-5', 'Marzipan in confidence'));
  const { code, out, err } = await portal.command('preview', 'secret-draft', '--hours', '1', '--json');
  expect(code, err).toBe(0);
  const { url } = JSON.parse(out) as { url: string };
  const answer = await page.goto(url);
  expect(answer?.status()).toBe(200);
  expect(answer?.headers()).toMatchObject({
    'cache-control': 'no-store',
    'x-robots-tag': 'noindex, nofollow, noarchive',
    'referrer-policy': 'no-referrer',
  });
  await expect(page.locator('h1')).toHaveText('Marzipan in confidence');
  await expect(page.getByRole('note').first()).toContainText('Preview in confidence');
  await expect(page).toHaveTitle(/^Preview/);
  expect(await page.locator('meta[property^="og:"], script[type="application/ld+json"]').count()).toBe(0);
  // Its pictures come, under the same address.
  const broken = await page.evaluate(async () => {
    for (const picture of document.images) picture.loading = 'eager';
    await Promise.all([...document.images].map((image) => image.decode().catch(() => {})));
    return [...document.images].filter((image) => image.naturalWidth === 0).map(({ src }) => src);
  });
  expect(broken).toEqual([]);
  const own = page.locator(`img[src^="${new URL(url).pathname}/media/"]`);
  expect(await own.count()).toBeGreaterThan(0);
  for (const each of ['/', '/feed.xml', '/sitemaps/2026-11.xml', '/articles/secret-draft'])
    expect((await portal.ask(each)).text, each).not.toContain('Marzipan');

  // What is saved next is what the same link shows next.
  portal.edit('secret-draft', withField('headline', 'Nougat in confidence'));
  await page.reload();
  await expect(page.locator('h1')).toHaveText('Nougat in confidence');
  await publish();
  expect((await portal.ask('/articles/secret-draft')).status).toBe(404);

  const { pathname } = new URL(url);
  const forged = [
    pathname.replace('secret-draft', 'synthetic-story-5'),
    pathname.replace(/\.(\d+)\./, (_, seconds) => `.${Number(seconds) + 1}.`),
    pathname.slice(0, -1),
    `${pathname}/media/../../etc/passwd`,
    '/preview/',
    '/preview/secret-draft',
  ];
  for (const each of forged) {
    const { status, headers } = await portal.ask(each);
    expect([status, headers.get('cache-control')], each).toEqual([404, 'no-store']);
  }
});

test('a preview link ends when it expires', async () => {
  const { out } = await portal.command('preview', 'secret-draft', '--hours', '0.002');
  const { pathname } = new URL(out.split('\n')[0] ?? '');
  expect((await portal.ask(pathname)).status).toBe(200);
  await expect.poll(async () => (await portal.ask(pathname)).status, { timeout: 20_000 }).toBe(404);
});
