import { expect, test } from 'vitest';
import { archiveAddress, archiveMonths, archiveMonthView } from './archive.ts';
import { contentOf, editionOf, story } from './edition.test.stories.ts';

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
  expect(view?.days.map(({ day, stories }) => [day, stories.map(({ story }) => story)])).toEqual([
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
  expect([archiveAddress(), archiveAddress('2026-11')]).toEqual(['/archive', '/archive/2026/11']);
});
