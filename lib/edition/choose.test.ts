import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { choose } from './choose.ts';
import { contentOf, noon, story } from './edition.test.stories.ts';
import type { FrontPlan, Site } from './model.ts';
import { visibility } from './visibility.ts';

const later = '2026-11-24T13:00:00Z';
const earlier = '2026-11-24T11:00:00Z';
const slugsOf = (stories: readonly { slug: string }[]) => stories.map(({ slug }) => slug);

describe('what an edition holds', () => {
  test('stories that are public now, reasons of withdrawn ones, and nothing of the rest', () => {
    const { content, gone } = choose(
      contentOf([
        story('public'),
        story('draft', { status: 'draft' }),
        story('future', { publishedAt: later }),
        story('under-embargo', { embargoUntil: later }),
        story('expired', { expiresAt: earlier }),
        story('taken-back', { status: 'withdrawn', withdrawnReason: 'It was wrong.' }),
        story('never-was', { status: 'withdrawn', withdrawnReason: 'Secret.', publishedAt: later }),
      ]),
      noon,
    );
    expect(slugsOf(content.stories)).toEqual(['public']);
    expect(gone).toEqual([{ id: 'id-taken-back', slug: 'taken-back', reason: 'It was wrong.' }]);
  });

  test('an old address leads to the new one, to the notice of a takedown too, but never to a hidden story', () => {
    const { moved } = choose(
      contentOf([
        story('new-name', { formerly: ['old-name'] }),
        story('gone', { status: 'withdrawn', formerly: ['old-gone'] }),
        story('hidden', { publishedAt: later, formerly: ['old-hidden'] }),
      ]),
      noon,
    );
    expect(moved).toEqual({ 'old-name': 'new-name', 'old-gone': 'gone' });
  });

  test('of a takedown: when, why, whether the law demanded it, and for thirty days that it is recent', () => {
    const withdrawnAt = '2026-11-24T12:00:00+00:00';
    const taken = story('taken', {
      status: 'withdrawn',
      withdrawnReason: 'A court said so.',
      withdrawnAt,
      withdrawnLegal: true,
    });
    const gone = { id: 'id-taken', slug: 'taken', reason: 'A court said so.', at: withdrawnAt, legal: true };
    const end = noon + 30 * 24 * 3_600_000;
    const now = choose(contentOf([taken]), noon);
    expect(now.gone).toEqual([{ ...gone, recent: true }]);
    expect(now.changesAt).toBe(end);
    const then = choose(contentOf([taken]), end);
    expect(then.gone).toEqual([gone]);
    expect(then.changesAt).toBeUndefined();
  });

  test('pins and the banner end at their time', () => {
    const fronts = { home: { slots: [], pins: [{ story: 'one', until: later }] } };
    const content = contentOf([story('one')], {
      fronts,
      banner: { text: 'Now', story: 'one', until: later },
    });
    const before = choose(content, Date.parse(later) - 1);
    const after = choose(content, Date.parse(later));
    expect(before.content.site.fronts.home?.pins).toHaveLength(1);
    expect(before.content.site.banner?.text).toBe('Now');
    expect(before.changesAt).toBe(Date.parse(later));
    expect(after.content.site.fronts.home?.pins).toEqual([]);
    expect(after.content.site).not.toHaveProperty('banner');
    // A year and a day after the story: it is then older than a year.
    expect(after.changesAt).toBe(Date.parse('2027-11-25T00:00:00+08:00'));
  });

  test('a banner keeps its words and loses its link while its story is hidden', () => {
    const banner = { text: 'Soon', story: 'hidden', until: '2026-12-01T00:00:00Z' };
    const content = contentOf([story('hidden', { publishedAt: later })], { banner });
    expect(choose(content, noon).content.site.banner).toEqual({ text: 'Soon', until: banner.until });
    expect(choose(content, Date.parse(later)).content.site.banner).toEqual(banner);
  });
});

/** Stories in every state, that name one another as related, on fronts, in pins and in the banner. */
const hour = (hours: number) => new Date(noon + hours * 3_600_000).toISOString();
const someHour = fc.integer({ min: -3, max: 3 }).map(hour);
const slug = fc.integer({ min: 0, max: 7 }).map((number) => `secret-${number}`);
const someStory = fc.record(
  {
    status: fc.constantFrom('draft' as const, 'published' as const, 'withdrawn' as const),
    publishedAt: someHour,
    embargoUntil: someHour,
    expiresAt: someHour,
    withdrawnAt: fc.integer({ min: -3, max: 3 }).map((hours) => hour(hours - 30 * 24)),
    related: fc.uniqueArray(slug, { maxLength: 4 }),
  },
  { requiredKeys: ['status', 'publishedAt', 'related'] },
);
const someFront: fc.Arbitrary<FrontPlan> = fc.record({
  slots: fc.array(fc.record({ story: slug }), { maxLength: 4 }),
  pins: fc.array(fc.record({ story: slug, until: someHour }), { maxLength: 3 }),
});
const someSite: fc.Arbitrary<Partial<Site>> = fc.record({
  fronts: fc.record({ home: someFront, china: someFront }),
  banner: fc.record({ text: fc.constant('Now'), story: slug, until: someHour }),
});
const someParts = fc.uniqueArray(slug, { minLength: 1, maxLength: 8 });
const someContent = fc
  .tuple(fc.array(someStory, { minLength: 8, maxLength: 8 }), someSite, someParts)
  .map(([stories, site, parts]) => ({
    ...contentOf(
      stories.map((fields, number) => story(`secret-${number}`, { ...fields, formerly: [`old-${number}`] })),
      site,
    ),
    series: [{ slug: 'series', name: 'Series', description: 'Of some.', stories: parts }],
  }));

describe('a story that is hidden', () => {
  test('is nowhere in what is chosen: not its words, not its slug, not its old slug', () => {
    fc.assert(
      fc.property(someContent, (content) => {
        const chosen = JSON.stringify(choose(content, noon));
        for (const each of content.stories.filter((one) => visibility(one, noon) === 'hidden')) {
          expect(chosen).not.toContain(each.slug);
          expect(chosen).not.toContain(each.formerly[0]);
        }
      }),
    );
  });

  test('comes and goes at no other time than the choice itself foretells', () => {
    fc.assert(
      fc.property(someContent, (content) => {
        const { changesAt, ...now } = choose(content, noon);
        const end = changesAt ?? noon + 10 * 3_600_000;
        const { changesAt: _, ...justBefore } = choose(content, end - 1);
        expect(justBefore).toEqual(now);
        if (changesAt === undefined) return;
        expect(changesAt).toBeGreaterThan(noon);
      }),
    );
  });
});
