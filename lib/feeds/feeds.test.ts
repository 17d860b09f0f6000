import { parseFeed as otherParser } from '@rowanmanning/feed-parser';
import fc from 'fast-check';
import { parseFeed } from 'feedsmith';
import { parseFragment } from 'parse5';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { contentOf as contentWith, editionOf, story } from '#lib/edition/edition.test.stories.ts';
import { type FeedFormat, type FeedOf, feedFormatNames } from '#lib/edition/feeds.ts';
import type { Story } from '#lib/edition/model.ts';
import { atomOf } from './atom.ts';
import { feedOf } from './feed.ts';
import { faultsInAtom, faultsInJsonFeed, faultsInRss } from './feeds.test.rules.ts';
import { jsonFeedOf } from './json.ts';
import { rssOf } from './rss.ts';

beforeAll(() => void vi.stubEnv('SITE_URL', 'https://news.example'));
afterAll(() => void vi.unstubAllEnvs());

const writers = { rss: rssOf, atom: atomOf, json: jsonFeedOf };
const faultsIn = { rss: faultsInRss, atom: faultsInAtom, json: faultsInJsonFeed };

function written(format: FeedFormat, stories: readonly Story[], of?: FeedOf): string {
  const feed = feedOf(editionOf(contentWith(stories)), format, of);
  if (!feed) throw new Error('there is no such feed');
  return writers[format](feed);
}

type Read = Record<
  'id' | 'title' | 'address' | 'summary' | 'content' | 'published' | 'updated',
  string | undefined
> & {
  authors: (string | undefined)[];
  categories: (string | undefined)[];
};

/** As one parser reads the items. */
function items(text: string): Read[] {
  const instant = (date: string | undefined) =>
    date === undefined ? undefined : new Date(date).toISOString();
  const { format, feed } = parseFeed(text);
  if (format === 'rss')
    return (feed.items ?? []).map((item) => ({
      id: item.guid?.value,
      title: item.title,
      address: item.link,
      summary: item.description && shown(item.description),
      content: item.content?.encoded,
      published: instant(item.pubDate),
      updated: instant(item.atom?.updated),
      authors: item.dc?.creators ?? [],
      categories: (item.categories ?? []).map(({ name }) => name),
    }));
  if (format === 'atom')
    return (feed.entries ?? []).map((entry) => ({
      id: entry.id,
      title: entry.title?.value,
      address: entry.links?.[0]?.href,
      summary: entry.summary?.value,
      content: entry.content?.value,
      published: instant(entry.published),
      updated: instant(entry.updated),
      authors: (entry.authors ?? []).map(({ name }) => name),
      categories: (entry.categories ?? []).map(({ term }) => term),
    }));
  if (format !== 'json') throw new Error(`it was read as ${format}`);
  return (feed.items ?? []).map((item) => ({
    id: item.id,
    title: item.title,
    address: item.url,
    summary: item.summary,
    content: item.content_html,
    published: instant(item.date_published),
    updated: instant(item.date_modified),
    authors: (item.authors ?? []).map(({ name }) => name),
    categories: item.tags ?? [],
  }));
}

/** The words of some HTML that has no elements. */
function shown(html: string): string {
  const [text, ...others] = parseFragment(html).childNodes;
  expect(others).toEqual([]);
  return text && 'value' in text ? text.value : '';
}

const two = [
  story('old', { publishedAt: '2026-11-20T09:00:00+08:00', topics: ['maps'], authors: ['amy', 'desk'] }),
  story('new', { publishedAt: '2026-11-24T09:00:00+08:00' }),
];

describe.each(feedFormatNames)('as %s', (format) => {
  test('a feed has the newest stories, whole', () => {
    expect(items(written(format, two))).toEqual([
      {
        id: 'https://news.example/#id-new',
        title: 'Headline of new',
        address: 'https://news.example/articles/new',
        summary: 'Standfirst of new',
        content: '<p>The text of new.</p>',
        published: '2026-11-24T01:00:00.000Z',
        updated: '2026-11-24T01:00:00.000Z',
        authors: ['desk'],
        categories: ['CHINA', 'time'],
      },
      expect.objectContaining({
        title: 'Headline of old',
        authors: ['amy', 'desk'],
        categories: ['CHINA', 'maps'],
      }),
    ]);
  });

  test('a list has a feed of its own, and it keeps the format’s rules, empty too', () => {
    const topic = written(format, two, { kind: 'topics', slug: 'maps' });
    expect(items(topic).map(({ title }) => title)).toEqual(['Headline of old']);
    expect(topic).toContain('maps – Test Post');
    for (const text of [
      topic,
      written(format, two),
      written(format, two, { kind: 'sections', slug: 'world' }),
    ])
      expect(faultsIn[format](text)).toEqual([]);
    expect(feedOf(editionOf(contentWith(two)), format, { kind: 'topics', slug: 'nothing' })).toBeUndefined();
  });

  test('corrections have a feed: each by itself, with what was wrong and what is right', () => {
    const at = '2026-11-24T10:00:00+08:00';
    const corrections = [
      { at, wrong: 'Nine.', right: 'Ten.' },
      { at, wrong: 'East.', right: 'West.' },
      { at: '2026-11-24T11:00:00+08:00', wrong: 'A & B.', right: 'C.' },
    ];
    const text = written(format, [story('one', { corrections }), story('two')], 'corrections');
    expect(faultsIn[format](text)).toEqual([]);
    expect(items(text).map(({ id, content }) => [id, content])).toEqual([
      [
        'https://news.example/#id-one-2026-11-24T03:00:00.000Z',
        '<p>We wrote: A &#x26; B.</p><p>It should be: C.</p>',
      ],
      [
        'https://news.example/#id-one-2026-11-24T02:00:00.000Z',
        '<p>We wrote: Nine.</p><p>It should be: Ten.</p>',
      ],
      [
        'https://news.example/#id-one-2026-11-24T02:00:00.000Z-1',
        '<p>We wrote: East.</p><p>It should be: West.</p>',
      ],
    ]);
    expect(faultsIn[format](written(format, two, 'corrections'))).toEqual([]);
  });

  test('a hub is named in each format, and only if the newsroom has one', () => {
    const hub = 'https://hub.example/?a=1&b=2';
    const edition = editionOf(contentWith([story('one')], { feeds: { hub } }));
    for (const format of feedFormatNames) {
      const feed = feedOf(edition, format, { kind: 'topics', slug: 'time' });
      const text = feed ? writers[format](feed) : '';
      expect(faultsIn[format](text)).toEqual([]);
      const parsed = parseFeed(text);
      const named =
        parsed.format === 'json'
          ? parsed.feed.hubs
          : parsed.format === 'atom'
            ? parsed.feed.links?.filter(({ rel }) => rel === 'hub')
            : parsed.format === 'rss' && parsed.feed.atom?.links?.filter(({ rel }) => rel === 'hub');
      expect(named, format).toEqual([
        format === 'json' ? { type: 'WebSub', url: hub } : { rel: 'hub', href: hub },
      ]);
      expect(written(format, [story('one')])).not.toContain('hub');
    }
  });

  test('has thirty stories at most', () => {
    expect(
      items(
        written(
          format,
          Array.from({ length: 40 }, (_, n) => story(`s-${n}`)),
        ),
      ),
    ).toHaveLength(30);
  });

  test('a correction is an update, and a new address is the same story', () => {
    const corrected = story('new', {
      publishedAt: '2026-11-24T09:00:00+08:00',
      corrections: [{ at: '2026-11-24T15:00:00+08:00', wrong: 'Nine.', right: 'Ten.' }],
    });
    const [item] = items(written(format, [{ ...corrected, slug: 'moved', formerly: ['new'] }]));
    expect(item?.updated).toBe('2026-11-24T07:00:00.000Z');
    expect(item?.id).toBe('https://news.example/#id-new');
    expect(item?.content).toContain('<p>It should be: Ten.</p>');
  });

  test('tells for thirty days which stories to forget, and nothing of them', () => {
    const taken = {
      status: 'withdrawn',
      headline: 'Never again',
      standfirst: 'Never said.',
      withdrawnReason: 'Wrong ]]> & <b>hurtful</b>.',
    } as const;
    const text = written(format, [
      story('taken', { ...taken, withdrawnAt: '2026-11-24T10:30+08:00' }),
      story('long-ago', { ...taken, withdrawnAt: '2026-10-25T12:00:00Z' }),
      story('undated', taken),
    ]);
    expect(faultsIn[format](text)).toEqual([]);
    expect(text).toContain('"https://news.example/#id-taken"');
    expect(text).toContain('2026-11-24T02:30:00.000Z');
    expect(text).toMatch(format === 'json' ? /hurtful/ : /Wrong \]\]&gt; &#x26; &#x3C;b>hurtful/);
    expect(text).not.toMatch(/Never|long-ago|undated/);
    expect(written(format, two)).not.toMatch(/deleted/);
  });

  test('any headline and standfirst arrive as they were written', () => {
    const signs = ['<b>', ']]>', '&', '&amp;', '"', '</title>', '<![CDATA[', '北京', 'word', ' ', "'"];
    const text = fc
      .array(fc.constantFrom(...signs), { minLength: 1, maxLength: 6 })
      .map((parts) => `x${parts.join('')}x`);
    fc.assert(
      fc.property(text, text, (headline, standfirst) => {
        const [item] = items(written(format, [story('one', { headline, standfirst })]));
        // Feed readers take runs of blanks as one.
        const same = (words = '') => words.replace(/\s+/g, ' ');
        expect(same(item?.title)).toBe(same(headline));
        expect(same(item?.summary)).toBe(same(standfirst));
      }),
      { numRuns: 40 },
    );
  });

  test('a sign that XML has no place for breaks nothing', () => {
    const [item] = items(written(format, [story('one', { headline: 'Bell\u0007 rings' })]));
    expect(item?.title).toMatch(format === 'json' ? 'Bell\u0007 rings' : 'Bell rings');
  });
});

test.each(['rss', 'atom'] as const)('another parser reads the same in %s', (format) => {
  const text = written(format, two);
  const { items: found, title, language } = otherParser(text);
  expect([title, language]).toEqual(['Test Post', 'en']);
  expect(
    found.map(({ id, title, url, content, published }) => [
      id,
      title,
      url,
      content,
      published?.toISOString(),
    ]),
  ).toEqual(
    items(text).map(({ id, title, address, content, published }) => [id, title, address, content, published]),
  );
});
