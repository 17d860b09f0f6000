import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { pageAt } from '#lib/audience/pages.ts';
import { pageAddresses } from './addresses.ts';
import { archiveAddress, archiveDays, archiveDayView, archiveMonths, archiveMonthView } from './archive.ts';
import { changedPages } from './changes.ts';
import { choose } from './choose.ts';
import { contentOf, editionOf, noon, story } from './edition.test.stories.ts';
import { keepContent } from './keep.ts';
import type { Story } from './model.ts';
import { openContent } from './open.ts';

const at = (slug: string, publishedAt: string) => story(slug, { publishedAt });
const edition = editionOf(
  contentOf([
    // The first minutes of a month in Shanghai are the evening before in Greenwich.
    at('first-of-november', '2026-11-01T00:10:00+08:00'),
    at('last-of-october', '2026-10-31T23:50:00+08:00'),
    at('noon', '2026-11-01T12:00:00+08:00'),
    at('later', '2026-11-20T12:00:00+08:00'),
    at('old', '2025-02-03T12:00:00+08:00'),
    at('future', '2027-01-01T12:00:00+08:00'),
  ]),
);

test('months are the newsroom’s, with what is public in them', () => {
  expect(archiveMonths(edition)).toEqual([
    { month: '2026-11', stories: 3 },
    { month: '2026-10', stories: 1 },
    { month: '2025-02', stories: 1 },
  ]);
});

test('a month has its days, newest first, and leads to the months that have stories', () => {
  const view = archiveMonthView(edition, '2026-11');
  expect(view?.days.map(({ day, lines }) => [day, lines?.map(({ story }) => story)])).toEqual([
    ['2026-11-20', ['later']],
    ['2026-11-01', ['noon', 'first-of-november']],
  ]);
  expect([view?.newer, view?.older]).toEqual([undefined, '2026-10']);
  expect(archiveMonthView(edition, '2026-10')).toMatchObject({ newer: '2026-11', older: '2025-02' });
  expect(['2026-12', '2027-01', '2026-13', 'x'].map((month) => archiveMonthView(edition, month))).toEqual([
    undefined,
    undefined,
    undefined,
    undefined,
  ]);
});

test('addresses', () => {
  expect([archiveAddress(), archiveAddress('2026-11'), archiveAddress('2026-11-24', 2)]).toEqual([
    '/archive',
    '/archive/2026/11',
    '/archive/2026/11/24/page/2',
  ]);
});

/** Where something begins or ends: a month turned by day, a page of a day. */
const someCount = fc.constantFrom(0, 150, 199, 200, 201, 299, 300);

/** Of a month in which so many appear on each of two days. */
const busy = (first: number, second: number) => [...onFirst.slice(0, first), ...onSecond.slice(0, second)];
const busyEdition = (first: number, second: number) => keptEdition(busy(first, second));

/** In one folder, so that each story is written once. */
const dataDir = mkdtempSync(path.join(tmpdir(), 'china-topix-archive-'));
afterAll(() => rmSync(dataDir, { recursive: true }));
const keptEdition = (stories: ReturnType<typeof busy>) =>
  openContent(dataDir, keepContent(dataDir, choose(contentOf(stories), noon)));

const minutes = (day: string, number: number) =>
  new Date(Date.parse(`${day}T00:00:00+08:00`) + number * 60_000).toISOString();
const [onFirst, onSecond] = (
  [
    ['first', '2026-11-02'],
    ['second', '2026-11-03'],
  ] as const
).map(([name, day]) =>
  Array.from({ length: 300 }, (_, number) => at(`${name}-${number}`, minutes(day, number))),
) as [Story[], Story[]];
const archived = (stories: ReturnType<typeof busy>) =>
  pageAddresses(keptEdition(stories), 0)
    .map(({ address }) => address)
    .filter((address) => address.startsWith('/archive/'));

describe('a month with very many stories', () => {
  test('is turned by day: its page counts them, and each day has pages that are bounded', () => {
    const edition = busyEdition(250, 3);
    const month = archiveMonthView(edition, '2026-11');
    expect(month?.days).toEqual([
      { day: '2026-11-03', stories: 3 },
      { day: '2026-11-02', stories: 250 },
    ]);
    expect(archived(busy(250, 3))).toEqual([
      '/archive/2026/11',
      '/archive/2026/11/03',
      '/archive/2026/11/02',
      '/archive/2026/11/02/page/1',
    ]);
    expect(archiveDayView(edition, '2026-11-02', 1)).toMatchObject({ newer: '2026-11-03', stories: 250 });
    expect(archiveDayView(edition, '2026-11-02', 1)?.lines.at(-1)?.story).toBe('first-0');
    expect(archiveDayView(edition, '2026-11-02', 2)).toBeUndefined();
    expect(archiveDayView(edition, '2026-11-04')).toBeUndefined();
    expect(archived(busy(197, 3))).toEqual(['/archive/2026/11']);
  });

  test('has every story on one page, and on no page more than 199', () => {
    fc.assert(
      fc.property(someCount, fc.nat(120), (first, second) => {
        const stories = busy(first, second);
        const edition = keptEdition(stories);
        const days = archiveDays(edition, '2026-11');
        const pages = [
          ...(archiveMonthView(edition, '2026-11')?.days.map(({ lines }) => lines ?? []) ?? []),
          ...days.flatMap((day) =>
            [undefined, 1, 2, 3].map((page) => archiveDayView(edition, day, page)?.lines ?? []),
          ),
        ];
        expect(
          pages
            .flat()
            .map(({ story }) => story)
            .sort(),
        ).toEqual(stories.map(({ slug }) => slug).sort());
        for (const lines of pages) expect(lines.length).toBeLessThanOrEqual(200);
      }),
      { numRuns: 20 },
    );
  });

  test('a headline that changes is looked for on its own day, and on no other page of the archive', () => {
    const stories = busy(250, 3);
    const edited = stories.map((each) =>
      each.slug === 'first-120' ? { ...each, headline: 'Another' } : each,
    );
    const [before, after] = [keptEdition(stories), keptEdition(edited)];
    const pages = changedPages(before, after).pages.map(({ address }) => address);
    expect(pages.filter((address) => address.startsWith('/archive/'))).toEqual([
      '/archive/2026/11',
      '/archive/2026/11/02',
      '/archive/2026/11/02/page/1',
    ]);
  });

  test('what comes and goes by then is the same as by comparing every page', () => {
    const some = fc.tuple(someCount, fc.nat(120));
    fc.assert(
      fc.property(some, some, (one, other) => {
        const [before, after] = [one, other].map((counts) => busyEdition(...counts));
        if (!before || !after) return;
        const inputs = (edition: typeof before) =>
          new Map(pageAddresses(edition, 0).map((page) => [page.address, page.inputs]));
        const [was, is] = [inputs(before), inputs(after)];
        const { pages, drop } = changedPages(before, after);
        const found = pages.filter(({ address, inputs }) => was.get(address) !== inputs);
        const isOther = (address: string) => was.get(address) !== is.get(address);
        const sorted = (addresses: Iterable<string>) => [...addresses].sort();
        expect(sorted(found.map(({ address }) => address))).toEqual(sorted([...is.keys()].filter(isOther)));
        expect(sorted(drop)).toEqual(sorted([...was.keys()].filter((address) => !is.has(address))));
      }),
      { numRuns: 20 },
    );
  });

  test('its pages are counted by their own addresses, and nothing else is', () => {
    const edition = busyEdition(250, 3);
    const titled = (address: string) => pageAt(edition, address)?.title;
    expect(titled('/archive/2026/11/02')).toBe('Archive, 2026-11-02');
    expect(titled('/archive/2026/11/02/page/1')).toBe('Archive, 2026-11-02, page 1');
    for (const none of ['2026-11/02', '2026/11/04', '2026/11/02/page/2', '2026/11/page/1', '2026/11/02/03'])
      expect(titled(`/archive/${none}`), none).toBeUndefined();
  });
});
