import { Readable } from 'node:stream';
import { parseSitemap } from 'sitemap';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { contentOf, editionOf, noon, story } from '#lib/edition/edition.test.stories.ts';
import { newsSitemapXml } from './news-sitemap.ts';

beforeAll(() => void vi.stubEnv('SITE_URL', 'https://news.example'));
afterAll(() => void vi.unstubAllEnvs());

const hoursAgo = (hours: number) => new Date(noon - hours * 3_600_000).toISOString();
const listed = async (stories: Parameters<typeof contentOf>[0], now = noon) =>
  parseSitemap(Readable.from([await newsSitemapXml(editionOf(contentOf(stories)), now)]));

test('has the stories of the last two days by their first publication, whatever was updated since', async () => {
  const items = await listed([
    story('fresh', { publishedAt: hoursAgo(1), headline: 'Rain & <wind>' }),
    story('yesterday', { publishedAt: hoursAgo(47) }),
    story('before', { publishedAt: hoursAgo(49), updatedAt: hoursAgo(1) }),
    story('hidden', { publishedAt: hoursAgo(1), status: 'draft' }),
  ]);
  expect(items.map(({ url }) => url)).toEqual([
    'https://news.example/articles/fresh',
    'https://news.example/articles/yesterday',
  ]);
  expect(items[0]?.news).toEqual({
    publication: { name: 'Test Post', language: 'en' },
    publication_date: hoursAgo(1),
    title: 'Rain & <wind>',
  });
});

test('time passes without anything being published', async () => {
  const stories = [story('fresh', { publishedAt: hoursAgo(1) })];
  expect(await listed(stories, noon + 46 * 3_600_000)).toHaveLength(1);
  expect(await listed(stories, noon + 48 * 3_600_000)).toEqual([]);
});

test('has a thousand at most, and says in which Chinese a story is', async () => {
  const many = Array.from({ length: 1_010 }, (_, number) =>
    story(`s-${number}`, { publishedAt: hoursAgo(2) }),
  );
  expect(await listed(many)).toHaveLength(1_000);
  const languages = ['zh-Hans', 'zh-Hant', 'zh', 'fr-CA'].map((lang, number) =>
    story(`l-${number}`, { lang, publishedAt: hoursAgo(number) }),
  );
  const items = await listed(languages);
  expect(items.map(({ news }) => news?.publication.language)).toEqual(['zh-cn', 'zh-tw', 'zh-cn', 'fr']);
});
