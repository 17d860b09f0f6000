import { expect, test } from 'vitest';
import { contentOf, editionOf, story } from '#lib/edition/edition.test.stories.ts';
import { pageAt } from './pages.ts';

test('a language’s front is counted while it is there', () => {
  const chinese = story('zhongwen', { lang: 'zh-Hans' });
  expect(pageAt(editionOf(contentOf([chinese])), '/zh')).toMatchObject({
    key: '/zh',
    title: 'Test Post 中文',
  });
  expect(pageAt(editionOf(contentOf([story('english')])), '/zh')).toBeUndefined();
  expect(pageAt(editionOf(contentOf([chinese])), '/zh/feed.xml')).toBeUndefined();
});

const edition = editionOf(contentOf([story('tides'), story('draft', { status: 'draft' })]));

test('a story is counted by its id, what has changed in it by its address; what isn’t there is not', () => {
  expect(pageAt(edition, '/articles/tides')?.title).toBe('Headline of tides');
  expect(pageAt(edition, '/articles/tides/history')).toEqual({
    key: '/articles/tides/history',
    address: '/articles/tides/history',
    title: 'What has changed: Headline of tides',
  });
  for (const address of ['/articles/draft/history', '/articles/tides/other', '/articles/tides/history/more'])
    expect(pageAt(edition, address), address).toBeUndefined();
});
