import { expect, test, vi } from 'vitest';
import { counters, record } from './counter.test.opened.ts';
import { type Counter, NotCounted } from './counter.ts';
import { now, page, viewNow } from './events.test.views.ts';
import type { View } from './events.ts';
import type { MostRead, Report, Snapshot } from './shapes.ts';

const published = now() - 600;
const story = (name: string) => ({ ...page(name), published, corrections: [] });
const view = (id: number, more: Partial<View> = {}) => viewNow(id, { source: 'search:Google', ...more });
const inShanghai = () => counters({ timeZone: 'Asia/Shanghai' });
const openOne = () => inShanghai().open();

async function snapshot(counter: Counter): Promise<Snapshot> {
  return (await counter.ask('snapshot')) as Snapshot;
}

test('readers now, by page, and gone when they leave', async () => {
  const counter = openOne();
  counter.follow([story('tides'), story('moons')]);
  const recorded = await record(counter, view(1));
  await record(counter, view(2));
  await record(counter, view(3, { page: page('moons') }));
  await record(counter, view(4, { bot: 'ai' }));
  const first = await snapshot(counter);
  expect(first.readers).toBe(3);
  expect(first.pages.map((each) => [each.page.address, each.readers, each.today.views])).toEqual([
    ['/articles/tides', 2, 2],
    ['/articles/moons', 1, 1],
  ]);
  expect(first.pages[0]).toMatchObject({ source: 'Google', page: { publishedAt: expect.any(String) } });
  expect(first.today).toMatchObject({ views: 3, readers: 3 });
  expect(first.sources).toEqual([{ name: 'Google', kind: 'search', views: 3, engaged: 0 }]);
  expect(first.robots).toEqual([{ name: 'ai', views: 1, engaged: 0 }]);
  expect(first.minutes).toHaveLength(30);
  expect(first.minutes.reduce((sum, { views }) => sum + views, 0)).toBe(3);
  expect(first.minutes.at(-1)?.readers).toBe(3);
  const day = 'day' in recorded ? recorded.day : 0;
  await record(counter, { kind: 'ping', id: 1, at: now(), day, engaged: 0, depth: 20, left: true });
  expect((await snapshot(counter)).readers).toBe(2);
});

test('who watches is told each second, and what changed is in it', async () => {
  const counter = openOne();
  await record(counter, view(1));
  const seen: Snapshot[] = [];
  const end = counter.watch((each) => seen.push(each));
  await vi.waitFor(() => expect(seen.at(-1)?.readers).toBe(1), { timeout: 5000 });
  await record(counter, view(2));
  const from = performance.now();
  await vi.waitFor(() => expect(seen.at(-1)?.readers).toBe(2), { timeout: 5000, interval: 10 });
  expect(performance.now() - from).toBeLessThan(1500);
  end();
});

test('after a restart the readers who were there are there', async () => {
  const { open } = inShanghai();
  const first = open();
  await record(first, view(1));
  await first.stop();
  const second = open();
  await record(second, view(2));
  expect((await snapshot(second)).readers).toBe(2);
});

test('a second process on the same folder counts nothing, says why, and takes over when the first has gone', async () => {
  const { open, said } = inShanghai();
  const first = open();
  await record(first, view(1));
  const second = open();
  await vi.waitFor(() => expect(said.join()).toMatch(/Another process keeps the audience/), {
    timeout: 10_000,
  });
  await expect(second.record(view(2))).rejects.toEqual(new NotCounted('store-locked'));
  await record(first, view(3));
  await first.stop();
  await record(second, view(2));
  expect((await snapshot(second)).today.views).toBe(3);
});

test('what the newsroom does is marked: publishing, corrections, a changed headline', async () => {
  const counter = openOne();
  counter.follow([story('tides')]);
  await record(counter, view(1));
  counter.follow([
    {
      ...story('tides'),
      title: 'Tides again',
      published: published + 60,
      corrections: [{ at: now() - 60, right: 'It is the moon.' }],
    },
  ]);
  await vi.waitFor(
    async () => {
      const { marks } = await snapshot(counter);
      expect(marks.map(({ kind, text }) => [kind, text]).sort()).toEqual([
        ['corrected', 'It is the moon.'],
        ['headline', 'tides → Tides again'],
        ['published', 'Tides again'],
      ]);
    },
    { timeout: 8000, interval: 500 },
  );
});

test('a report of days, next to the days before', async () => {
  const counter = openOne();
  counter.follow([story('tides')]);
  for (let id = 1; id <= 4; id++) await record(counter, view(id));
  await record(counter, view(5, { at: now() - 86_400 }));
  const day = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
  const range = { first: day, last: day };
  const report = (await counter.ask('report', { range })) as Report;
  expect(report.figures.views).toBe(4);
  expect(report.readers).toBe(4);
  expect(report.line.reduce((sum, { views }) => sum + views, 0)).toBe(4);
  expect(report.lineBefore.reduce((sum, { views }) => sum + views, 0)).toBe(1);
  expect(report.pages.map((each) => each.page.address)).toEqual(['/articles/tides']);
  const ofPage = (await counter.ask('report', { range, page: 'story:tides' })) as Report;
  expect(ofPage).toMatchObject({ page: { address: '/articles/tides' }, figures: { views: 4 }, pages: [] });
  expect(await counter.ask('report', { range: { first: '2026-13-01', last: day } })).toBe('bad-range');
  expect(await counter.ask('report', { range, page: 'story:none' })).toBe('unread');
});

test('most read names stories with five readers or more, and nothing below', async () => {
  const counter = openOne();
  counter.follow([story('tides'), story('moons')]);
  for (let id = 1; id <= 6; id++) await record(counter, view(id));
  for (let id = 11; id <= 14; id++) await record(counter, view(id, { page: page('moons') }));
  for (let id = 21; id <= 29; id++)
    await record(counter, view(id, { page: { key: '/', address: '/', title: 'Front' } }));
  const entry = { address: '/articles/tides', headline: 'tides', count: 6 };
  expect((await counter.ask('most-read')) as MostRead).toEqual({
    now: [entry],
    today: [entry],
    week: [entry],
  });
});
