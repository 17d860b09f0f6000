/** What search engines are given keeps the formats' rules, by schemas of our own (schemas/). */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { validateXML, type XMLFileInfo } from 'xmllint-wasm';
import { contentOf, editionOf, noon, story } from '#lib/edition/edition.test.stories.ts';
import type { Figure } from '#lib/edition/model.ts';
import { newsSitemapXml } from './news-sitemap.ts';
import { sitemapIndexXml, sitemapMonthXml, sitemapPagesXml } from './sitemap.ts';

beforeAll(() => void vi.stubEnv('SITE_URL', 'https://news.example'));
afterAll(() => void vi.unstubAllEnvs());

const schemaIn = (fileName: string): XMLFileInfo => ({
  fileName,
  contents: readFileSync(path.join(import.meta.dirname, 'schemas', fileName), 'utf8'),
});
const schema = schemaIn('all.xsd');
const preload = ['sitemap.xsd', 'sitemap-alternates.xsd', 'sitemap-image.xsd', 'sitemap-news.xsd'].map(
  schemaIn,
);

async function faultsIn(xml: string | undefined): Promise<string[]> {
  const { valid, errors } = await validateXML({
    xml: { fileName: 'sitemap.xml', contents: xml ?? '' },
    schema,
    preload,
  });
  expect(valid).toBe(errors.length === 0);
  return errors.map(({ message }) => message);
}

const lead: Figure = {
  picture: { hash: 'abc', width: 1600, height: 900, format: 'png', file: 'a.png' },
  alt: 'A',
  credit: 'B',
  rights: 'C',
  focus: { x: 0.5, y: 0.5 },
};
const edition = editionOf(
  contentOf([
    story('plain', { publishedAt: '2026-11-24T09:00:00+08:00' }),
    story('hostile', { headline: 'Rain & <wind> ]]> \u0001 "quoted"', lead }),
    story('zhongwen', { headline: '雨 & 风', lang: 'zh-Hans', lead }),
    story('old', { publishedAt: '2025-02-03T12:00:00Z', updatedAt: '2026-11-24T10:00:00.123Z' }),
  ]),
);
const sitemaps = {
  'the index': () => sitemapIndexXml(edition),
  'the pages’': () => sitemapPagesXml(edition),
  'a month’s': () => sitemapMonthXml(edition, '2026-11'),
  'an older month’s': () => sitemapMonthXml(edition, '2025-02'),
  'the news’': () => newsSitemapXml(edition, noon),
  'the news’ where there are none': () => newsSitemapXml(edition, noon + 10 * 24 * 3_600_000),
};

test.each(Object.entries(sitemaps))('%s sitemap keeps the rules', async (_, made) => {
  expect(await faultsIn(await made())).toEqual([]);
});

test.each<[string, keyof typeof sitemaps, string | RegExp, string]>([
  ['an address without a host', 'a month’s', 'https://news.example', ''],
  ['an address with a sign that needs encoding', 'a month’s', '/plain<', '/plän<'],
  ['a page twice', 'a month’s', '/plain<', '/zhongwen<'],
  ['a change without its zone', 'a month’s', '.000Z</lastmod>', '</lastmod>'],
  ['a change in words', 'the index', /<lastmod>[^<]+/, '<lastmod>today'],
  ['a field that is none', 'the pages’', '</url>', '<weight>1</weight></url>'],
  ['an index of pages', 'the index', /sitemap>/g, 'url>'],
  [
    'a caption, which Google has given up',
    'a month’s',
    '</image:image>',
    '<image:caption>A</image:caption></image:image>',
  ],
  ['a picture without its address', 'a month’s', /<image:loc>.*?<\/image:loc>/, ''],
  ['news without a title', 'the news’', /<news:title>.*?<\/news:title>/, ''],
  ['news with an empty title', 'the news’', /<news:title>.*?<\/news:title>/, '<news:title> </news:title>'],
  ['news of no day', 'the news’', /<news:publication_date>[^<]+/, '<news:publication_date>24 November'],
  ['a language by its name', 'the news’', '>en<', '>English<'],
])('%s would be found', async (_, of, from, to) => {
  const right = await sitemaps[of]();
  const wrong = right?.replace(from, to);
  expect(wrong).not.toBe(right);
  expect(await faultsIn(wrong)).not.toEqual([]);
});
