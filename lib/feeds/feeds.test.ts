import { parseFeed as otherParser } from '@rowanmanning/feed-parser';
import fc from 'fast-check';
import { parseFeed } from 'feedsmith';
import type { Root } from 'hast';
import { h } from 'hastscript';
import { parseFragment } from 'parse5';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { contentOf as contentWith, editionOf, story } from '#lib/edition/edition.test.stories.ts';
import { type FeedFormat, type FeedOf, feedFormatNames } from '#lib/edition/feeds.ts';
import type { Figure, Story } from '#lib/edition/model.ts';
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

describe('a story’s text', () => {
  const withBody = (children: Root['children'], more: Partial<Story> = {}) => {
    const body = { text: '', words: 0, tree: { type: 'root' as const, children } };
    const [item] = items(written('json', [story('one', { body, ...more })]));
    return item?.content;
  };
  /** A component as the content check leaves it. */
  const component = (
    tagName: string,
    properties: Record<string, string | number>,
    children: Root['children'] = [],
  ) => ({ type: 'element', tagName, properties, children }) as Root['children'][number];
  const picture = {
    hash: 'a'.repeat(32),
    width: 1600,
    height: 1000,
    format: 'png',
    file: 'pictures/one.png',
  } as const;

  test('has full addresses, those inside the story too', () => {
    const link = (href: string) => h('p', h('a', { href }, 'x'));
    expect(withBody([link('/articles/two'), link('#user-content-fn-1'), link('https://example.org/a')])).toBe(
      '<p><a href="https://news.example/articles/two">x</a></p>' +
        '<p><a href="https://news.example/articles/one#user-content-fn-1">x</a></p>' +
        '<p><a href="https://example.org/a">x</a></p>',
    );
  });

  test('shows pictures with their credit, the lead first', () => {
    const words = { alt: 'A harbour', credit: 'Data desk', rights: 'CC BY 4.0' };
    const lead: Figure = { picture, focus: { x: 0.5, y: 0.5 }, ...words };
    const figure = component('Figure', {
      ...picture,
      focusX: 0.5,
      focusY: 0.5,
      ...words,
      caption: 'At night.',
    });
    const content = withBody([figure], { lead });
    expect(content).toMatch(
      /^<figure><img src="https:\/\/news\.example\/media\/[0-9a-f]+\/1200\.jpg" alt="A harbour" width="1200" height="750"><figcaption>Data desk \/ CC BY 4\.0<\/figcaption><\/figure>/,
    );
    expect(content).toContain('<figcaption>At night. Data desk / CC BY 4.0</figcaption></figure>');
  });

  test('has our components as what they are: quotations, lists, tables', () => {
    const table = h('table', h('tbody', h('tr', h('td', '1'))));
    expect(withBody([component('PullQuote', { by: 'Amy', role: 'sailor' }, [h('p', 'Words.')])])).toBe(
      '<blockquote><p>Words.</p><p>— Amy, sailor</p></blockquote>',
    );
    expect(withBody([component('FactBox', { title: 'Facts' }, [h('p', 'One.')])])).toBe(
      '<blockquote><p><strong>Facts</strong></p><p>One.</p></blockquote>',
    );
    expect(withBody([component('Note', {}, [h('p', 'One.')])])).toContain('<strong>Note</strong>');
    expect(
      withBody([
        component('Timeline', { title: 'Then' }, [
          component('Event', { date: '1912', label: 'Spring 1912' }, [h('p', 'It began.')]),
        ]),
      ]),
    ).toBe('<p><strong>Then</strong></p><ul><li><strong>Spring 1912</strong><p>It began.</p></li></ul>');
    expect(withBody([component('Chart', { title: 'Rain', unit: 'mm', source: 'We' }, [table])])).toBe(
      '<figure><p><strong>Rain, mm</strong></p><table><tbody><tr><td>1</td></tr></tbody></table><figcaption>Source: We</figcaption></figure>',
    );
    expect(
      withBody([
        component('LocatorMap', { alt: 'Where it is' }, [
          component('Place', { name: 'Beijing', lat: 1, lon: 2 }),
        ]),
      ]),
    ).toBe(
      '<figure><p><a href="https://news.example/articles/one">Where it is</a></p><figcaption>Beijing</figcaption></figure>',
    );
    expect(
      withBody([
        component('Entry', { at: '2026-11-24T09:30:00+08:00', id: 'e-1', title: 'News' }, [
          h('p', 'It is so.'),
        ]),
      ]),
    ).toBe('<h2>News</h2><p><strong>24 November 2026 at 09:30 GMT+8</strong></p><p>It is so.</p>');
  });
});
