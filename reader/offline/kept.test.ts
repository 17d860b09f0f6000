import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  emptied,
  forgotten,
  isKeepable,
  type Keeping,
  type Kept,
  keptAt,
  leastWanted,
  limits,
  mayKeep,
  meaningOf,
  neededNames,
  nothing,
  toLookAt,
  unsaved,
  without,
  withPage,
} from './kept.ts';

const page = (address: string, more: Partial<Kept> = {}): Kept => ({
  address,
  at: 0,
  looked: 0,
  files: [],
  ...more,
});
const story = (number: number, more: Partial<Kept> = {}) =>
  page(`/articles/story-${number}`, { opened: number, ...more });
const keepingOf = (...pages: Kept[]): Keeping => pages.reduce(withPage, nothing);
const addresses = ({ pages }: Keeping) => pages.map(({ address }) => address);

test('stories and the front page are kept; lists, searches and files are not', () => {
  expect(['/', '/articles/a-story'].every(isKeepable)).toBe(true);
  for (const address of ['/saved', '/articles', '/articles/a/live.json', '/topics/time', '/search', '/about'])
    expect(isKeepable(address), address).toBe(false);
});

describe('of what is kept', () => {
  test('the stories opened longest ago go when there are too many; saved ones, front and shell stay', () => {
    const fixed = [page('/'), page('/saved'), page('/offline'), story(0, { saved: 1 })];
    fc.assert(
      fc.property(fc.shuffledSubarray(Array.from({ length: 60 }, (_, number) => number + 1)), (opened) => {
        const keeping = keepingOf(...fixed, ...opened.map((number) => story(number)));
        const latest = opened.toSorted((a, b) => b - a).slice(0, limits.opened);
        // Whichever comes, what it pushes out is older than all that stay.
        expect(new Set(addresses(keeping))).toEqual(
          new Set([
            ...fixed.map(({ address }) => address),
            ...latest.map((each) => `/articles/story-${each}`),
          ]),
        );
      }),
    );
  });

  test('a page that is kept again stands there once', () => {
    const keeping = keepingOf(story(1), story(2), story(1, { opened: 3 }));
    expect(keeping.pages).toHaveLength(2);
    expect(keptAt(keeping, '/articles/story-1')?.opened).toBe(3);
  });

  test('a story that is saved no longer stays like any that was opened', () => {
    const keeping = unsaved(
      keepingOf(story(1, { saved: 5 }), page('/articles/unread', { saved: 7 })),
      '/articles/unread',
    );
    expect(keptAt(keeping, '/articles/unread')).toMatchObject({ opened: 7 });
    expect(keptAt(keeping, '/articles/unread')).not.toHaveProperty('saved');
    expect(unsaved(keeping, '/articles/nobody')).toBe(keeping);
  });

  test('room is made by what was opened longest ago, never by what was saved', () => {
    expect(leastWanted(keepingOf(page('/'), story(1, { saved: 1 }), story(3), story(2)))?.opened).toBe(2);
    expect(leastWanted(keepingOf(page('/'), story(1, { saved: 1 })))).toBeUndefined();
  });

  test('files stay as long as one page needs them', () => {
    const keeping = keepingOf(story(1, { files: ['/a.css', '/media/1'] }), story(2, { files: ['/a.css'] }));
    expect([...neededNames(without(keeping, '/articles/story-1'))]).toEqual(['/articles/story-2', '/a.css']);
  });

  test('the reader hears how many saved stories were taken back, and nothing of those only opened', () => {
    const keeping = keepingOf(story(1, { saved: 1 }), story(2, { saved: 1 }), story(3));
    const after = ['/articles/story-1', '/articles/story-2', '/articles/story-3'].reduce(forgotten, keeping);
    expect(after).toEqual({ pages: [], takenBack: 2 });
  });

  test('everything can be removed but the pages that say so', () => {
    const keeping = keepingOf(page('/saved'), page('/offline'), page('/'), story(1, { saved: 1 }), story(2));
    expect(addresses(emptied({ ...keeping, takenBack: 3 }))).toEqual(['/saved', '/offline']);
  });
});

describe('the server is asked about', () => {
  const now = 100 * limits.lookAgain;

  test('the pages it wasn’t asked about for longest, and not too many at a time', () => {
    const pages = Array.from({ length: 40 }, (_, number) => story(number, { looked: 40 - number, saved: 1 }));
    const keeping = keepingOf(...pages);
    expect(toLookAt(keeping, { now })).toEqual(
      Array.from({ length: limits.looks }, (_, number) => `/articles/story-${39 - number}`),
    );
    expect(toLookAt(keeping, { now, savesData: true })).toHaveLength(limits.fewLooks);
  });

  test('none that it was asked about lately, unless the device was offline or its clock was set', () => {
    const keeping = keepingOf(story(1, { looked: now - 1 }));
    expect(toLookAt(keeping, { now })).toEqual([]);
    expect(toLookAt(keeping, { now, all: true })).toHaveLength(1);
    expect(toLookAt(keeping, { now: now - limits.lookAgain })).toHaveLength(1);
    expect(toLookAt(keeping, { now: now + limits.lookAgain })).toHaveLength(1);
  });

  test('and only a clear answer changes anything', () => {
    const meanings = [304, 200, 404, 410, 451, 500, 502, 503, 429, 403, 0].map(meaningOf);
    expect(meanings).toEqual([
      'same',
      'renew',
      'forget',
      'forget',
      'forget',
      ...Array.from({ length: 6 }, () => 'nothing'),
    ]);
  });
});

test('only whole pages are kept that their server lets be kept', () => {
  const answer = (status: number, type: string, cache = '') =>
    mayKeep(new Response('', { status, headers: { 'content-type': type, 'cache-control': cache } }));
  const html = 'text/html; charset=utf-8';
  expect(answer(200, html, 'private, max-age=0, must-revalidate')).toBe(true);
  expect(answer(200, html, 'no-store')).toBe(false);
  expect(answer(503, html)).toBe(false);
  expect(answer(200, 'application/json')).toBe(false);
});
