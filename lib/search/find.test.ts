import fc from 'fast-check';
import { expect, test } from 'vitest';
import { choose } from '#lib/edition/choose.ts';
import { contentOf, editionOf, noon, story } from '#lib/edition/edition.test.stories.ts';
import { asked, follow, found, openIndex } from './search.test.opened.ts';

function indexed(...stories: Parameters<typeof contentOf>[0]) {
  const { index } = openIndex();
  const edition = editionOf(contentOf(stories));
  follow(index, edition);
  return {
    find: (text: string) => found(index, edition, text),
    ask: (query: string) => asked(index, edition, query),
  };
}

test('a word in the headline counts more than one in the text', () => {
  const { find } = indexed(
    story('in-text', { body: textOf('A word about tides.') }),
    story('in-headline', { headline: 'Tides' }),
  );
  expect(find('tides')).toEqual(['in-headline', 'in-text']);
});

test('of stories that fit as well, the newer comes first', () => {
  const { find } = indexed(
    story('old', { headline: 'Tides', publishedAt: '2020-01-01T00:00:00Z' }),
    story('new', { headline: 'Tides' }),
  );
  expect(find('tides')).toEqual(['new', 'old']);
});

test('the newest first, if that is asked for', () => {
  const { ask } = indexed(
    story('better', { headline: 'Tides, tides', publishedAt: '2026-11-01T00:00:00Z' }),
    story('newer', { body: textOf('A word about tides.') }),
  );
  expect(ask('q=tides&order=newest').results.map(({ story }) => story.slug)).toEqual(['newer', 'better']);
});

test('a story has to have all the words; if none has, those with some are named as such', () => {
  const { ask } = indexed(story('a', { headline: 'Tides and harbours' }), story('b', { headline: 'Tides' }));
  expect(ask('q=harbour+tide')).toMatchObject({ total: 1, isPartly: false });
  expect(ask('q=harbour+zeppelin')).toMatchObject({ total: 1, isPartly: true });
  expect(ask('q=zeppelin')).toMatchObject({ total: 0, isPartly: false });
});

test('words in quotation marks stand in a row', () => {
  const { find } = indexed(
    story('a', { headline: 'One clock' }),
    story('b', { headline: 'The clock of one' }),
  );
  expect(find('"one clock"')).toEqual(['a']);
  expect(find('one clock').sort()).toEqual(['a', 'b']);
});

test('a half typed word finds what begins so, a misspelt one what was meant, and it is said', () => {
  const { ask, find } = indexed(story('a', { headline: 'Mountains of the moon' }));
  expect(find('mount')).toEqual(['a']);
  expect(ask('q=mount').instead).toEqual([]);
  expect(ask('q=mountians')).toMatchObject({
    total: 1,
    instead: [{ typed: 'mountians', word: 'mountains' }],
  });
});

test('Chinese is found by words and by signs inside them, in either script', () => {
  const { find } = indexed(
    story('zh', { headline: '中国为什么用一个时钟', lang: 'zh-Hans' }),
    story('other', { headline: '国中一日', lang: 'zh-Hans' }),
  );
  for (const text of ['时钟', '時鐘', '中国', '个时', '“一个时钟”']) expect(find(text)).toEqual(['zh']);
});

test('authors, topics, sections and places are found by their names', () => {
  const { find } = indexed(story('a', { place: 'Kashgar' }), story('b', { authors: ['amy'] }));
  expect(find('kashgar')).toEqual(['a']);
  expect(find('amy')).toEqual(['b']);
});

test('what narrows a search down says how many stories would be left', () => {
  const { ask } = indexed(
    story('a', { topics: ['time', 'maps'] }),
    story('b', { section: 'world' }),
    story('c', { section: 'world', publishedAt: '2025-12-31T20:00:00Z' }), // New Year's Day in Shanghai.
  );
  const counts = (query: string, name: string) =>
    ask(query)
      .facets.find((facet) => facet.name === name)
      ?.choices.map(({ value, stories, isTaken }) => `${isTaken ? '*' : ''}${value} ${stories}`);
  expect(counts('q=story+standfirst', 'section')).toEqual(['world 2', 'china 1']);
  expect(counts('q=standfirst&section=world', 'section')).toEqual(['*world 2', 'china 1']);
  expect(counts('q=standfirst&section=world', 'topic')).toEqual(['time 2']);
  expect(counts('q=standfirst', 'date')).toEqual(['2026 3']);
  expect(counts('q=standfirst&date=2026', 'date')).toEqual(['*2026 3', '2026-11 2', '2026-01 1']);
  expect(ask('q=standfirst&date=2026-01').results.map(({ story }) => story.slug)).toEqual(['c']);
  expect(ask('q=standfirst&section=nowhere')).toMatchObject({ total: 3, question: { only: {} } });
});

test('any question is answered, whatever it is made of', () => {
  const { find } = indexed(story('a'), story('b', { headline: '时钟 AND "x" OR (NEAR) *' }));
  const pieces = fc.constantFrom(
    '"',
    "'",
    '(',
    ')',
    '*',
    'AND',
    'OR',
    'NOT',
    'NEAR',
    '^',
    ':',
    '-',
    '{signs}',
    'a',
    '时',
  );
  const text = fc.oneof(
    fc.array(pieces, { maxLength: 30 }).map((each) => each.join(' ')),
    fc.string({ unit: 'binary' }),
  );
  fc.assert(
    fc.property(text, (each) => {
      find(each);
    }),
  );
});

test('at no instant does a search find, count or suggest a word of a story that is hidden then', {
  timeout: 60_000,
}, () => {
  const hour = 3_600_000;
  const at = (hours: number) => new Date(noon + hours * hour).toISOString();
  const sometimes = fc.option(fc.integer({ min: -3, max: 3 }).map(at), { nil: undefined, freq: 1 });
  const secret = fc.record({
    status: fc.constantFrom('draft', 'published', 'published', 'withdrawn'),
    publishedAt: fc.integer({ min: -3, max: 3 }).map(at),
    embargoUntil: sometimes,
    expiresAt: sometimes,
  });
  const { index } = openIndex();
  let shown = 0;
  fc.assert(
    fc.property(secret, fc.integer({ min: -4, max: 4 }), (fields, hours) => {
      const hidden = story('hidden', { ...fields, headline: 'Xylophones', body: textOf('木琴') } as never);
      const content = contentOf([story('other'), hidden]);
      const edition = editionOf(content, noon + hours * hour);
      follow(index, edition);
      const isPublic = choose(content, noon + hours * hour).content.stories.some(
        ({ slug }) => slug === 'hidden',
      );
      if (isPublic) shown++;
      for (const text of ['xylophone', 'xylo', 'xilophone', '木琴', 'hidden', 'other xylophone']) {
        const view = asked(index, edition, new URLSearchParams({ q: text }).toString());
        const tells = JSON.stringify([view.results, view.instead, view.facets, view.total]).match(
          /xylophone|木琴/i,
        );
        if (!isPublic) expect(tells).toBeNull();
        if (text === 'xylophone') expect(view.total).toBe(isPublic ? 1 : 0);
      }
    }),
  );
  expect(shown).toBeGreaterThan(0);
});

function textOf(text: string) {
  return { ...story('text').body, text };
}
