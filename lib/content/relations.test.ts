/** What was right is only looked at again where it may have changed: with the same findings as looking at everything. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { CheckedFile } from './file.ts';
import { Relations } from './relations.ts';

const names = ['one', 'two', 'three', 'four'];
const noon = Date.parse('2026-11-24T12:00:00Z');
const instant = fc.constantFrom('2026-11-20T12:00:00Z', '2026-11-24T11:00:00Z', '2026-11-24T13:00:00Z');

type Made = Readonly<{ data: object; links: readonly string[]; anchors: readonly string[]; entry?: string }>;

/** As a check of the file alone finds it: each part right by itself, whatever it refers to. */
const storyOf = (slug: string, { data, links, anchors, entry }: Made): CheckedFile => ({
  file: `stories/2026/11/${slug}.mdx`,
  type: 'Story',
  slug,
  data,
  positions: {},
  links: links.map((url) => ({ url, line: 1, column: 1 })),
  anchors,
  ...(entry === undefined ? {} : { entries: [{ line: 1, column: 1, at: entry }] }),
  pictures: [],
  findings: [],
});

const otherThan = (slug: string) => names.find((name) => name !== slug);

/** Nothing is wrong with it, and another one is linked to, at its part. */
const soundMade = (slug: string): Made => ({
  data: {
    id: `id-${slug}`,
    formerly: [],
    status: 'published',
    publishedAt: '2026-11-20T12:00:00Z',
    related: [],
    section: 'news',
    topics: [],
    authors: [],
  },
  links: [`/articles/${otherThan(slug)}#part`],
  anchors: ['part'],
});

/** One thing about a story that is saved anew. */
const change: fc.Arbitrary<(made: Made) => Made> = fc
  .oneof(
    fc.record({ id: fc.constantFrom('id-one', 'id-two', 'id-new') }),
    fc.record({ formerly: fc.subarray(['old', 'one'], { minLength: 1, maxLength: 1 }) }),
    fc.record({ status: fc.constantFrom('draft', 'withdrawn') }),
    fc.record({ publishedAt: instant }),
    fc.record({ embargoUntil: instant }),
    fc.record({ expiresAt: fc.constant('2026-12-24T12:00:00Z') }),
    fc.record({ related: fc.subarray([...names, 'nobody'], { minLength: 1, maxLength: 1 }) }),
    fc.record({ section: fc.constant('nothing') }),
    fc.record({ headline: fc.string() }),
  )
  .map((data) => (made: Made) => ({ ...made, data: { ...made.data, ...data } }));
const textChange: fc.Arbitrary<(made: Made) => Made> = fc
  .oneof(
    fc.record({
      links: fc.subarray([...names.map((name) => `/articles/${name}`), '#part', '/articles/old']),
    }),
    fc.record({ anchors: fc.constant([]) }),
    fc.record({ entry: instant }),
  )
  .map((text) => (made: Made) => ({ ...made, ...text }));

const savedStory = (slug: string): fc.Arbitrary<CheckedFile> =>
  fc.array(fc.oneof(change, textChange), { maxLength: 2 }).map((changes) =>
    storyOf(
      slug,
      changes.reduce((made, each) => each(made), soundMade(slug)),
    ),
  );

const section: CheckedFile = {
  file: 'sections/news.yml',
  type: 'Section',
  slug: 'news',
  positions: {},
  links: [],
  pictures: [],
  findings: [],
};

/** A right start, then one story after another is saved, with one or two things changed. */
const sequences = fc.array(
  fc.nat(names.length - 1).chain((index) =>
    fc.record({
      index: fc.constant(index),
      story: savedStory(names[index] ?? ''),
      later: fc.integer({ min: -2, max: 4 }),
    }),
  ),
  { minLength: 1, maxLength: 6 },
);

test('what is remembered never changes what is found', () => {
  fc.assert(
    fc.property(sequences, (saves) => {
      const relations = new Relations();
      let stories: readonly CheckedFile[] = names.map((slug) => storyOf(slug, soundMade(slug)));
      let at = noon;
      expect(relations.find([...stories, section], at)).toEqual([]);
      for (const { index, story, later } of saves) {
        stories = stories.with(index, story);
        at += later * 3_600_000;
        const files = [...stories, section];
        expect(relations.find(files, at)).toEqual(new Relations().find(files, at));
      }
    }),
    { numRuns: 1000 },
  );
});
