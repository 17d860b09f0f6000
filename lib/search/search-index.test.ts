import { readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { contentOf, editionOf, someStories, story } from '#lib/edition/edition.test.stories.ts';
import { asked, follow, found, openIndex } from './search.test.opened.ts';
import { SearchIndex } from './search-index.ts';

const tides = story('tides', { headline: 'How tides work' });
const clocks = story('clocks', { headline: 'How clocks work', topics: ['time'] });

test('an index that follows says the same as one that is made anew', { timeout: 60_000 }, () => {
  fc.assert(
    fc.property(fc.array(someStories(6), { minLength: 1, maxLength: 4 }), (editions) => {
      const { index: followed } = openIndex();
      const opened = editions.map((stories) => editionOf(contentOf(stories)));
      for (const edition of opened) follow(followed, edition);
      const last = opened.at(-1);
      if (!last) return;
      const { index: fresh } = openIndex();
      follow(fresh, last);
      for (const text of ['story', 'another one', 'standfirst', '"standfirst of"', '3'])
        expect(asked(followed, last, `q=${text}`)).toEqual(asked(fresh, last, `q=${text}`));
      expect(followed.ofLength('', 0, 99)).toEqual(fresh.ofLength('', 0, 99));
    }),
    { numRuns: 15 },
  );
});

test('a story is found by its new words with its edition, and by its old ones no more', () => {
  const { index } = openIndex();
  const before = editionOf(contentOf([tides, clocks]));
  follow(index, before);
  expect(found(index, before, 'tides')).toEqual(['tides']);
  const after = editionOf(contentOf([{ ...tides, headline: 'How harbours work', standfirst: '' }, clocks]));
  follow(index, after);
  expect(found(index, after, 'harbour')).toEqual(['tides']);
  expect(index.storiesWith('harbour')).toBe(1);
  expect(found(index, after, 'tides')).toEqual(['tides']); // By its text, which has stayed.
});

test('another name of a topic is found without a change of the story', () => {
  const { index } = openIndex();
  const content = contentOf([tides, clocks]);
  follow(index, editionOf(content));
  const renamed = { ...content, topics: [{ slug: 'time', name: 'Chronometry', description: '' }] };
  const after = editionOf(renamed);
  follow(index, after);
  expect(found(index, after, 'chronometry')).toHaveLength(2);
});

test('what is gone is in none of its tables', () => {
  const { index } = openIndex();
  follow(index, editionOf(contentOf([tides, story('secret', { headline: 'Xylophones' })])));
  expect(index.storiesWith('xylophon')).toBe(1);
  follow(index, editionOf(contentOf([tides])));
  expect(index.storiesWith('xylophon')).toBe(0);
  expect(index.beginningWith('xylo', 9)).toEqual([]);
  expect(index.size).toBe(1);
});

test('too many differences are left for later, and nothing is suggested until then', () => {
  const { index } = openIndex();
  const before = editionOf(contentOf([tides, story('secret', { headline: 'Xylophones' })]));
  follow(index, before);
  const after = editionOf(contentOf([tides, clocks]));
  follow(index, after, 1);
  expect(index.isOf(after)).toBe(false);
  expect(found(index, after, 'xylophones')).toEqual([]);
  const view = asked(index, after, 'q=xylophonez');
  expect(view).toMatchObject({ instead: [], total: 0, being: { of: 2 } });
  expect(found(index, after, 'tides')).toEqual(['tides']);
});

test('stories of the same minute all have their place', () => {
  const { index } = openIndex();
  const edition = editionOf(contentOf(Array.from({ length: 40 }, (_, n) => story(`same-${n}`))));
  follow(index, edition);
  expect(asked(index, edition, 'q=same')).toMatchObject({ total: 40, pages: 4 });
});

test('two processes that follow at once index each story once', () => {
  const { index, folder } = openIndex();
  const other = SearchIndex.open(folder, 'live');
  const edition = editionOf(contentOf([tides, clocks]));
  const steps = index.follow(edition);
  follow(other, edition);
  for (const _ of steps);
  expect(other.size).toBe(2);
  expect(index.storiesWith('work')).toBe(2);
  other.close();
});

test('a file that can’t be read is made anew, and one of before is taken away', () => {
  const { folder, index } = openIndex();
  index.close();
  const [name = ''] = readdirSync(path.join(folder, 'search')).filter((file) => file.endsWith('.db'));
  writeFileSync(
    path.join(folder, 'search', name),
    'this is no database, and long enough to be looked at'.repeat(99),
  );
  writeFileSync(path.join(folder, 'search', 'live-0.db'), '');
  const again = SearchIndex.open(folder, 'live');
  const edition = editionOf(contentOf([tides]));
  follow(again, edition);
  expect(found(again, edition, 'tides')).toEqual(['tides']);
  expect(readdirSync(path.join(folder, 'search'))).not.toContain('live-0.db');
  again.close();
});
