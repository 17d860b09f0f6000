/** A live story the whole way: an editor publishes an entry, and a page that is open offers it. */
import { execFile } from 'node:child_process';
import { lstatSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { changingSlug, entriesBefore, type TestEntry, writeLiveStory } from './support/live.ts';
import { pressOf } from './support/press.ts';
import { difficult, environmentOf } from './support/sites.ts';
import { expect, test } from './support/watched.ts';

/** An edition with these entries, by the portal itself. */
async function publish(written: readonly TestEntry[]): Promise<void> {
  writeLiveStory(difficult.contentDir, changingSlug, written);
  const desk = await pressOf(environmentOf(difficult));
  expect((await desk.publish({})).isNew).toBe(true);
}
/** By the command that an editor's server runs, while the portal goes on. */
async function publishBeside(written: readonly TestEntry[]): Promise<void> {
  writeLiveStory(difficult.contentDir, changingSlug, written);
  const options = { env: environmentOf(difficult), timeout: 120_000 };
  await promisify(execFile)(process.execPath, ['cli/newsroom.js', 'press'], options);
}
const switchedAt = () => lstatSync(path.join(difficult.dataDir, 'editions', 'live')).mtimeMs;

test('a new edition’s entry is offered within 15 seconds; before it, answers are empty and nobody is counted', {
  tag: '@long',
}, async ({ page }) => {
  test.setTimeout(180_000);
  const button = page.locator('.coverage-news button');
  const entries = page.locator('.entry');
  const written = entriesBefore(Date.now());
  await publish(written);
  const session = await page.context().newCDPSession(page);
  await session.send('Network.enable');
  // Which of the two comes first isn't said.
  const asking = new Set<string>();
  const answers = new Map<string, number>();
  session.on('Network.requestWillBeSent', ({ requestId, request }) => {
    if (request.url.endsWith('/live.json')) asking.add(requestId);
  });
  session.on('Network.responseReceivedExtraInfo', ({ requestId, statusCode }) => {
    answers.set(requestId, statusCode);
  });
  const statuses = () => [...answers].flatMap(([id, status]) => (asking.has(id) ? [status] : []));
  await page.goto(`${difficult.origin}/articles/${changingSlug}`);
  const told: string[] = [];
  await expect.poll(() => statuses().length, { timeout: 60_000 }).toBe(2);
  expect(statuses(), 'the browser has the file, and is told that it still holds').toEqual([200, 304]);
  page.on('request', (request) => told.push(request.postData() ?? ''));

  const entry = { at: new Date(Date.now() - 1000), title: 'Something new', text: 'It just happened.' };
  const before = switchedAt();
  const published = publishBeside([entry, ...written]);
  await expect(button).toHaveText('1 new update', { timeout: 90_000 });
  const offeredAt = Date.now();
  expect(switchedAt()).toBeGreaterThan(before);
  expect(offeredAt - switchedAt()).toBeLessThan(15_000);
  await published;
  await button.click();
  await expect(entries.first().locator('h2')).toHaveText('Something new');
  await expect(entries.first().locator('h2')).toBeFocused();
  await expect(entries).toHaveCount(11);
  expect(told.filter((message) => message.includes('"view"'))).toEqual([]);

  await publish([{ ...entry, text: 'It just happened, and was put right.' }, ...written]);
  await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
  await page.evaluate(() => (document.activeElement as HTMLElement).blur());
  await expect(entries.first()).toContainText('put right', { timeout: 15_000 });
});
