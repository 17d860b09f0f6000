import { describe, expect, test } from 'vitest';
import { pageAddresses } from './addresses.ts';
import { contentOf, editionOf, story } from './edition.test.stories.ts';
import type { Content } from './model.ts';

const pagesOf = (content: Content) => pageAddresses(editionOf(content), 2000);
const isFeed = (address: string) => /\/(feed|atom)\.(xml|json)$/.test(address);
const stories = Array.from({ length: 12 }, (_, number) =>
  story(`story-${number}`, { publishedAt: `2026-11-${String(10 + number)}T09:00:00+08:00` }),
);

describe('the addresses of an edition', () => {
  test('each stands there once', () => {
    const addresses = pagesOf(contentOf(stories)).map(({ address }) => address);
    expect(new Set(addresses).size).toBe(addresses.length);
  });

  test('older stories are finished when they are asked for, lists’ first pages never', () => {
    const late = pageAddresses(editionOf(contentOf(stories)), 10).filter((page) => page.late);
    const addresses = late.map(({ address }) => address);
    const lateStories = addresses.filter((address) => /^\/articles\/[^/]+$/.test(address));
    expect(lateStories).toEqual(['/articles/story-1', '/articles/story-0']);
    expect(addresses.filter((address) => address.endsWith('/history'))).toHaveLength(stories.length);
    expect(addresses).not.toEqual(expect.arrayContaining(['/sections/china']));
  });

  test('what has changed in a withdrawn story is answered as the story is', () => {
    const gone = [
      story('gone', { status: 'withdrawn', withdrawnReason: 'Wrong.' }),
      story('held', { status: 'withdrawn', withdrawnReason: 'By law.', withdrawnLegal: true }),
    ];
    const histories = pagesOf(contentOf(gone)).filter(({ address }) => address.endsWith('/history'));
    expect(histories.map(({ address, status }) => [address, status])).toEqual([
      ['/articles/gone/history', 410],
      ['/articles/held/history', 451],
    ]);
  });

  test('every list has its feeds, and all but the newspaper’s RSS are made when they are asked for', () => {
    const feeds = pagesOf(contentOf(stories)).filter(({ type }) => type);
    expect(feeds.filter(({ late }) => !late).map(({ address }) => address)).toEqual(['/feed.xml']);
    const maps = feeds.filter(({ address }) => address.startsWith('/topics/maps/'));
    expect(maps.map(({ address, type }) => [address, type])).toEqual([
      ['/topics/maps/feed.xml', 'application/xml; charset=utf-8'],
      ['/topics/maps/atom.xml', 'application/xml; charset=utf-8'],
      ['/topics/maps/feed.json', 'application/feed+json; charset=utf-8'],
    ]);
    expect(feeds).toHaveLength(3 * 8);
  });

  test('a section of 41 stories has an older page, and one of 61 has two', () => {
    const addressesOf = (count: number) =>
      pagesOf(contentOf(Array.from({ length: count }, (_, number) => story(`many-${number}`))))
        .map(({ address }) => address)
        .filter((address) => address.startsWith('/sections/china') && !isFeed(address));
    expect(addressesOf(41)).toEqual(['/sections/china', '/sections/china/page/1']);
    expect(addressesOf(61)).toEqual(['/sections/china', '/sections/china/page/1', '/sections/china/page/2']);
  });
});
