import fc from 'fast-check';
import { parseFragment } from 'parse5';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { readBody } from '#lib/content/body.ts';
import { contentOf, editionOf, story } from '#lib/edition/edition.test.stories.ts';
import type { Story } from '#lib/edition/model.ts';
import { articleView } from '#lib/edition/views.ts';
import { absolute } from './addresses.ts';
import { describePage, describeStory } from './describe.ts';
import { scriptJson, storyData } from './json-ld.ts';
import { authorAddresses, networkNames, preferredSourceAddress, shareAddresses } from './networks.ts';

beforeAll(() => void vi.stubEnv('SITE_URL', 'https://news.example/'));
afterAll(() => void vi.unstubAllEnvs());

const hostile = 'A </script><script>alert(1)</script> & <!-- \u2028 "B" \u2029 ]]>';

/** A story with all that surrounds it. */
function published(fields: Partial<Story> = {}) {
  const edition = editionOf(contentOf([story('one', { updatedAt: '2026-11-24T10:00:00Z', ...fields })]));
  const [whole, view] = [edition.story('one'), articleView(edition, 'one')];
  if (!whole || !view) throw new Error('no story');
  return { edition, story: whole, view };
}

/** What a browser finds in the element: its text, and whether anything came after it. */
function inScript(json: string) {
  const { childNodes } = parseFragment(`<script type="application/ld+json">${json}</script>`);
  const [script] = childNodes;
  const text = script && 'childNodes' in script ? script.childNodes[0] : undefined;
  return { elements: childNodes.length, text: text && 'value' in text ? text.value : '' };
}

describe('structured data', () => {
  test('a headline can’t end its element, and is read back as it was', () => {
    const { edition, story: whole, view } = published({ headline: hostile });
    const [data] = storyData(edition, whole, view);
    const { elements, text } = inScript(scriptJson(data));
    expect(elements).toBe(1);
    expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(data)));
    expect(JSON.stringify(JSON.parse(text))).toContain('alert(1)');
  });

  test('no text at all can end its element', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom(hostile, '</SCRIPT\n>', '<!--<script>')),
        (text) => {
          const json = scriptJson({ text });
          expect(json).not.toMatch(/[<>&\u2028\u2029]/);
          expect(JSON.parse(json)).toEqual({ text });
        },
      ),
    );
  });

  test('says who wrote it, when it changed and what was wrong', () => {
    const {
      edition,
      story: whole,
      view,
    } = published({
      authors: ['amy', 'desk'],
      corrections: [{ at: '2026-11-24T11:00:00Z', wrong: 'Ten', right: 'Eleven' }],
    });
    const [article, breadcrumb] = storyData(edition, whole, view);
    expect(article).toMatchObject({
      '@type': 'NewsArticle',
      '@id': 'https://news.example/articles/one',
      datePublished: '2026-11-24T09:00:00Z',
      dateModified: '2026-11-24T10:00:00Z',
      author: [{ name: 'amy', url: 'https://news.example/authors/amy' }, { name: 'desk' }],
      correction: [{ text: 'Ten → Eleven', datePublished: '2026-11-24T11:00:00Z' }],
    });
    expect(breadcrumb).toMatchObject({
      itemListElement: [
        { position: 1 },
        { position: 2, name: 'CHINA' },
        { position: 3, name: 'Headline of one' },
      ],
    });
  });

  test('gives three pictures without words, its sources, its section and its policies', () => {
    const picture = { hash: 'h', width: 1600, height: 900, format: 'png', file: 'a.png' } as const;
    const lead = { picture, alt: 'A', credit: 'C', rights: 'R', focus: { x: 0.5, y: 0.5 } };
    const sources = [{ title: 'Data', url: 'https://data.example/', publisher: 'Office' }, { title: 'Note' }];
    const { edition, story: whole, view } = published({ lead, sources });
    const [article] = storyData(edition, whole, view);
    expect(article).toMatchObject({
      image: ['16x9', '4x3', '1x1'].map((shape) =>
        expect.stringMatching(
          new RegExp(`^https://news\\.example/api/og/story/id-one/crop-${shape}-[0-9a-f]{24}\\.jpg$`),
        ),
      ),
      articleSection: 'CHINA',
      keywords: ['time'],
      isAccessibleForFree: true,
      citation: [
        {
          '@type': 'CreativeWork',
          name: 'Data',
          url: 'https://data.example/',
          publisher: { name: 'Office' },
        },
        { '@type': 'CreativeWork', name: 'Note' },
      ],
      publisher: {
        '@type': 'NewsMediaOrganization',
        name: 'Test Post',
        logo: 'https://news.example/icon-180.png',
      },
    });
    // No lead, nothing to crop: the title card.
    const plain = published();
    expect(storyData(plain.edition, plain.story, plain.view)[0]).toMatchObject({
      image: [expect.stringContaining('/title-')],
    });
  });

  test('an opinion says that it is one', () => {
    const { edition, story: whole, view } = published({ kind: 'opinion' });
    expect(storyData(edition, whole, view)[0]).toMatchObject({
      '@type': 'NewsArticle',
      additionalType: 'https://schema.org/OpinionNewsArticle',
    });
  });
});

describe('structured data of a live story', () => {
  const text = [
    'Before.',
    '<Entry at="2026-11-24T10:00:00Z" title="Ten" key>\n\nA [link](/about).\n\n- One\n- Two\n\n</Entry>',
    '<Entry at="2026-11-24T08:00:00Z">\n\nThe first.\n\n</Entry>',
  ].join('\n\n');
  const { body } = readBody(text, 1, 'en');
  const live = { kind: 'live', body, updatedAt: '2026-11-24T10:00:00Z' } as const;

  test('has its entries, each with text and address, and when coverage began', () => {
    const { edition, story: whole, view } = published(live);
    const [data] = storyData(edition, whole, view);
    expect(data).toMatchObject({
      '@type': 'LiveBlogPosting',
      headline: 'Headline of one',
      dateModified: '2026-11-24T10:00:00Z',
      coverageStartTime: '2026-11-24T08:00:00Z',
      publisher: { '@type': 'NewsMediaOrganization' },
      liveBlogUpdate: [
        {
          '@type': 'BlogPosting',
          headline: 'Ten',
          datePublished: '2026-11-24T10:00:00Z',
          articleBody: 'A link.\nOne\nTwo',
          url: 'https://news.example/articles/one#e-20261124T100000Z',
          author: [{ name: 'desk', url: 'https://news.example/authors/desk' }],
        },
        { headline: 'Headline of one', articleBody: 'The first.' },
      ],
    });
    expect(data).not.toHaveProperty('coverageEndTime');
    expect(data).not.toHaveProperty('additionalType');
  });

  test('says when coverage ended', () => {
    const { edition, story: whole, view } = published({ ...live, endedAt: '2026-11-24T11:00:00Z' });
    expect(storyData(edition, whole, view)[0]).toMatchObject({ coverageEndTime: '2026-11-24T11:00:00Z' });
  });
});

describe('metadata of a page', () => {
  test('addresses are whole, and the front page’s ends with a slash', () => {
    expect(absolute('/')).toBe('https://news.example/');
    expect(absolute('/articles/x')).toBe('https://news.example/articles/x');
  });

  test('a story’s canonical address is the original’s where it stands elsewhere', () => {
    const own = published();
    expect(describeStory(own.edition, own.story, own.view).alternates?.canonical).toBe(
      'https://news.example/articles/one',
    );
    const other = published({ canonical: 'https://elsewhere.example/1' });
    const described = describeStory(other.edition, other.story, other.view);
    expect(described.alternates?.canonical).toBe('https://elsewhere.example/1');
    expect(described.openGraph?.url).toBe('https://news.example/articles/one');
  });

  test('a page that is not to be found says so to search engines', () => {
    const { site } = published().edition;
    expect(describePage({ site, title: 'T', description: 'D', path: '/x', index: false }).robots).toEqual({
      index: false,
    });
    expect(describePage({ site, title: 'T', description: 'D', path: '/x' }).robots).toMatchObject({
      index: true,
    });
  });
});

describe('metadata of a story', () => {
  test('names the accounts of its authors in the fediverse, and only theirs', () => {
    const { edition, story: whole, view } = published();
    const amy = {
      slug: 'amy',
      name: 'Amy',
      kind: 'person',
      description: 'A.',
      fediverse: '@amy@social.example',
    } as const;
    const described = describeStory(edition, whole, { ...view, authors: [amy] });
    expect(described.other).toEqual({ 'fediverse:creator': ['@amy@social.example'] });
    expect(storyData(edition, whole, { ...view, authors: [amy] })[0]).toMatchObject({
      author: [{ '@type': 'Person', sameAs: ['https://social.example/@amy'] }],
    });
    expect(describeStory(edition, whole, view)).not.toHaveProperty('other');
  });

  test('keeps to twelve topics, because fifty tags are too many for some', () => {
    const { edition, story: whole, view } = published();
    const topics = Array.from({ length: 60 }, (_, index) => ({
      slug: `t${index}`,
      name: `T${index}`,
      description: '',
    }));
    const { openGraph } = describeStory(edition, whole, { ...view, topics });
    expect((openGraph as { tags: string[] }).tags).toHaveLength(12);
  });
});

describe('networks', () => {
  test('only those the newsroom set are named, in its order', () => {
    const networks = { x: 'https://x.com/ct', facebook: 'https://www.facebook.com/ct' };
    expect(networkNames({ networks }).map(({ name, href }) => [name, href])).toEqual([
      ['X', 'https://x.com/ct'],
      ['Facebook', 'https://www.facebook.com/ct'],
    ]);
    expect(networkNames({ networks: {} })).toEqual([]);
  });

  test('a shared headline arrives as it was, whatever signs it has', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (title) => {
        const url = 'https://news.example/articles/one?a=b&c=d#e';
        for (const { name, href } of shareAddresses(url, title)) {
          const given = new URL(href).searchParams;
          const all = [...given.values()].join(' ');
          expect(all).toContain(url);
          if (name !== 'Facebook') expect(all).toContain(title);
        }
      }),
    );
  });
});

test('a newspaper on this machine isn’t one that Google could prefer', () => {
  expect(preferredSourceAddress('https://news.example')).toBe(
    'https://google.com/preferences/source?q=news.example',
  );
  expect(preferredSourceAddress('http://localhost:3000')).toBeUndefined();
});

test('an author leads to their own page and account, by names that say where', () => {
  const author = { slug: 'amy', name: 'Amy', kind: 'person', description: 'Writes.' } as const;
  expect(authorAddresses(author)).toEqual([]);
  expect(
    authorAddresses({ ...author, url: 'https://www.amy.example/work', fediverse: '@amy@social.example' }),
  ).toEqual([
    { name: 'amy.example', href: 'https://www.amy.example/work' },
    { name: '@amy@social.example', href: 'https://social.example/@amy' },
  ]);
});
