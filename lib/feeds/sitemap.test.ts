import { Readable } from 'node:stream';
import { parseSitemap, parseSitemapIndex } from 'sitemap';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { contentOf, editionOf, story } from '#lib/edition/edition.test.stories.ts';
import { sitemapIndexXml, sitemapMonthXml, sitemapPagesXml } from './sitemap.ts';

beforeAll(() => void vi.stubEnv('SITE_URL', 'https://news.example'));
afterAll(() => void vi.unstubAllEnvs());

const pathOf = (url: string) => url.replace('https://news.example', '');

describe('the sitemaps', () => {
  test('have every page once, and the day of a story’s last change', async () => {
    const edition = editionOf({
      ...contentOf([
        story('one', { publishedAt: '2026-10-31T09:00:00+08:00', updatedAt: '2026-11-24T10:00:00+08:00' }),
        story('two'),
        story('draft', { status: 'draft' }),
        story('gone', { status: 'withdrawn', withdrawnReason: 'Wrong.' }),
      ]),
      series: [
        { slug: 'clocks', name: 'Clocks', description: 'Of time.', stories: ['one', 'draft'] },
        { slug: 'planned', name: 'Planned', description: 'To come.', stories: ['draft'] },
      ],
    });
    const listed = async (xml: string | undefined) =>
      (await parseSitemap(Readable.from([xml]))).map(({ url, lastmod }) => [pathOf(url), lastmod]);
    const months = await parseSitemapIndex(Readable.from([await sitemapIndexXml(edition)]));
    expect(months.map(({ url, lastmod }) => [pathOf(url), lastmod])).toEqual([
      ['/sitemaps/pages.xml', undefined],
      ['/sitemaps/2026-11.xml', '2026-11-24T09:00:00.000Z'],
      ['/sitemaps/2026-10.xml', '2026-11-24T02:00:00.000Z'],
    ]);
    expect(await listed(await sitemapPagesXml(edition))).toEqual([
      ['/', undefined],
      ['/sections/china', undefined],
      ['/sections/world', undefined],
      ['/topics/time', undefined],
      ['/topics/maps', undefined],
      ['/authors/desk', undefined],
      ['/authors/amy', undefined],
      ['/series/clocks', undefined],
      ...['/topics', '/authors', '/archive', '/corrections', '/feeds', '/homepage'].map((each) => [
        each,
        undefined,
      ]),
    ]);
    expect([
      ...(await listed(await sitemapMonthXml(edition, '2026-11'))),
      ...(await listed(await sitemapMonthXml(edition, '2026-10'))),
    ]).toEqual([
      ['/articles/two', '2026-11-24T09:00:00.000Z'],
      ['/articles/one', '2026-11-24T02:00:00.000Z'],
    ]);
    expect(await sitemapMonthXml(edition, '2026-09')).toBeUndefined();
  });

  test('name a story’s picture', async () => {
    const picture = {
      hash: 'a'.repeat(32),
      width: 1600,
      height: 1000,
      format: 'png',
      file: 'one.png',
    } as const;
    const lead = { picture, focus: { x: 0.5, y: 0.5 }, alt: 'A harbour', credit: 'We', rights: 'CC0' };
    const edition = editionOf(contentOf([story('one', { lead }), story('two')]));
    const [one, two] = await parseSitemap(Readable.from([await sitemapMonthXml(edition, '2026-11')]));
    const images = [one, two].map((each) => each?.img.map(({ url }) => pathOf(url)));
    expect(images).toEqual([[expect.stringMatching(/^\/media\/[0-9a-f]{16}\/1600\.jpg$/)], []]);
  });
});
