import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type PageAddress, pageAddresses } from './addresses.ts';
import { changedPages } from './changes.ts';
import { contentOf, editionOf, someStories, story } from './edition.test.stories.ts';
import type { Content, Story } from './model.ts';
import type { Edition } from './open.ts';

const pagesOf = (content: Content) => pageAddresses(editionOf(content), 2000);
/** Of all pages that have a masthead. */
const allAddresses = (content: Content) =>
  pagesOf(content)
    .filter(({ isFile }) => !isFile)
    .map(({ address }) => address)
    .sort();

/** What the press does to get from one edition to another: pages to render or to leave for later, addresses to drop. */
function steps(before: Edition, after: Edition) {
  const old = new Map(pageAddresses(before, 2000).map((page) => [page.address, page]));
  const { pages, drop } = changedPages(before, after);
  const differs = ({ address, inputs, status }: PageAddress) =>
    old.get(address)?.inputs !== inputs || old.get(address)?.status !== status;
  const render = pages.filter(differs).map(({ address }) => address);
  return { render: render.sort(), drop: drop.toSorted() };
}

function change(before: readonly Story[], after: readonly Story[], more: Partial<Content> = {}) {
  const { render, drop } = steps(editionOf(contentOf(before)), editionOf({ ...contentOf(after), ...more }));
  return { render: render.filter(isNoListFeed), drop };
}

/** Each list has three feeds, which differ whenever its page does. */
const isNoListFeed = (address: string) =>
  !/^\/.*\/(feed|atom)\.(xml|json)$|^\/(atom\.xml|feed\.json)$/.test(address);

/** The same by comparing all pages of both. */
function allSteps(before: Edition, after: Edition) {
  const [old, now] = [before, after].map((edition) => pageAddresses(edition, 2000));
  const inputs = new Map(old?.map((page) => [page.address, `${page.inputs} ${page.status}`]));
  const render = (now ?? []).filter((page) => inputs.get(page.address) !== `${page.inputs} ${page.status}`);
  const still = new Set(now?.map(({ address }) => address));
  const drop = [...inputs.keys()].filter((address) => !still.has(address));
  return { render: render.map(({ address }) => address).sort(), drop: drop.sort() };
}

/** Six stories in each of two sections, so that not every story is related to every other. */
const stories = Array.from({ length: 12 }, (_, number) =>
  story(`story-${number}`, {
    section: number < 6 ? 'china' : 'world',
    topics: number < 6 ? ['time'] : ['maps'],
    authors: number < 6 ? ['desk'] : ['amy'],
    publishedAt: `2026-11-${String(10 + number)}T09:00:00+08:00`,
    updatedAt: '2026-11-23T09:00:00+08:00',
  }),
);
const edited = (slug: string, fields: Partial<Story>) =>
  stories.map((each) => (each.slug === slug ? { ...each, ...fields } : each));

describe('what a change of content touches', () => {
  test('nothing changed: nothing is rendered', () => {
    expect(change(stories, structuredClone(stories))).toEqual({ render: [], drop: [] });
  });

  test('a standfirst: the story, what lists it, the feed, and nothing else', () => {
    const { render, drop } = change(stories, edited('story-0', { standfirst: 'Another.' }));
    // The oldest of its section: beside the two that came next, and not among the newest.
    expect(render).toEqual([
      '/',
      '/articles/story-0',
      '/articles/story-0/history',
      '/articles/story-1',
      '/articles/story-2',
      '/authors/desk',
      '/feed.xml',
      '/sections/china',
      '/topics/time',
    ]);
    expect(drop).toEqual([]);
  });

  test('a story that others point to: those too', () => {
    const { render } = change(stories, edited('story-11', { standfirst: 'Another.' }));
    expect(render).toContain('/articles/story-10');
    expect(render).toContain('/errors/not-found');
    expect(render.filter((address) => /story-[0-5](\/history)?$|china|time|desk/.test(address))).toEqual([]);
  });

  test('a word in a text: the story and the feeds, for lists show none of it', () => {
    const [first] = stories;
    const { body: before } = first as Story;
    const body = { ...before, text: `${before.text} So it was.` };
    expect(change(stories, edited('story-0', { body })).render).toEqual([
      '/articles/story-0',
      '/articles/story-0/history',
      '/feed.xml',
    ]);
  });

  test('what a text is about: the stories near it too, which have others beside them then', () => {
    const [first] = stories;
    const body = { ...(first as Story).body, text: 'Harbours and their tides.' };
    expect(change(stories, edited('story-0', { body })).render).toEqual([
      '/articles/story-0',
      '/articles/story-0/history',
      '/articles/story-1',
      '/articles/story-2',
      '/feed.xml',
    ]);
  });

  test('a live story’s entry: its page, what lists it, and the file that open pages ask for', () => {
    const before = edited('story-0', { kind: 'live' });
    const after = before.map((each) =>
      each.slug === 'story-0' ? { ...each, body: { ...each.body, text: `${each.body.text} And on.` } } : each,
    );
    expect(change(before, after).render).toEqual([
      '/articles/story-0',
      '/articles/story-0/history',
      '/articles/story-0/live.json',
      '/feed.xml',
    ]);
    expect(change(before, stories).drop).toEqual(['/articles/story-0/live.json']);
    expect(pagesOf(contentOf(stories)).filter(({ keep }) => keep === 'live')).toEqual([]);
  });

  test('an update that says when: the sitemap and the story and its lists', () => {
    const { render } = change(stories, edited('story-0', { updatedAt: '2026-11-22T10:00:00+08:00' }));
    expect(render).toContain('/sitemaps/2026-11.xml');
    expect(render).not.toContain('/articles/story-7');
  });

  test('a new story: its page, its lists and the sitemap, and no story that doesn’t show it', () => {
    const added = story('new', { section: 'world', topics: ['maps'], authors: ['amy'] });
    const { render, drop } = change(stories, [
      ...stories,
      { ...added, updatedAt: '2026-11-23T10:00:00+08:00', publishedAt: '2026-11-23T09:00:00+08:00' },
    ]);
    expect(render).toEqual(
      expect.arrayContaining([
        '/',
        '/articles/new',
        '/sections/world',
        '/topics/maps',
        '/authors/amy',
        '/feed.xml',
        '/sitemap.xml',
        '/errors/not-found',
      ]),
    );
    expect(render.filter((address) => /story-[0-5](\/history)?$|china|time|desk/.test(address))).toEqual([]);
    expect(drop).toEqual([]);
  });

  test('a deleted story: its address is dropped and its lists are made anew', () => {
    const { render, drop } = change(stories, stories.slice(1));
    expect(drop).toEqual(['/articles/story-0', '/articles/story-0/history']);
    expect(render).toEqual([
      '/',
      '/archive',
      '/archive/2026/11',
      '/articles/story-1',
      '/articles/story-2',
      '/authors',
      '/authors/desk',
      '/feed.xml',
      '/sections/china',
      '/sitemaps/2026-11.xml',
      '/topics',
      '/topics/time',
    ]);
  });

  test('a withdrawn story: its address stays and says so', () => {
    const withdrawn = edited('story-0', { status: 'withdrawn', withdrawnReason: 'It was wrong.' });
    const { render, drop } = change(stories, withdrawn);
    expect(drop).toEqual([]);
    expect(render).toContain('/articles/story-0');
    const page = pagesOf(contentOf(withdrawn)).find(({ address }) => address === '/articles/story-0');
    expect(page?.status).toBe(410);
  });

  test('a story that the law takes away: its address says 451, and the feed that it is gone', () => {
    const legal = {
      withdrawnReason: 'A court said so.',
      withdrawnAt: '2026-11-24T10:00:00Z',
      withdrawnLegal: true,
    };
    const withdrawn = edited('story-0', { status: 'withdrawn', ...legal });
    const page = pagesOf(contentOf(withdrawn)).find(({ address }) => address === '/articles/story-0');
    expect(page?.status).toBe(451);
    const { render } = steps(editionOf(contentOf(stories)), editionOf(contentOf(withdrawn)));
    // Its tombstone stands in every feed.
    expect(render).toEqual(expect.arrayContaining(['/feed.xml', '/feed.json', '/sections/world/atom.xml']));
    const ordinary = edited('story-0', { status: 'withdrawn', ...legal, withdrawnLegal: false });
    expect(change(withdrawn, ordinary).render).toContain('/articles/story-0');
  });

  test('a renamed story: the new address is made, the old one is dropped for a redirect', () => {
    const { render, drop } = change(stories, edited('story-0', { slug: 'renamed', formerly: ['story-0'] }));
    expect(render).toContain('/articles/renamed');
    expect(drop).toEqual(['/articles/story-0', '/articles/story-0/history']);
  });

  test('an author’s name: the author’s page, stories and the feed', () => {
    const authors = contentOf([]).authors.map((each) =>
      each.slug === 'amy' ? { ...each, name: 'Amy Tan' } : each,
    );
    const { render } = change(stories, stories, { authors });
    expect(render).toEqual([
      ...[10, 11, 6, 7, 8, 9].map((number) => `/articles/story-${number}`),
      '/authors',
      '/authors/amy',
      '/feed.xml',
      '/feeds',
    ]);
  });

  test('a new topic: its page, the sitemap, and the pages that name all topics', () => {
    const topics = [...contentOf([]).topics, { slug: 'seas', name: 'Seas', description: 'Water.' }];
    expect(change(stories, stories, { topics }).render).toEqual([
      '/feeds',
      '/sitemaps/pages.xml',
      '/topics',
      '/topics/seas',
    ]);
  });

  test('the name of the site: every page, and how browsers search it', () => {
    const content = contentOf(stories);
    const site = { ...content.site, name: 'Another Post' };
    const { render } = steps(editionOf(content), editionOf({ ...content, site }));
    expect(render).toEqual([...allAddresses(content), '/opensearch.xml'].sort());
  });

  test('another hub: every feed, for each names it, and no page', () => {
    const content = contentOf(stories);
    const site = { ...content.site, feeds: { hub: 'https://hub.example/' } };
    const { render } = steps(editionOf(content), editionOf({ ...content, site }));
    expect(render).toHaveLength(3 * 8);
    expect(render.filter((address) => !/\/(feed|atom)\.(xml|json)$/.test(address))).toEqual([]);
  });

  test('another way of counting readers: every page', () => {
    const content = contentOf(stories);
    for (const audience of [
      { mode: 'daily', keepDays: 30 },
      { mode: 'off', keepDays: 31 },
    ] as const) {
      const site = { ...content.site, audience };
      const { render } = steps(editionOf(content), editionOf({ ...content, site }));
      expect(render).toEqual(allAddresses(content));
    }
  });

  test('the first story of a day changes the date line of every page, the second doesn’t', () => {
    const today = (slug: string, hour: string) =>
      story(slug, {
        section: 'world',
        topics: [],
        authors: ['amy'],
        publishedAt: `2026-11-24T${hour}:00:00+08:00`,
      });
    const morning = [...stories, today('first', '08')];
    expect(change(stories, morning).render).toContain('/homepage');
    expect(change(morning, [...morning, today('second', '10')]).render).not.toContain('/homepage');
  });
});

/** Two lists of stories that have much in common: some are edited, some are in one of them only. */
const twoEditions = fc
  .tuple(someStories(), someStories(), fc.array(fc.boolean(), { minLength: 31, maxLength: 31 }))
  .map(([some, others, stays]) => {
    const number = (slug: string) => Number(slug.replace('story-', ''));
    const kept = some.filter(({ slug }) => stays[number(slug)]);
    const slugs = new Set(kept.map(({ slug }) => slug));
    return [some, [...kept, ...others.filter(({ slug }) => !slugs.has(slug))]] as [Story[], Story[]];
  });

test('looking only at what can differ finds the same as comparing every page', () => {
  fc.assert(
    fc.property(twoEditions, ([some, others]) => {
      const [before, after] = [editionOf(contentOf(some)), editionOf(contentOf(others))];
      expect(steps(before, after)).toEqual(allSteps(before, after));
    }),
    { numRuns: 100 },
  );
});

test('so it does where lists have older pages', () => {
  const daily = Array.from({ length: 70 }, (_, number) =>
    story(`story-${number}`, {
      topics: number % 2 ? ['time'] : ['maps'],
      publishedAt: new Date(Date.UTC(2026, 0, 1 + number)).toISOString(),
    }),
  );
  const some = fc.array(fc.integer({ min: 0, max: 69 }), { maxLength: 4 });
  const made = fc
    .tuple(some, some)
    .map(([left, edited]) =>
      daily
        .filter((_, number) => !left.includes(number))
        .map((each, number) => (edited.includes(number) ? { ...each, headline: 'Another' } : each)),
    );
  fc.assert(
    fc.property(made, made, (one, other) => {
      const [before, after] = [editionOf(contentOf(one)), editionOf(contentOf(other))];
      expect(steps(before, after)).toEqual(allSteps(before, after));
    }),
    { numRuns: 30 },
  );
});
