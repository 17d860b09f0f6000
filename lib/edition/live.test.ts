import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { pageAt } from '#lib/audience/pages.ts';
import { readBody } from '#lib/content/body.ts';
import { choose } from './choose.ts';
import { contentOf, editionOf, noon, story } from './edition.test.stories.ts';
import { entriesInFile, entriesOf, entryId, introductionOf, liveAddress, liveFile, overAt } from './live.ts';
import type { Story } from './model.ts';

const bodyOf = (markdown: string) => {
  const { body, findings } = readBody(markdown, 1, 'en');
  expect(findings).toEqual([]);
  if (!body) throw new Error('no body');
  return body;
};
const [eight, nine] = ['2026-11-24T08:00:00Z', '2026-11-24T09:00:00Z'];
const entry = (at: string, text: string, more = '') => `<Entry at="${at}"${more}>\n\n${text}\n\n</Entry>`;
const live = (body: string, fields: Partial<Story> = {}) =>
  story('live', { kind: 'live', newestEntryAt: nine, body: bodyOf(body), ...fields });
const two = `Before.\n\n${entry(nine, 'Newer.', ' title="A *title*" key')}\n\n${entry(eight, '### Part\n\nOlder.')}`;

describe('an entry', () => {
  test('has the same anchor however its instant is written, and no other entry has it', () => {
    expect(entryId('2026-11-24T09:30:00+08:00')).toBe('e-20261124T013000Z');
    expect(entryId('2026-11-24T01:30Z')).toBe('e-20261124T013000Z');
    const instant = fc
      .date({ min: new Date('1990-01-01'), max: new Date('2100-01-01'), noInvalidDate: true })
      .map((date) => date.toISOString());
    fc.assert(
      fc.property(instant, instant, (a, b) => {
        expect(entryId(a) === entryId(b)).toBe(Date.parse(a) === Date.parse(b));
        expect(entryId(a)).toMatch(/^e-[0-9TZ.]+$/);
      }),
    );
  });

  test('keeps anchor and mark when one is added above, and only the mark changes when its words do', () => {
    const [newer, older] = entriesOf(bodyOf(two).tree);
    expect([newer?.id, older?.id]).toEqual(['e-20261124T090000Z', 'e-20261124T080000Z']);
    const added = bodyOf(`${entry('2026-11-24T10:00:00Z', '### Part\n\nText.')}\n\n${two.slice(9)}`);
    expect(entriesOf(added.tree).slice(1)).toEqual([newer, older]);
    const edited = entriesOf(bodyOf(two.replace('Newer.', 'Newer!')).tree);
    expect(edited[0]?.id).toBe(newer?.id);
    expect(edited[0]?.mark).not.toBe(newer?.mark);
    expect(edited[1]).toEqual(older);
  });

  test('has its title in what is read, and what stands above the first is the introduction', () => {
    const { tree, text } = bodyOf(two);
    expect(text.split('\n')).toEqual(['Before.', 'A *title*', 'Newer.', 'Part', 'Older.']);
    expect(introductionOf(tree).children).toHaveLength(1);
    expect(entriesOf(tree).map(({ title, key }) => [title, key])).toEqual([
      ['A *title*', true],
      [undefined, false],
    ]);
  });
});

describe('what an open page asks for', () => {
  test('lists the newest entries, and changes when anything in the story does', () => {
    const file = liveFile(live(two, { updatedAt: nine }));
    expect(file).toMatchObject({
      updated: nine,
      ended: false,
      entries: [
        { id: 'e-20261124T090000Z', at: nine, title: 'A *title*' },
        { id: 'e-20261124T080000Z', at: eight },
      ],
    });
    expect(liveFile(live(two, { headline: 'Other' })).version).not.toBe(file.version);
    expect(liveFile(live(two, { over: true })).ended).toBe(true);
  });

  test('stays small, however long the story is', () => {
    const at = (number: number) => new Date(noon - number * 60_000).toISOString();
    const title = ' title="A title as long as titles of entries are, or somewhat longer than that"';
    const many = Array.from({ length: 200 }, (_, number) => entry(at(number), 'Text.', title)).join('\n\n');
    const file = liveFile(live(many));
    expect(file.entries).toHaveLength(entriesInFile);
    expect(file.entries[0]?.at).toBe(at(0));
    expect(JSON.stringify(file).length).toBeLessThan(10_000);
  });

  test('is no page that anybody reads, so that asking is never counted', () => {
    const edition = editionOf(contentOf([live(two)]));
    expect(pageAt(edition, '/articles/live')).toBeDefined();
    expect(pageAt(edition, liveAddress('live'))).toBeUndefined();
  });
});

describe('coverage', () => {
  test.each([
    ['goes on for a day after its newest entry', {}, '2026-11-25T09:00:00Z'],
    ['ends when its editor says so', { endedAt: '2026-11-24T10:00:00Z' }, '2026-11-24T10:00:00Z'],
    [
      'ends after a day, though it was meant to go on',
      { endedAt: '2026-12-01T00:00:00Z' },
      '2026-11-25T09:00:00Z',
    ],
  ])('%s', (_, fields, end) => {
    expect(overAt(live(two, fields))).toBe(Date.parse(end));
    const at = (instant: number) => choose(contentOf([live(two, fields)]), instant);
    expect(at(Date.parse(end) - 1).content.stories[0]).not.toHaveProperty('over');
    expect(at(Date.parse(end) - 1).changesAt).toBe(Date.parse(end));
    expect(at(Date.parse(end)).content.stories[0]).toHaveProperty('over', true);
  });

  test('a story of another kind has none', () => {
    expect(overAt(story('news'))).toBe(Number.POSITIVE_INFINITY);
    expect(
      choose(contentOf([story('news')]), Date.parse('2027-01-01')).content.stories[0],
    ).not.toHaveProperty('over');
  });
});
