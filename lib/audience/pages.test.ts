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
