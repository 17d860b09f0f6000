/** What has changed in a story, as readers find it; and what an editor is told who changes words silently. */
import { execFileSync } from 'node:child_process';
import { renameSync } from 'node:fs';
import { expect, type Page, test } from '@playwright/test';
import { violationsIn } from './support/axe.ts';
import { OwnPortal, withField } from './support/own-portal.ts';
import { pagesOf } from './support/shared.ts';
import { real } from './support/sites.ts';

test.describe.configure({ mode: 'serial' });

const portal = new OwnPortal(real.port + 14);
const slug = 'synthetic-story-3';
const address = `/articles/${slug}`;
const history = `${address}/history`;

test.beforeAll(async () => {
  test.setTimeout(120_000);
  await portal.writeContent(8);
  await portal.start();
});
test.afterAll(() => portal.remove());

const publish = async () => (await portal.press()).publish({});

function git(...argv: string[]): void {
  const who = ['-c', 'user.name=Wilhelmina Committer', '-c', 'user.email=wilhelmina@localhost'];
  execFileSync('git', [...who, ...argv], { cwd: portal.contentDir, stdio: 'ignore' });
}

/** A commit of everything that is saved, by a clock that says this. */
function commit(clock: string): void {
  git('add', '-A');
  const env = { ...process.env, GIT_COMMITTER_DATE: clock };
  const who = ['-c', 'user.name=Wilhelmina Committer', '-c', 'user.email=wilhelmina@localhost'];
  execFileSync('git', [...who, 'commit', '-q', '-m', 'words in confidence'], { cwd: portal.contentDir, env });
}

const published = withField('publishedAt', '2026-11-20T09:00:00+08:00');
const bodyOf = (body: string) => (text: string) => text.replace(/(\n---\n)[\s\S]*$/, `$1\n${body}\n`);
const change = (...changes: ((text: string) => string)[]) =>
  portal.edit(slug, (text) => changes.reduce((each, one) => one(each), text));

test('a copy without the record says so, and a story of it leads to no history', async () => {
  const { status, text } = await portal.ask(history);
  expect(status).toBe(200);
  expect(text).toContain('doesn’t hold the record of earlier versions');
  expect((await portal.ask(address)).text).not.toContain(history);
});

test('each version that readers saw: when, why and what changed; nothing of a draft, a name, a message', async ({
  page,
}) => {
  git('init', '-q', '-b', 'main');
  change(published, withField('status', 'draft'), bodyOf('Zzyzx, a guess.'));
  commit('2026-11-19T09:00:00Z');
  change(
    withField('status', 'published'),
    withField('headline', 'Five dogs'),
    bodyOf('The harbour was quiet.\n\nFive dogs barked on Monday.'),
  );
  commit('2026-11-20T01:00:00Z');
  change(withField('headline', 'Six dogs'), bodyOf('The harbour was quiet.\n\nSix dogs barked on Monday.'));
  change(
    withField(
      'corrections',
      '[{ at: 2026-11-21T09:00:00+08:00, wrong: Five dogs barked., right: Six dogs barked. }]',
    ),
  );
  commit('2026-11-21T01:00:00Z');
  change(bodyOf('The harbour was quiet.\n\nSix dogs barked on Monday.\n\nNo cat did.'));
  change(withField('updatedAt', '2026-11-22T09:00:00+08:00'), withField('updateNote', 'What the cats did'));
  commit('2026-11-22T01:00:00Z');
  await publish();

  await page.goto(portal.origin + address);
  await page.getByRole('link', { name: 'What has changed' }).click();
  await expect(page).toHaveURL(portal.origin + history);
  const versions = page.locator('.history > li');
  await expect(versions).toHaveCount(3);
  await expect(versions.nth(0)).toContainText('22 November 2026 at 09:00');
  await expect(versions.nth(0)).toContainText('Updated: What the cats did');
  await expect(versions.nth(0).locator('ins')).toContainText('No cat did.');
  await expect(versions.nth(1)).toContainText(
    'We wrote: “Five dogs barked.” It should be: “Six dogs barked.”',
  );
  const marks = await versions.nth(1).locator('del, ins').allTextContents();
  expect(marks.map((text) => text.trim())).toEqual([
    '[removed: Five]',
    '[added: Six]',
    '[removed: Five]',
    '[added: Six]',
  ]);
  await expect(versions.nth(1)).not.toContainText('harbour');
  await expect(versions.nth(2)).toContainText('First published');
  const { text } = await portal.ask(history);
  expect(text).not.toMatch(/Zzyzx|wilhelmina|in confidence/i);
  expect(text).toContain('<meta name="robots" content="noindex"');
  expect(text).toContain(`<link rel="canonical" href="${portal.origin}${history}"`);
  expect(await pagesOf(portal.origin)).not.toContain(portal.origin + history);
});

const sideways = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme, javaScriptEnabled: colorScheme === 'light' });
    test('it can be read at every width, by every reader', async ({ page }) => {
      for (const width of [320, 768, 1440]) {
        await page.setViewportSize({ width, height: 900 });
        await page.goto(portal.origin + history);
        await expect(page.locator('h1')).toHaveText('Six dogs');
        if (colorScheme === 'dark') continue; // Without script.
        expect(await sideways(page)).toBe(0);
        expect(await violationsIn(page)).toEqual([]);
      }
    });
  });
}

test('words that change silently stop the publish, with line and remedy; said, they go out', async () => {
  change(withField('standfirst', 'Quokka words.'));
  const { code, err } = await portal.command('publish');
  expect(code).toBe(1);
  expect(err).toMatch(
    /synthetic-story-3\.mdx:\d+:\d+ {2}standfirst {2}has other words than readers have seen/,
  );
  expect(err).toContain('add updatedAt: 20');
  expect((await portal.ask(address)).text).not.toContain('Quokka');
  change(withField('updatedAt', '2026-11-23T09:00:00+08:00'));
  expect((await portal.command('publish')).code).toBe(0);
  expect((await portal.ask(address)).text).toContain('Quokka');
  const { text } = await portal.ask(history);
  expect(text).toContain('23 November 2026 at 09:00');
  commit('2026-11-23T01:00:00Z');
});

test('a redacted version leaves its instant and the reason', async () => {
  change(withField('redactions', '[{ at: 2026-11-21T09:00:00+08:00, reason: A child was named. }]'));
  await publish();
  const { text } = await portal.ask(history);
  expect(text).toContain('This version isn’t shown.');
  expect(text).toContain('A child was named.');
  expect(text).not.toContain('Five');
  change(withField('redactions', '[{ at: 2026-11-21T10:00:00+08:00, reason: A child was named. }]'));
  const { code, err } = await portal.command('publish');
  expect([code, err]).toEqual([
    1,
    expect.stringContaining('no earlier version of this story is of 2026-11-21T10:00:00+08:00'),
  ]);
  change((each) => each.replace(/^redactions:.*\n/m, ''));
  await publish();
});

test('a renamed story’s history is where the story is; the old address leads there', async () => {
  portal.edit(slug, withField('formerly', `[${slug}]`));
  renameSync(portal.fileOf(slug), portal.fileOf('dogs-at-the-harbour'));
  await publish();
  const old = await portal.ask(history);
  expect([old.status, old.headers.get('location')]).toEqual([308, '/articles/dogs-at-the-harbour/history']);
  expect((await portal.ask('/articles/dogs-at-the-harbour/history')).text).toContain('First published');
  renameSync(portal.fileOf('dogs-at-the-harbour'), portal.fileOf(slug));
  change((each) => each.replace(/^formerly:.*\n/m, ''));
  await publish();
});

test('a withdrawn story’s history answers as the story does, and a hidden one’s isn’t there', async () => {
  for (const [options, status] of [
    [[], 410],
    [['--legal'], 451],
  ] as const) {
    expect((await portal.command('takedown', slug, '--reason', 'It was wrong.', ...options)).code).toBe(0);
    const gone = await portal.ask(history);
    expect([gone.status, gone.text.includes('It was wrong.')]).toEqual([status, true]);
    expect(gone.text).not.toMatch(/dogs|Quokka/);
    expect((await portal.command('restore', slug)).code).toBe(0);
    expect((await portal.ask(history)).text).toContain('First published');
  }
  change(withField('status', 'draft'));
  await publish();
  expect((await portal.ask(history)).status).toBe(404);
});
