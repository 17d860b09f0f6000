import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { contentOf, someStories, story } from './edition.test.stories.ts';
import type { FrontPlan, StorySummary } from './model.ts';
import { arrangeHome, type HomeFront, rank } from './ranking.ts';

const until = '2027-01-01T00:00:00Z';
const slugs = (placed: readonly { story: StorySummary }[]) => placed.map((each) => each.story.slug);

/** Plans that name stories there are and stories there aren't, twice and more. */
const someSlug = fc.integer({ min: 0, max: 40 }).map((number) => `story-${number}`);
const somePlan: fc.Arbitrary<FrontPlan> = fc.record({
  slots: fc.array(
    fc.record(
      { story: someSlug, headline: fc.constantFrom('A front’s own', 'Another') },
      { requiredKeys: ['story'] },
    ),
    { maxLength: 6 },
  ),
  pins: fc.array(fc.record({ story: someSlug, until: fc.constant(until) }), { maxLength: 4 }),
});

describe('the order of a front', () => {
  test('pins come first, then slots, then the newest', () => {
    const { stories } = contentOf([
      story('old', { publishedAt: '2026-11-20T00:00:00Z' }),
      story('older', { publishedAt: '2026-11-19T00:00:00Z' }),
      story('oldest', { publishedAt: '2026-11-18T00:00:00Z' }),
      story('new', { publishedAt: '2026-11-24T00:00:00Z' }),
    ]);
    const plan = { pins: [{ story: 'oldest', until }], slots: [{ story: 'older' }] };
    expect(slugs(rank(stories, plan))).toEqual(['oldest', 'older', 'new', 'old']);
    expect(slugs(rank(stories))).toEqual(['new', 'old', 'older', 'oldest']);
  });

  test('a front’s own headline is shown on it, for a pin too, and the story keeps its own', () => {
    const stories = [story('one'), story('two')];
    const slots = [{ story: 'two', headline: 'Said shorter' }];
    const pinned = rank(stories, { slots, pins: [{ story: 'two', until }] });
    expect(pinned.map(({ headline }) => headline)).toEqual(['Said shorter', 'Headline of one']);
    expect(pinned[0]?.story.headline).toBe('Headline of two');
  });

  test('every story stands there once, whatever the plan says', () => {
    fc.assert(
      fc.property(someStories(), somePlan, (stories, plan) => {
        const placed = slugs(rank(stories, plan));
        expect([...placed].sort()).toEqual(stories.map(({ slug }) => slug).sort());
      }),
    );
  });

  test('nothing without a place of its own comes before what has one, and the rest is newest first', () => {
    fc.assert(
      fc.property(someStories(), somePlan, (stories, plan) => {
        const there = new Set(stories.map(({ slug }) => slug));
        const wanted = [...plan.pins, ...plan.slots]
          .map((each) => each.story)
          .filter((slug) => there.has(slug));
        const first = [...new Set(wanted)];
        const placed = slugs(rank(stories, plan));
        expect(placed.slice(0, first.length)).toEqual(first);
        expect(placed.slice(first.length)).toEqual(
          stories.map(({ slug }) => slug).filter((slug) => !first.includes(slug)),
        );
      }),
    );
  });
});

describe('the home front', () => {
  const { sections } = contentOf([]);
  const allOf = ({ lead, top, strips, latest }: HomeFront) =>
    slugs([...(lead ? [lead] : []), ...top, ...strips.flatMap((strip) => strip.stories), ...latest]);

  test('shows no story twice', () => {
    fc.assert(
      fc.property(someStories(31), somePlan, (stories, plan) => {
        const shown = allOf(arrangeHome(stories, sections, plan));
        expect(new Set(shown).size).toBe(shown.length);
      }),
    );
  });

  test('leads with the first of its order, and a strip holds only its section’s stories', () => {
    fc.assert(
      fc.property(someStories(31), somePlan, (stories, plan) => {
        const home = arrangeHome(stories, sections, plan);
        expect(home.lead).toEqual(rank(stories, plan)[0]);
        for (const { section, stories: strip } of home.strips) {
          expect(strip.length).toBeGreaterThan(0);
          expect(strip.every((placed) => placed.story.section === section.slug)).toBe(true);
        }
      }),
    );
  });

  test('leaves nothing out while there is room', () => {
    fc.assert(
      fc.property(someStories(8), (stories) => {
        expect(allOf(arrangeHome(stories, sections)).length).toBe(stories.length);
      }),
    );
  });

  test('is empty, not broken, before the first story', () => {
    expect(arrangeHome([], sections)).toEqual({ lead: undefined, top: [], strips: [], latest: [] });
  });
});
