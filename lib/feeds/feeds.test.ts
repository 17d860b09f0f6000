import { Readable } from 'node:stream';
import fc from 'fast-check';
import { parseFragment } from 'parse5';
import { parseSitemap, parseSitemapIndex } from 'sitemap';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { type ElementCompact, xml2js } from 'xml-js';
import { contentOf, editionOf, story } from '#lib/edition/edition.test.stories.ts';
import type { Story } from '#lib/edition/model.ts';
import { siteFeed } from './rss.ts';
import { sitemapIndexXml, sitemapMonthXml, sitemapPagesXml } from './sitemap.ts';

beforeAll(() => void vi.stubEnv('SITE_URL', 'https://news.example'));
afterAll(() => void vi.unstubAllEnvs());

/** A feed's items, read with an XML parser. */
function itemsOf(stories: readonly Story[]) {
  const { rss } = xml2js(siteFeed(editionOf(contentOf(stories))), { compact: true }) as ElementCompact;
  const text = (node: ElementCompact | undefined): string => [node?._cdata ?? node?._text].flat().join('');
  const { channel } = rss;
  const items: ElementCompact[] = [channel.item ?? []].flat();
  return {
    channel,
    items: items.map((item) => ({
      title: text(item.title),
      link: text(item.link),
      guid: text(item.guid),
      description: text(item.description),
      date: text(item.pubDate),
      category: text(item.category),
    })),
  };
}

/** RSS 2.0: a description is HTML. */
function asReaderShows(description: string): string {
  const [text, ...others] = parseFragment(description).childNodes;
  expect(others).toEqual([]);
  return text && 'value' in text ? text.value : '';
}

describe('the feed', () => {
  test('has the newest stories with what a reader needs to choose', () => {
    const { items, channel } = itemsOf([
      story('old', { publishedAt: '2026-11-20T09:00:00+08:00' }),
      story('new', { publishedAt: '2026-11-24T09:00:00+08:00' }),
    ]);
    expect(items).toEqual([
      {
        title: 'Headline of new',
        link: 'https://news.example/articles/new',
        guid: 'https://news.example/articles/new',
        description: 'Standfirst of new',
        date: 'Tue, 24 Nov 2026 01:00:00 GMT',
        category: 'CHINA',
      },
      expect.objectContaining({ title: 'Headline of old' }),
    ]);
    expect(channel.lastBuildDate._text).toBe('Tue, 24 Nov 2026 01:00:00 GMT');
  });

  test('has thirty at most', () => {
    expect(itemsOf(Array.from({ length: 40 }, (_, number) => story(`s-${number}`))).items).toHaveLength(30);
  });

  test('tells for thirty days which stories to forget, under every address they had, and nothing of them', () => {
    const taken = {
      status: 'withdrawn',
      headline: 'Never again',
      standfirst: 'Never said.',
      formerly: ['old'],
      withdrawnReason: 'Wrong ]]> & <b>hurtful</b>.',
    } as const;
    const { channel } = itemsOf([
      story('taken', { ...taken, withdrawnAt: '2026-11-24T10:30+08:00' }),
      story('long-ago', { ...taken, formerly: [], withdrawnAt: '2026-10-25T12:00:00Z' }),
      story('undated', { ...taken, formerly: [] }),
    ]);
    const entry = (slug: string) => ({
      _attributes: {
        'xmlns:at': 'http://purl.org/atompub/tombstones/1.0',
        ref: `https://news.example/articles/${slug}`,
        when: '2026-11-24T02:30:00.000Z',
      },
      'at:comment': expect.anything(),
    });
    expect(channel['at:deleted-entry']).toEqual([entry('taken'), entry('old')]);
    const [first] = channel['at:deleted-entry'];
    const comment = [first['at:comment']._cdata].flat().join('');
    expect(comment.replaceAll('\u200A', '')).toBe(taken.withdrawnReason);
    expect(JSON.stringify(channel)).not.toContain('Never');
    expect(itemsOf([story('one')]).channel).not.toHaveProperty('at:deleted-entry');
  });

  test('any headline and standfirst arrive as they were written', () => {
    const signs = fc.constantFrom(
      '<b>',
      ']]>',
      '&',
      '&amp;',
      '"',
      '</title>',
      '<![CDATA[',
      '北京',
      'word',
      ' ',
    );
    const text = fc.array(signs, { minLength: 1, maxLength: 6 }).map((parts) => `x${parts.join('')}x`);
    fc.assert(
      fc.property(text, text, (headline, standfirst) => {
        const [item] = itemsOf([story('one', { headline, standfirst })]).items;
        // Nothing but a hair space in what would end the section.
        expect(item?.title?.replaceAll('\u200A', '')).toBe(headline);
        expect(asReaderShows(item?.description ?? '')).toBe(standfirst);
      }),
      { numRuns: 60 },
    );
  });
});

const pathOf = (url: string) => url.replace('https://news.example', '');

describe('the sitemaps', () => {
  test('have every page once, and the day of a story’s last change', async () => {
    const edition = editionOf(
      contentOf([
        story('one', { publishedAt: '2026-10-31T09:00:00+08:00', updatedAt: '2026-11-24T10:00:00+08:00' }),
        story('two'),
        story('draft', { status: 'draft' }),
        story('gone', { status: 'withdrawn', withdrawnReason: 'Wrong.' }),
      ]),
    );
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
      ['/homepage', undefined],
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
});
