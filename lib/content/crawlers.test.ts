import { expect, test } from 'vitest';
import type { SiteData } from './schemas.ts';
import { site } from './site.test.file.ts';

test('without a word of it everybody may collect pages; each use is refused by itself', () => {
  const crawlersIn = (lines: string) => (site(lines).data as SiteData | undefined)?.crawlers;
  expect(crawlersIn('')).toEqual({ search: 'allow', training: 'allow', answers: 'allow' });
  expect(crawlersIn('crawlers:\n  training: refuse\n')).toEqual({
    search: 'allow',
    training: 'refuse',
    answers: 'allow',
  });
});

test.each([
  ['crawlers: none\n', 'crawlers is text'],
  ['crawlers:\n  training: no\n', 'crawlers.training can’t be "no"'],
  ['crawlers:\n  trainin: refuse\n', 'crawlers.trainin is not a field'],
])('%j is told of', (lines, says) => {
  const [finding] = site(lines).findings;
  expect(`${finding?.field} ${finding?.what}`).toContain(says);
});
